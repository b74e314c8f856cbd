import type { AttemptSummary } from './index.ts'
import type { CustomerSums, TillTime } from './effects.ts'
import type { SaleSums } from './insight.ts'

/** `asked`: somebody wanted the last seven days at once. */
export const REPORT_KINDS = ['weekly', 'monthly', 'asked'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]
export const REPORT_FORMATS = ['html', 'pdf', 'csv'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

interface Bilingual {
  readonly en: string
  readonly 'zh-CN': string
}

/** A report as a list shows it. */
export interface ReportLine {
  readonly id: string
  readonly merchant: string
  readonly name: Bilingual
  readonly kind: ReportKind
  /** Whole days of China Standard Time, the end not included. */
  readonly from: number
  readonly until: number
  readonly madeAt: number
  readonly approved: number
  readonly approved_minor: number
  readonly refused: number
  readonly lost_minor: number
}

/** Payments of a period. */
export interface PaymentSums {
  readonly attempts: number
  readonly approved: number
  readonly approved_minor: number
  readonly refused: number
}

/** What a report says, in figures: words come when it is read, in the language of whoever reads. */
export interface MerchantReport extends Pick<
  ReportLine,
  'id' | 'merchant' | 'name' | 'kind' | 'from' | 'until' | 'madeAt'
> {
  readonly payments: PaymentSums
  /** Of the period of the same length before it. */
  readonly before: PaymentSums
  readonly sales: SaleSums
  readonly triesSpent: number
  readonly triesBurnt: number
  readonly answer: { readonly median_ms: number; readonly slow_ms: number }
  readonly customers: CustomerSums
  readonly till: TillTime
  /** One for each day, oldest first. */
  readonly days: readonly { readonly at: number; readonly attempts: number; readonly refused: number }[]
  readonly causes: readonly (SaleSums & {
    readonly cause: NonNullable<AttemptSummary['cause']>
    readonly tries: number
  })[]
  /** Batches that were settled in it. */
  readonly settled: readonly SettledBatch[]
}

/** Which reports are made of a merchant by themselves. */
export interface ReportSchedule {
  readonly merchant: string
  readonly weekly: boolean
  readonly monthly: boolean
}

/** One batch of a terminal as it was settled: what the merchant is owed for it. */
export interface SettledBatch {
  readonly key: string
  readonly terminal: string
  readonly batch: string
  readonly closedAt: number
  /** `exception`: the terminal's totals differed, and the differences are named. */
  readonly state: 'settled' | 'exception'
  readonly sales: number
  readonly sales_minor: number
  readonly refunds: number
  readonly refunds_minor: number
  readonly net_minor: number
  /** Absent where no agreement holds: then amounts are gross. */
  readonly fee?: BatchFee
}

/** One version of what a merchant pays for taking cards; a change is another version. */
export interface FeeAgreement {
  /** `*`: every merchant without an agreement of its own. */
  readonly merchant: string
  /** From 1 on. */
  readonly version: number
  /** First day on which it holds, `2026-01-01`, China Standard Time. */
  readonly validFrom: string
  /** Hundredths of a percent of the sales. */
  readonly rate_bp: number
  readonly perSale_minor: number
  /** The day of settlement, or the next working day. */
  readonly paysOut: 'T+0' | 'T+1'
}

export interface BatchFee {
  /** Of the agreement by which it was reckoned. */
  readonly version: number
  readonly fee_minor: number
  /** Owed to the merchant after the fee. */
  readonly payout_minor: number
  /** The day on which it is paid, its first moment in China Standard Time. */
  readonly paidOn: number
}

/** Kinds of payment that move a merchant's money. */
export const STATEMENT_KINDS = [
  'sale',
  'void',
  'refund',
  'completion',
  'completion-cancellation',
  'completion-advice',
  'offline-sale',
] as const

/** A payment in a statement. */
export interface StatementEntry {
  readonly payment: string
  readonly at: number
  readonly kind: (typeof STATEMENT_KINDS)[number]
  readonly maskedPan: string
  /** Owed to the merchant; negative for a refund. */
  readonly amount_minor: number
}

export const DIFFERENCES = ['amount', 'card', 'only-acquirer', 'only-terminal', 'totals'] as const

/** What the terminal said otherwise than our record, to the cent. */
export interface StatementDifference {
  readonly subject: string
  readonly detail: (typeof DIFFERENCES)[number]
  readonly amount_minor: number
}

/** What a merchant is owed: batches by the day they were settled, and what is not settled yet. */
export interface Statement {
  readonly merchant: string
  readonly name: Bilingual
  /** Oldest version first; the last one whose day has come holds. */
  readonly agreements: readonly FeeAgreement[]
  /** Newest first; days of China Standard Time. */
  readonly days: readonly {
    readonly at: number
    /** After fees. */
    readonly net_minor: number
    readonly batches: readonly SettledBatch[]
  }[]
  readonly open: readonly {
    readonly terminal: string
    readonly batch: string
    readonly payments: number
    readonly net_minor: number
    readonly since: number
  }[]
}

export interface BatchStatement {
  readonly batch: SettledBatch
  readonly entries: readonly StatementEntry[]
  readonly differences: readonly StatementDifference[]
}
