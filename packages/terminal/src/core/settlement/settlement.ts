import type { Currency, Instant } from '@fiftyfive/kernel'
import type { Entry, Journal } from '../journal.ts'
import { TRANSACTIONS, type TransactionKind } from '../transaction.ts'

/** What the batch comes to, as DE 48 of an 0500 states it. */
export interface Totals {
  readonly debit_minor: number
  readonly debits: number
  readonly credit_minor: number
  readonly credits: number
}

/** A settlement under way. Each message is in here before it leaves, so that a restart repeats it and nothing else. */
export interface Settlement {
  readonly batch: number
  /** DE 11 of the message that waits for its answer. */
  readonly trace: number
  /** `totals` 0500; `upload` 0320 lines from number `from`; `upload-end` 0320 with their number. */
  readonly stage: 'totals' | 'upload' | 'upload-end'
  /** Lines that the host has. */
  readonly from: number
  /** Messages sent for this stage so far, repeats included. */
  readonly attempts: number
}

/** What is printed after a settlement. */
export interface SettlementReport extends Totals {
  readonly batch: number
  readonly at: Instant
  readonly currency: Currency
  /** The acquirer's totals were the same; otherwise it has every line of ours and looks for the difference. */
  readonly agreed: boolean
  readonly kinds: readonly KindTotal[]
}

export interface KindTotal {
  readonly kind: TransactionKind
  readonly count: number
  readonly amount_minor: number
}

/** One line of a batch upload: an adjusted offline sale is one line with its last amount. */
export interface Line {
  readonly trace: number
  readonly sealedPan?: string
  readonly amount_minor: number
}

/** Lines of one 0320 (DE 48). */
export const LINES_MAX = 8

const inBatch = ({ entries = [], settlement, batch: open }: Journal): readonly Entry[] =>
  entries.filter(({ batch }) => batch === (settlement?.batch ?? open))

/** The last adjusted amount of an offline sale, the amount itself of anything else. */
function amountOf(entry: Entry, all: readonly Entry[]): number {
  if (entry.kind !== 'offline-sale') return entry.amount_minor
  const last = all.findLast(({ kind, original }) => kind === 'adjustment' && original?.trace === entry.trace)
  return (last ?? entry).amount_minor
}

/** What counts in a total, each transaction once. */
function counted(journal: Journal) {
  const all = inBatch(journal)
  return all.flatMap((entry) => {
    const { side } = TRANSACTIONS[entry.kind]
    return side ? [{ entry, side, amount_minor: amountOf(entry, all) }] : []
  })
}

export function totalsOf(journal: Journal): Totals {
  const totals = { debit_minor: 0, debits: 0, credit_minor: 0, credits: 0 }
  for (const { side, amount_minor } of counted(journal)) {
    totals[`${side}_minor`] += amount_minor
    totals[`${side}s`] += 1
  }
  return totals
}

export const linesOf = (journal: Journal): readonly Line[] =>
  counted(journal).map(({ entry: { trace, sealedPan }, amount_minor }) => ({
    trace,
    amount_minor,
    ...(sealedPan === undefined ? {} : { sealedPan }),
  }))

/** By kind, for people. `operator`: of one operator's shift only. */
export function kindTotals(journal: Journal, operator?: string, since: Instant = 0): readonly KindTotal[] {
  const totals = new Map<TransactionKind, KindTotal>()
  const all = inBatch(journal)
  for (const entry of all) {
    if (entry.kind === 'adjustment' || (operator !== undefined && entry.operator !== operator) || entry.at < since)
      continue
    const { count, amount_minor } = totals.get(entry.kind) ?? { count: 0, amount_minor: 0 }
    totals.set(entry.kind, { kind: entry.kind, count: count + 1, amount_minor: amount_minor + amountOf(entry, all) })
  }
  return [...totals.values()]
}

/** After 999999 comes 1. */
export const batchFollowing = (batch: number): number => (batch % 999_999) + 1

/** The journal after the batch was closed: a new batch, with the holds that are still open carried over. */
export function nextBatch(journal: Journal, report: SettlementReport, openHolds: readonly Entry[]): Journal {
  const { settlement: _, entries: _entries, holds: _holds, ...rest } = journal
  return {
    ...rest,
    batch: batchFollowing(report.batch),
    lastSettlement: report,
    ...(openHolds.length > 0 ? { holds: openHolds } : {}),
  }
}
