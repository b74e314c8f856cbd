import type { Batch, JournalEntry, OpenException, Payment, Posting } from '@fiftyfive/acquiring'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import type { Journal } from '@fiftyfive/terminal'
import type { Truth } from './auditor.ts'

const DEBIT = ['sale', 'completion', 'completion-advice', 'offline-sale']
const CREDIT = ['void', 'refund', 'completion-cancellation']

/** Batches, their postings and what is said of them. The sums are made anew here, not with the code under test. */
export class SettlementAudit {
  readonly #truth: Truth

  constructor(truth: Truth) {
    this.#truth = truth
  }

  landing(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'batch-changed' && entry.batch.state !== 'differs') this.#closing(entry.batch, entries)
      if (entry.type === 'reversal-received') this.#reversing(entry.key)
    }
  }

  #closing(batch: Batch, entries: readonly JournalEntry[]): void {
    const { world, acquirer, flash } = this.#truth
    const before = acquirer.batch(batch.key)
    world.check(!before || before.state === 'differs', 24, () => `${batch.key} was closed twice`)
    const payments = acquirer.paymentsOfBatch(batch.key)
    const unfinished = payments.find(({ status }) => status === 'open' || status === 'unknown')
    world.check(!unfinished, 25, () => `${batch.key} was closed while ${unfinished?.key} is ${unfinished?.status}`)
    const { pending } = JSON.parse(flash.get(batch.terminalId)?.get('journal') ?? '{}') as Journal
    const isPending = pending?.batch === Number(batch.batch) && pending.reason !== undefined
    world.check(!isPending, 25, () => `${batch.key} was closed while its terminal has a reversal pending`)

    const postings = entries.flatMap((entry) => (entry.type === 'batch-posted' ? entry.postings : []))
    const captured = netOf(payments)
    const posted = sum(postings.filter(({ account }) => account.startsWith('merchant/')))
    world.check(sum(postings) === 0, 22, () => `the postings of ${batch.key} do not add up to zero`)
    world.check(posted === captured, 22, () => `${batch.key}: ${captured} captured, ${posted} posted`)
    const recorded = batch.recorded.debit_minor - batch.recorded.credit_minor
    world.check(recorded === captured, 22, () => `${batch.key}: ${captured} captured, ${recorded} settled`)
    this.#explained(batch, entries, captured)
  }

  /** What differs is named to the cent; a line that only the terminal has says no more than its amount. */
  #explained(batch: Batch, entries: readonly JournalEntry[], captured: number): void {
    const { world } = this.#truth
    const named = entries.flatMap((entry) => (entry.type === 'exception-opened' ? [entry.exception] : []))
    const difference = captured - (batch.claimed.debit_minor - batch.claimed.credit_minor)
    const silent = difference !== 0 && named.length === 0
    world.check(!silent, 23, () => `${batch.key} was closed with ${difference} that nobody names`)
    if (named.length === 0 || named.some(({ detail }) => detail === 'only-terminal' || detail === 'card')) return
    const told = named.reduce((total: number, { amount_minor = 0 }: OpenException) => total + amount_minor, 0)
    world.check(told === difference, 23, () => `${batch.key}: ${difference} differ, ${told} are named`)
  }

  /** After its batch was closed a payment that was settled stays as it is. */
  #reversing(key: string): void {
    const { world, acquirer } = this.#truth
    const batch = acquirer.batch(key.slice(0, key.lastIndexOf('-')))
    const settled = batch && batch.state !== 'differs' && acquirer.payment(key)?.status === 'approved'
    world.check(!settled, 22, () => `${key} was settled and is reversed`)
  }

  /** The same question is answered the same: 1 only for a batch that is closed as claimed. */
  answering(message: UnionPayMessage): void {
    const { world, acquirer } = this.#truth
    const key = `${message[41] ?? ''}-${message[60]?.batch ?? ''}`
    if (message[48]?.settlement?.domesticResult !== '1') return
    const state = acquirer.batch(key)?.state
    world.check(state === 'settled', 24, () => `${key} was said to agree and is ${state ?? 'open'}`)
  }
}

/** What the payments of a batch come to for its merchant. */
export function netOf(payments: readonly Payment[]): number {
  const standing = payments.filter(({ status }) => status === 'approved')
  const adjustments = standing.filter(({ kind }) => kind === 'adjustment')
  return standing.reduce((total, { key, kind, amount }) => {
    const adjusted = adjustments
      .filter((each) => each.original === key)
      .toSorted((left, right) => Number(left.reference.slice(4)) - Number(right.reference.slice(4)))
    const minor = adjusted.at(-1)?.amount.minor ?? amount.minor
    return total + (DEBIT.includes(kind) ? minor : CREDIT.includes(kind) ? -minor : 0)
  }, 0)
}

const sum = (postings: readonly Posting[]): number => postings.reduce((total, { amount }) => total + amount.minor, 0)
