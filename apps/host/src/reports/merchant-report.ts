import type { AcquirerStore } from '@fiftyfive/acquiring'
import type { MerchantReport, PaymentSums, ReportKind, ReportLine } from '@fiftyfive/contract'
import type { ObservationFigures } from '@fiftyfive/store/sqlite'
import { effectsOf, type EffectsPorts, type Period } from '../insight/effects.ts'
import { DAY_MS, dayOf, dayName, periodBefore } from './period.ts'
import { settledBatches } from './settled.ts'

const HOUR_MS = 3_600_000

export interface ReportSources extends Omit<EffectsPorts, 'nameOf'> {
  readonly store: AcquirerStore
}

/** Never the same for two reports: which merchant, which kind, and the first day, or the moment it was asked for. */
const reportId = (merchant: string, kind: ReportKind, period: Period): string =>
  `${merchant}.${kind}.${kind === 'asked' ? period.until - 1 : dayName(period.from)}`

export const scheduledId = (merchant: string, kind: 'weekly' | 'monthly', period: Period): string =>
  reportId(merchant, kind, period)

/** All figures of one merchant's report. */
export async function merchantReport(
  { figures, log, store }: ReportSources,
  merchant: string,
  kind: ReportKind,
  period: Period,
  madeAt: number,
): Promise<MerchantReport> {
  const known = await store.merchant(merchant)
  const name = known?.name ?? { en: merchant, 'zh-CN': merchant }
  const effects = effectsOf({ figures, log, nameOf: () => name }, period, merchant)
  const batches = settledBatches(await store.batchesOfMerchant(merchant))
  const { sales, triesSpent, triesBurnt, answer, customers, till, causes } = effects
  return {
    id: reportId(merchant, kind, period),
    merchant,
    name,
    kind,
    ...period,
    madeAt,
    payments: paymentSums(figures, merchant, period),
    before: paymentSums(figures, merchant, periodBefore(kind, period)),
    sales,
    triesSpent,
    triesBurnt,
    answer,
    customers,
    till,
    days: days(figures, merchant, period),
    causes,
    settled: batches
      .filter(({ closedAt }) => closedAt >= period.from && closedAt < period.until)
      .toSorted((a, b) => a.closedAt - b.closedAt),
  }
}

export const reportLine = ({ payments, sales, ...report }: MerchantReport): ReportLine => ({
  id: report.id,
  merchant: report.merchant,
  name: report.name,
  kind: report.kind,
  from: report.from,
  until: report.until,
  madeAt: report.madeAt,
  approved: payments.approved,
  approved_minor: payments.approved_minor,
  refused: payments.refused,
  lost_minor: sales.lost_minor,
})

const windowOf = (merchant: string, { from, until }: Period) => ({
  since: from,
  until,
  places: [[{ dimension: 'merchant', value: merchant } as const]],
})

function paymentSums(figures: ObservationFigures, merchant: string, period: Period): PaymentSums {
  const { attempts, approved, approved_minor, refused } = figures.sums(windowOf(merchant, period))
  return { attempts, approved, approved_minor, refused }
}

/** Counted in hours, which begin with every zone's days, and added up to local days; days without a payment are there. */
function days(figures: ObservationFigures, merchant: string, period: Period): MerchantReport['days'] {
  const hours = Map.groupBy(figures.steps(windowOf(merchant, period), HOUR_MS), ({ at }) => dayOf(at))
  const count = Math.ceil((period.until - period.from) / DAY_MS)
  return Array.from({ length: count }, (_, index) => {
    const at = period.from + index * DAY_MS
    const sum = (part: 'attempts' | 'refused') => (hours.get(at) ?? []).reduce((total, hour) => total + hour[part], 0)
    return { at, attempts: sum('attempts'), refused: sum('refused') }
  })
}
