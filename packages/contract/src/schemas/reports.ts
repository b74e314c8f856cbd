import { z } from 'zod'
import {
  type BatchStatement,
  type FeeAgreement,
  DIFFERENCES,
  REPORT_FORMATS,
  REPORT_KINDS,
  type ReportLine,
  type ReportSchedule,
  type SettledBatch,
  type Statement,
  STATEMENT_KINDS,
} from '../reports.ts'
import { bilingual, instant, page, paging, may } from './common.ts'
import { merchant } from './places.ts'

const line: z.ZodType<ReportLine> = z.object({
  id: z.string(),
  merchant: z.string(),
  name: bilingual,
  kind: z.enum(REPORT_KINDS),
  from: instant,
  until: instant,
  madeAt: instant,
  approved: z.number(),
  approved_minor: z.number(),
  refused: z.number(),
  lost_minor: z.number(),
})
const schedule: z.ZodType<ReportSchedule> = z.object({
  merchant: z.string(),
  weekly: z.boolean(),
  monthly: z.boolean(),
})
const batch: z.ZodType<SettledBatch> = z.object({
  key: z.string(),
  terminal: z.string(),
  batch: z.string(),
  closedAt: instant,
  state: z.enum(['settled', 'exception']),
  sales: z.number(),
  sales_minor: z.number(),
  refunds: z.number(),
  refunds_minor: z.number(),
  net_minor: z.number(),
  fee: may(z.object({ version: z.number(), fee_minor: z.number(), payout_minor: z.number(), paidOn: instant })),
})
const feeAgreement: z.ZodType<FeeAgreement> = z.object({
  merchant: z.string().regex(/^(\*|[A-Z0-9]{15})$/),
  version: z.number().int().min(1),
  validFrom: z.iso.date(),
  rate_bp: z.number().min(0).max(10_000),
  perSale_minor: z.number().int().min(0),
  paysOut: z.enum(['T+0', 'T+1']),
})
/** The file that a host reads its agreements from. */
export const feeAgreements: z.ZodType<readonly FeeAgreement[]> = z.array(feeAgreement)
/** The file that a host reads from on which days banks work other than Monday to Friday; a year at most keeps banks shut. */
const days = z.array(z.iso.date()).max(366).default([])
export const bankDays = z.strictObject({ closed: days, open: days })
const statement: z.ZodType<Statement> = z.object({
  merchant: z.string(),
  name: bilingual,
  agreements: z.array(feeAgreement),
  days: z.array(z.object({ at: instant, net_minor: z.number(), batches: z.array(batch) })),
  open: z.array(
    z.object({
      terminal: z.string(),
      batch: z.string(),
      payments: z.number(),
      net_minor: z.number(),
      since: instant,
    }),
  ),
})
const batchStatement: z.ZodType<BatchStatement> = z.object({
  batch,
  entries: z.array(
    z.object({
      payment: z.string(),
      at: instant,
      kind: z.enum(STATEMENT_KINDS),
      maskedPan: z.string(),
      amount_minor: z.number(),
    }),
  ),
  differences: z.array(z.object({ subject: z.string(), detail: z.enum(DIFFERENCES), amount_minor: z.number() })),
})

/** `<merchant>.<kind>.<first day>`; what was asked for has the moment instead of the day. */
const reportId = z.object({ id: z.string().regex(/^[A-Z0-9]{15}\.[a-z]{1,10}\.[0-9-]{1,15}$/) })

export const REPORT_SCHEMAS = {
  ownShopStatement: { params: merchant, answer: statement },
  ownShopBatch: {
    params: merchant.extend({ batch: z.string().regex(/^[A-Z0-9]{8}-\d{6}$/) }),
    answer: batchStatement,
  },
  listReports: {
    query: z.object({ ...paging, merchant: merchant.shape.merchant.optional() }),
    answer: page(line),
  },
  makeReport: { body: merchant, answer: line },
  reportFile: {
    params: reportId,
    query: z.object({
      format: z.enum(REPORT_FORMATS).default('html'),
      language: z.enum(['en', 'zh-CN']).default('zh-CN'),
    }),
    answer: z.string(),
  },
  reportSchedule: { params: merchant, answer: schedule },
  scheduleReports: {
    params: merchant,
    body: z.object({ weekly: z.boolean(), monthly: z.boolean() }),
    answer: schedule,
  },
}
