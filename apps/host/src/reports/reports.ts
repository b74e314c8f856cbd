import type { AcquirerStore } from '@fiftyfive/acquiring'
import type { MerchantReport, ReportLine, ReportSchedule } from '@fiftyfive/contract'
import type { Clock } from '@fiftyfive/kernel'
import type { ObservationFigures, ObservationLog } from '@fiftyfive/store/sqlite'
import type { ReportRow, ReportStore } from '@fiftyfive/store/reports'
import { type AccountPorts, audited, type Caller } from '../accounts/ports.ts'
import { merchantReport, reportLine, scheduledId } from './merchant-report.ts'
import { endedPeriods, lastDays } from './period.ts'

export interface ReportsPorts {
  readonly clock: Clock
  readonly figures: ObservationFigures
  readonly log: ObservationLog
  readonly store: AcquirerStore
  readonly reports: ReportStore
  readonly accounts: AccountPorts
  /** Tells whoever wants to hear of it; resolves when it is certain to be told. */
  readonly tell: (report: ReportLine) => Promise<void>
}

interface StoredSchedule extends ReportSchedule {
  /** When the merchant was first seen: periods that ended before are nobody's to report. */
  readonly since: number
}

/**
 * Reports of merchants. Each is made once: its number says what it is about, and the store takes a number once, whoever
 * makes it and however often the host was started. What ended while no host ran is made by the next round.
 */
export class Reports {
  readonly #ports: ReportsPorts

  constructor(ports: ReportsPorts) {
    this.#ports = ports
  }

  /** Makes what is due and is not there yet; to be called every minute or so, on one host. Answers how many it made. */
  async round(): Promise<number> {
    const { clock, store, reports } = this.#ports
    const now = clock.now()
    let made = 0
    for (const { id: merchant } of await store.merchants()) {
      const schedule = await this.#scheduleOf(merchant)
      for (const kind of ['weekly', 'monthly'] as const) {
        if (!schedule[kind]) continue
        for (const period of endedPeriods(kind, schedule.since, now)) {
          if (await reports.find(scheduledId(merchant, kind, period))) continue
          if (await this.#add(await merchantReport(this.#ports, merchant, kind, period, now))) made++
        }
      }
    }
    return made
  }

  /** One of the last seven days, because somebody wants it now. */
  async make(caller: Caller, merchant: string): Promise<ReportLine> {
    const { clock, accounts } = this.#ports
    const now = clock.now()
    const report = await merchantReport(this.#ports, merchant, 'asked', lastDays(now), now)
    await this.#add(report)
    await accounts.store.commit(now, [audited(caller, 'report-asked', merchant)], [])
    return reportLine(report)
  }

  async find(id: string): Promise<MerchantReport | undefined> {
    const row = await this.#ports.reports.find(id)
    return row && (JSON.parse(row.body) as MerchantReport)
  }

  /** Newest first; one more than the limit tells that there are others. */
  async list(query: {
    readonly merchants?: readonly string[]
    readonly before?: string
    readonly limit: number
  }): Promise<readonly ReportLine[] | undefined> {
    const { before: id, ...rest } = query
    const before = id === undefined ? undefined : await this.#ports.reports.find(id)
    if (id !== undefined && !before) return undefined
    const rows = await this.#ports.reports.list({ ...rest, ...(before ? { before } : {}) })
    return rows.map(({ line }) => JSON.parse(line) as ReportLine)
  }

  async schedule(merchant: string): Promise<ReportSchedule> {
    const { weekly, monthly } = await this.#scheduleOf(merchant)
    return { merchant, weekly, monthly }
  }

  async setSchedule(caller: Caller, wanted: ReportSchedule): Promise<ReportSchedule> {
    const { accounts, clock } = this.#ports
    const { since } = await this.#scheduleOf(wanted.merchant)
    const detail = [wanted.weekly ? 'weekly' : '', wanted.monthly ? 'monthly' : ''].join(' ').trim() || 'none'
    const line = audited(caller, 'reports-scheduled', wanted.merchant, detail)
    await accounts.store.commit(clock.now(), [line], [kept({ ...wanted, since })])
    return wanted
  }

  async #scheduleOf(merchant: string): Promise<StoredSchedule> {
    const { accounts, clock } = this.#ports
    const known = accounts.store.find<StoredSchedule>('report-schedule', merchant)
    if (known) return known
    const first: StoredSchedule = { merchant, weekly: true, monthly: true, since: clock.now() }
    await accounts.store.commit(clock.now(), [], [kept(first)])
    return first
  }

  /** Told before it is kept: whoever is killed in between tells of it twice rather than never. */
  async #add(report: MerchantReport): Promise<boolean> {
    const line = reportLine(report)
    await this.#ports.tell(line)
    return this.#ports.reports.add(rowOf(report, line))
  }
}

const kept = (schedule: StoredSchedule) => ({
  kind: 'report-schedule' as const,
  id: schedule.merchant,
  body: schedule,
})

const rowOf = (report: MerchantReport, line: ReportLine): ReportRow => ({
  id: report.id,
  merchant: report.merchant,
  made: report.madeAt,
  line: JSON.stringify(line),
  body: JSON.stringify(report),
})
