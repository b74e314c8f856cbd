import type { Instant } from '@fiftyfive/kernel'
import { raised } from '../exceptions.ts'
import type { JournalEntry } from '../journal.ts'
import type { Owed, Payment } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import { owedMessage } from './owed-message.ts'

/** 00 done; 25 never seen there, so there is nothing to undo. */
const REVERSAL_DONE = ['00', '25']
/** The issuer or the way to it is at fault, and a repetition may find it mended. Any other refusal is final. */
const PASSING = ['09', '30', '68', '90', '91', '92', '96', '98', '']

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 300_000
/** So many attempts in vain (about an hour) are something people must look at. It is still attempted. */
const ATTEMPTS_UNTIL_OVERDUE = 20
const FAMILIES_AT_ONCE = 16

/**
 * Store and forward: attempts everything that is owed and due, each family of messages in its order. Answers how many
 * are still owed, so that the caller knows whether to come again. What is owed leaves the list only with the issuer's
 * answer, or visibly, as refused.
 */
export async function deliverOwed(ports: AcquirerPorts): Promise<number> {
  const families = new Map<string, Owed[]>()
  for (const owed of (await ports.store.owed()).toSorted(inOrder)) {
    families.set(owed.family, [...(families.get(owed.family) ?? []), owed])
  }
  const waiting = [...families.values()]
  let left = 0
  const worker = async (): Promise<void> => {
    for (let family = waiting.shift(); family; family = waiting.shift()) left += await deliverFamily(ports, family)
  }
  await Promise.all(Array.from({ length: Math.min(FAMILIES_AT_ONCE, waiting.length) }, worker))
  return left
}

/** The running number of the reference, then advice before reversal: nobody can undo what was not told yet. */
const inOrder = (left: Owed, right: Owed): number =>
  byText(left.reference.slice(4), right.reference.slice(4)) || byText(left.kind, right.kind)

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** The first that cannot be delivered ends it: those behind it must not overtake. */
async function deliverFamily(ports: AcquirerPorts, family: readonly Owed[]): Promise<number> {
  for (const [index, owed] of family.entries()) {
    if (!(await deliver(ports, owed))) return family.length - index
  }
  return 0
}

async function deliver(ports: AcquirerPorts, owed: Owed): Promise<boolean> {
  const now = ports.clock.now()
  const attempted = ports.inFlight.attempts.get(owed.id)
  if (attempted && isTooEarly(attempted, now)) return false
  const code = await attempt(ports, owed)
  if (code === undefined) return false
  const outcome = outcomeOf(owed, code)
  if (outcome === undefined) {
    await postpone(ports, owed, (attempted?.count ?? 0) + 1)
    return false
  }
  ports.inFlight.attempts.delete(owed.id)
  await ports.store.commit(ports.clock.now(), await entriesOf(ports, owed, code, outcome))
  if (owed.kind === 'reversal') ports.observe({ type: 'reversed', key: owed.paymentKey, confirmedByIssuer: true })
  return true
}

/** Undefined when it could not even be sent; then it is no attempt. An empty code: sent, and not answered. */
async function attempt(ports: AcquirerPorts, owed: Owed): Promise<string | undefined> {
  const payment = await ports.store.payment(owed.paymentKey)
  if (owed.kind === 'payer-refund') return (await giveBack(ports, owed, payment)) ? '00' : ''
  const link = ports.links.find((candidate) => candidate.name === owed.link)
  if (!link?.up() || !payment) return undefined
  const answer = await link.exchange(await owedMessage(ports, link, owed, payment))
  return answer.ok ? (answer.value[39] ?? '') : ''
}

/** All of an order that does not stand, or what the shop refunds of one that does. */
function giveBack({ qrOrders }: AcquirerPorts, { paymentKey }: Owed, payment: Payment | undefined): Promise<boolean> {
  const { original, amount } = payment ?? {}
  return original && amount ? qrOrders.refund(original, { key: paymentKey, amount }) : qrOrders.refund(paymentKey)
}

function outcomeOf(owed: Owed, code: string): 'done' | 'refused' | undefined {
  if (code === '00') return 'done'
  if (owed.kind === 'reversal') return REVERSAL_DONE.includes(code) ? 'done' : undefined
  return PASSING.includes(code) ? undefined : 'refused'
}

async function entriesOf(
  ports: AcquirerPorts,
  owed: Owed,
  code: string,
  outcome: 'done' | 'refused',
): Promise<JournalEntry[]> {
  const { id, kind, paymentKey } = owed
  if (outcome === 'refused') {
    return [{ type: 'owed-refused', id, paymentKey, code }, exceptionFor(ports, 'advice-refused', owed, code)]
  }
  const overdue = await ports.store.exception(overdueId(owed))
  return [
    { type: 'owed-answered', id, kind, paymentKey, code },
    ...(overdue ? [{ type: 'exception-resolved' as const, id: overdue.id, by: 'delivery', note: code }] : []),
  ]
}

/** A clock that was put back must not make anybody wait for a day. */
const isTooEarly = ({ next }: Attempted, now: Instant): boolean => now < next && next - now <= LONGEST_PAUSE_MS

export interface Attempted {
  readonly count: number
  readonly next: Instant
}

async function postpone(ports: AcquirerPorts, owed: Owed, count: number): Promise<void> {
  const pause_ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(count - 1, 20))
  ports.inFlight.attempts.set(owed.id, { count, next: ports.clock.now() + pause_ms })
  if (count !== ATTEMPTS_UNTIL_OVERDUE) return
  await ports.store.commit(ports.clock.now(), [
    exceptionFor(ports, owed.kind === 'advice' ? 'advice-overdue' : 'reversal-overdue', owed, String(count)),
  ])
}

const overdueId = (owed: Owed): string => `overdue/${owed.id}`

function exceptionFor(
  ports: AcquirerPorts,
  kind: 'advice-refused' | 'advice-overdue' | 'reversal-overdue',
  owed: Owed,
  detail: string,
): JournalEntry {
  const { id, paymentKey: subject } = owed
  const of = kind === 'advice-refused' ? `refused/${id}` : overdueId(owed)
  return raised(ports, { id: of, kind, terminalId: subject.slice(0, 8), subject, detail })
}
