import { type AcquirerStore, statementOfBatch, unsettledOf } from '@fiftyfive/acquiring'
import type {
  BatchStatement,
  FeeAgreement,
  SettledBatch,
  Page,
  ReportLine,
  Statement,
  StatementDifference,
  StatementEntry,
} from '@fiftyfive/contract'
import { ok } from '@fiftyfive/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import { renderReport, type Reports } from '../reports/index.ts'
import type { BankDays } from '../fees/bank-days.ts'
import { agreementsOf, feeOf } from '../fees/fee.ts'
import { dayOf } from '../reports/period.ts'
import { settledBatches } from '../reports/settled.ts'
import { isOwn } from './own-shops.ts'
import { serve, serveFile } from './serve.ts'

export interface ReportsApiPorts {
  readonly reports: Reports
  readonly store: AcquirerStore
  readonly agreements: readonly FeeAgreement[]
  readonly bankDays: BankDays
}

/** Days of a statement; older ones are in the reports. */
const DAYS_SHOWN = 60

/** Reports and statements: of all merchants for staff and their programs, of one's own for a merchant. */
export function reportsApi(server: FastifyInstance, { reports, store, agreements, bankDays }: ReportsApiPorts): void {
  serve(server, 'listReports', async ({ request, query: { merchant, limit, before } }) => {
    if (merchant !== undefined && !mayRead(request, merchant)) return refuse('FF_NOT_FOUND')
    const merchants = merchant === undefined ? ownOnly(request) : [merchant]
    const found = await reports.list({
      limit: limit + 1,
      ...(merchants ? { merchants } : {}),
      ...(before === undefined ? {} : { before }),
    })
    if (!found) return refuse('FF_NOT_FOUND')
    const items = found.slice(0, limit)
    const last = items.at(-1)
    const page: Page<ReportLine> = { items, ...(found.length > limit && last ? { next: last.id } : {}) }
    return ok(page)
  })
  serve(server, 'makeReport', async ({ request, caller, body: { merchant } }) => {
    const known = mayRead(request, merchant) && (await store.merchant(merchant))
    return known ? ok(await reports.make(caller, merchant)) : refuse('FF_NOT_FOUND')
  })
  serveFile(server, 'reportFile', async ({ request, params, query: { format, language } }) => {
    const report = await reports.find(params.id)
    if (!report || !mayRead(request, report.merchant)) return refuse('FF_NOT_FOUND')
    return ok(await renderReport(report, format, language))
  })
  serve(server, 'reportSchedule', async ({ request, params: { merchant } }) =>
    mayRead(request, merchant) ? ok(await reports.schedule(merchant)) : refuse('FF_NOT_FOUND'),
  )
  serve(server, 'scheduleReports', async ({ request, caller, params: { merchant }, body }) =>
    mayRead(request, merchant) ? ok(await reports.setSchedule(caller, { merchant, ...body })) : refuse('FF_NOT_FOUND'),
  )
  serve(server, 'ownShopStatement', async ({ request, params: { merchant } }) =>
    isOwn(request, merchant)
      ? ok(await statementOf(store, merchant, agreementsOf(agreements, merchant), bankDays))
      : refuse('FF_NOT_FOUND'),
  )
  serve(server, 'ownShopBatch', async ({ request, params: { merchant, batch } }) => {
    const found = isOwn(request, merchant) ? await statementOfBatch(store, batch) : undefined
    return found?.batch.merchantId === merchant ? ok(batchStatement(found)) : refuse('FF_NOT_FOUND')
  })
}

/** Whose reports somebody may see: undefined for staff, who see all. */
const ownOnly = ({ identity }: FastifyRequest): readonly string[] | undefined =>
  identity?.signedIn && !identity.permissions.includes('attempts.read')
    ? identity.signedIn.account.merchants
    : undefined

const mayRead = (request: FastifyRequest, merchant: string): boolean => ownOnly(request)?.includes(merchant) ?? true

async function statementOf(
  store: AcquirerStore,
  merchant: string,
  agreements: readonly FeeAgreement[],
  bankDays: BankDays,
): Promise<Statement> {
  const name = (await store.merchant(merchant))?.name ?? { en: merchant, 'zh-CN': merchant }
  const batches = settledBatches(await store.batchesOfMerchant(merchant))
    .toSorted((a, b) => b.closedAt - a.closedAt)
    .map((batch): SettledBatch => {
      const fee = feeOf(batch, agreements, bankDays)
      return fee ? { ...batch, fee } : batch
    })
  const days = [...Map.groupBy(batches, ({ closedAt }) => dayOf(closedAt))].slice(0, DAYS_SHOWN)
  return {
    merchant,
    name,
    agreements,
    days: days.map(([at, members]) => ({
      at,
      net_minor: members.reduce((sum, { net_minor, fee }) => sum + (fee?.payout_minor ?? net_minor), 0),
      batches: members,
    })),
    open: await unsettledOf(store, merchant),
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof statementOfBatch>>>

const batchStatement = ({ batch, entries, differences }: Found): BatchStatement => ({
  // Only what is closed has a statement.
  batch: settledBatches([batch])[0] as BatchStatement['batch'],
  entries: entries
    .toSorted((a, b) => a.payment.receivedAt - b.payment.receivedAt)
    .map(({ payment, posting }) => ({
      payment: payment.key,
      at: payment.receivedAt,
      kind: payment.kind as StatementEntry['kind'],
      maskedPan: payment.card?.masked ?? '',
      amount_minor: posting.amount.minor,
    })),
  differences: differences.map(({ subject, detail, amount_minor = 0 }) => ({
    subject,
    detail: detail as StatementDifference['detail'],
    amount_minor,
  })),
})
