import { money } from '@fiftyfive/kernel'
import { batchKey } from '../batch.ts'
import { raised } from '../exceptions.ts'
import type { JournalEntry } from '../journal.ts'
import type { Payment } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import type { Terminal } from '../terminal.ts'

/** Shops settle once a day; two hours more let nobody be called who is only late. */
export const BATCH_AGE_MAX_MS = 26 * 3_600_000

/** Clocks of hosts that share a store may differ by so much. */
const CLOCK_ERROR_MAX_MS = 300_000

/**
 * Brings batches to people's notice that hold money and that nobody settles. A terminal that is lost for good, with an
 * approval it never heard of or a hold it will never complete, leaves such a batch: its holds must not stand in silence.
 * Answers how many there are.
 */
export async function findOverdueBatches(ports: AcquirerPorts, age_ms = BATCH_AGE_MAX_MS): Promise<number> {
  const now = ports.clock.now()
  const entries: JournalEntry[] = []
  let overdue = 0
  for (const terminal of await ports.store.terminals()) {
    const standing = await standingIn(ports, terminal)
    if (!standing.some(({ receivedAt }) => isOld(now - receivedAt, age_ms))) continue
    overdue++
    entries.push(...(await notice(ports, terminal, standing)))
  }
  if (entries.length > 0) await ports.store.commit(now, entries)
  return overdue
}

/** What brings the terminal's present batch to people's notice, if it holds money; to be committed with the reason. */
export async function overdueBatch(ports: AcquirerPorts, terminal: Terminal): Promise<JournalEntry[]> {
  const standing = await standingIn(ports, terminal)
  return standing.length === 0 ? [] : notice(ports, terminal, standing)
}

const standingIn = async (ports: AcquirerPorts, { id, batch }: Terminal): Promise<Payment[]> =>
  (await ports.store.paymentsOfBatch(batchKey(id, batch))).filter(holdsMoney)

/** Nothing where it was said before. */
async function notice(ports: AcquirerPorts, { id, batch }: Terminal, standing: Payment[]): Promise<JournalEntry[]> {
  const subject = batchKey(id, batch)
  if (await ports.store.exception(`batch-overdue/${subject}`)) return []
  const sum = standing.reduce((sum, payment) => sum + payment.amount.minor, 0)
  const amount = money(sum, standing[0]?.amount.currency ?? 'CNY')
  return [raised(ports, { kind: 'batch-overdue', subject, terminalId: id, detail: String(standing.length), amount })]
}

/** Something that is yet to come was written by a wrong clock and may be of any age: better once too often than never. */
const isOld = (passed_ms: number, age_ms: number): boolean => passed_ms > age_ms || passed_ms < -CLOCK_ERROR_MAX_MS

const holdsMoney = ({ status, amount }: Payment): boolean => status === 'approved' && amount.minor > 0
