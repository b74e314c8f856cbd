import { money } from '@fiftyfive/kernel'
import { linkFor } from '../authorization/route.ts'
import { type Batch, nextBatch, type OpenException, type Posting, type Totals, type UploadedLine } from '../batch.ts'
import { raised } from '../exceptions.ts'
import type { JournalEntry } from '../journal.ts'
import type { AcquirerPorts } from '../ports.ts'
import type { Terminal } from '../terminal.ts'
import { type Counted, sameTotals, totalsOf } from './totals.ts'

interface Closing {
  readonly terminal: Terminal
  readonly batch: Omit<Batch, 'state' | 'recorded' | 'changedAt'>
  readonly counted: readonly Counted[]
  /** What the terminal uploaded, when its totals differed. */
  readonly lines?: readonly UploadedLine[]
}

/**
 * Closes a batch for good on our own record, which alone says what was authorized: its postings, the terminal's next
 * batch and a named exception for all that differs become durable in one commit.
 */
export async function closeBatch(ports: AcquirerPorts, closing: Closing): Promise<Batch> {
  const { terminal, batch, counted } = closing
  const recorded = totalsOf(counted)
  const agrees = sameTotals(recorded, batch.claimed)
  const state = agrees ? 'settled' : 'exception'
  const closed: Batch = { ...batch, state, recorded, changedAt: ports.clock.now() }
  // In the terminal's turn: a sign-on may be delivering keys that this must not overwrite.
  return ports.inFlight.keyChanges.take(terminal.id, async () => {
    const now = (await ports.store.terminal(terminal.id)) ?? terminal
    const overdue = await ports.store.exception(`batch-overdue/${batch.key}`)
    await ports.store.commit(ports.clock.now(), [
      { type: 'batch-changed', batch: closed },
      { type: 'batch-posted', batch: batch.key, postings: counted.flatMap((each) => postingsOf(ports, batch, each)) },
      { type: 'terminal-state', reason: 'batch', terminal: { ...now, batch: nextBatch(batch.batch) } },
      ...(agrees ? [] : differencesOf(ports, closing, recorded)),
      ...(overdue ? [{ type: 'exception-resolved' as const, id: overdue.id, by: 'settlement', note: state }] : []),
    ])
    return closed
  })
}

/** Double entry: the scheme owes us what we owe the merchant; a credit is the other way round. */
function postingsOf(ports: AcquirerPorts, batch: Closing['batch'], counted: Counted): Posting[] {
  const { payment, side, amount_minor } = counted
  const { card, amount } = payment
  const scheme = card ? (linkFor(ports.links, ports.cardVault.reveal(card))?.name ?? 'unknown') : 'qr'
  const due = side === 'debit' ? amount_minor : -amount_minor
  const common = { batch: batch.key, payment: payment.key }
  return [
    { ...common, account: `merchant/${payment.merchantId}`, amount: money(due, amount.currency) },
    { ...common, account: `scheme/${scheme}`, amount: money(-due, amount.currency) },
  ]
}

/** Amounts are what the merchant gets more, or less, by our record than by the terminal's. */
function differencesOf(ports: AcquirerPorts, { terminal, batch, counted, lines = [] }: Closing, recorded: Totals) {
  const entries: JournalEntry[] = []
  const report = (kind: OpenException['kind'], subject: string, detail: string, amount_minor: number) =>
    entries.push(
      raised(ports, { kind, subject, terminalId: terminal.id, detail, amount: money(amount_minor, batch.currency) }),
    )
  const uploaded = new Map(lines.map((line) => [line.payment, line]))
  for (const { payment, side, amount_minor } of counted) {
    const line = uploaded.get(payment.key)
    uploaded.delete(payment.key)
    const due = (minor: number): number => (side === 'debit' ? minor : -minor)
    if (!line) report('batch-line', payment.key, 'only-acquirer', due(amount_minor))
    else if (line.amount_minor !== amount_minor)
      report('batch-line', payment.key, 'amount', due(amount_minor - line.amount_minor))
    else if (line.card !== (payment.card?.token ?? line.card)) report('batch-line', payment.key, 'card', 0)
  }
  for (const { payment, amount_minor } of uploaded.values()) {
    report('batch-line', payment, 'only-terminal', -amount_minor)
  }
  if (entries.length === 0) report('batch-totals', batch.key, 'totals', netOf(recorded) - netOf(batch.claimed))
  return entries
}

const netOf = ({ debit_minor, credit_minor }: Totals): number => debit_minor - credit_minor
