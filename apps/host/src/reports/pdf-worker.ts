import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from './document.ts'
import { pdfOf } from './pdf.ts'

/** Sets one document beside the thread that serves payments, and ends. */
parentPort?.postMessage(await pdfOf(workerData as Document))
