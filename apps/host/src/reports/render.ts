import { Worker } from 'node:worker_threads'
import type { MerchantReport, ReportFormat } from '@fiftyfive/contract'
import { Turns } from '@fiftyfive/kernel'
import type { Language } from '@fiftyfive/messages'
import { csvOfReport } from './csv.ts'
import { type Document, documentOf } from './document.ts'
import { htmlOf } from './html.ts'

const TYPES: Readonly<Record<ReportFormat, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
}

export interface ReportFile {
  readonly name: string
  readonly type: string
  readonly content: string | Uint8Array
}

const pages = new Turns()

/** A report as a file. The same report, language and format give the same words and figures whenever they are asked for. */
export async function renderReport(
  report: MerchantReport,
  format: ReportFormat,
  language: Language,
): Promise<ReportFile> {
  return {
    name: `${report.id}.${language}.${format}`,
    type: TYPES[format],
    content: await contentOf(report, format, language),
  }
}

async function contentOf(report: MerchantReport, format: ReportFormat, language: Language) {
  if (format === 'csv') return csvOfReport(report, language)
  const document = documentOf(report, language)
  return format === 'html' ? htmlOf(document) : pages.take('pdf', () => inWorker(document))
}

/** Cutting fonts keeps a processor busy for half a second: one at a time, and no payment waits for it. */
function inWorker(document: Document): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { workerData: document })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the worker ended without a page')))
  })
}
