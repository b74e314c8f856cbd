import { err, FAULTS, ok, type Result } from '@fiftyfive/kernel'
import { batchKey, isClosedBatch } from '../batch.ts'
import { raiseOnce } from '../exceptions.ts'
import { andThen, type Soon } from '../journal.ts'
import type { Payment } from '../payment.ts'
import type { AcquirerPorts, InFlightAnswer, Reply } from '../ports.ts'
import { type Refusal, refuse, replayed } from '../refusal.ts'
import { stampedAnswer } from '../time.ts'
import type { PaymentKind } from '../transaction.ts'
import type { Authenticated, PaymentRequest, Recognized, SettleInFlight } from './known.ts'
import { answerBytes } from './respond.ts'

/**
 * The same terminal, batch and trace number again is a retransmission: it gets the answer of its original and is
 * never forwarded, so one PIN entry can cost one try at most. The same key with another amount or card is refused. An answer
 * whose scripts are gone is not given again: an approval without them would leave the chip with the old PIN, while silence
 * makes the terminal undo a change of PIN that it has not heard of.
 */
export function recognizeDuplicate(ports: AcquirerPorts, known: Authenticated): Soon<Result<Recognized, Refusal>> {
  const { key } = known.request
  const running = ports.inFlight.answers.get(key)
  if (running) return joinRunning(ports, known, running)
  const settleInFlight = enterFlight(ports, known)
  return andThen(ports.store.payment(key), (earlier) =>
    earlier ? answerAgain(ports, known, earlier, settleInFlight) : ok({ ...known, settleInFlight }),
  )
}

async function joinRunning(
  ports: AcquirerPorts,
  known: Authenticated,
  { kind, amount, token, answer }: InFlightAnswer,
): Promise<Result<Recognized, Refusal>> {
  if (differs(known, kind, amount.minor, token)) return refuseOther(ports, known.request)
  return err(replayed(await answer))
}

async function answerAgain(
  ports: AcquirerPorts,
  known: Authenticated,
  earlier: Payment,
  settle: SettleInFlight,
): Promise<Result<Recognized, Refusal>> {
  const { request, terminal, macVersion } = known
  const isOther =
    isAnotherOriginal(request, earlier) || differs(known, earlier.kind, earlier.amount.minor, tokenOf(earlier))
  const isClosed = isClosedBatch(await ports.store.batch(batchKey(terminal.id, request.batch)))
  const stored = isOther || isClosed ? undefined : earlier.answer
  if (stored?.scripted) {
    settle('silence')
    return err(replayed('silence'))
  }
  const fault = isOther ? 'FF_DUPLICATE_DIFFERS' : isClosed ? 'FF_BATCH_CLOSED' : 'FF_DUPLICATE_IN_FLIGHT'
  const answer = await answerBytes(ports, {
    message: known.message,
    terminal,
    macVersion,
    reference: earlier.reference,
    answer: stored ?? stampedAnswer(FAULTS[fault].iso, ports.clock.now()),
  })
  settle(answer)
  if (isOther) return refuseOther(ports, request)
  return err(stored ? replayed(answer) : refuse(fault, request.key))
}

const differs = ({ request, card }: Authenticated, kind: PaymentKind, amount_minor: number, token: string): boolean =>
  kind !== request.kind || amount_minor !== request.amount.minor || token !== card.token

const tokenOf = (payment: Payment): string => payment.card?.token ?? ''

/** Its original may have been left out, but not exchanged. */
const isAnotherOriginal = ({ originalKey, kind }: PaymentRequest, earlier: Payment): boolean =>
  originalKey !== undefined &&
  kind === earlier.kind &&
  earlier.original !== undefined &&
  originalKey !== earlier.original

/** Somebody uses a number twice, or changed a message: nothing happens, and people hear of it. */
async function refuseOther(ports: AcquirerPorts, request: PaymentRequest): Promise<Result<never, Refusal>> {
  const { key, terminalId } = request
  await raiseOnce(ports, { kind: 'duplicate-differs', subject: key, terminalId, amount: request.amount, detail: '94' })
  return err(refuse('FF_DUPLICATE_DIFFERS', key))
}

/** No `await` may stand between the look-up above and this entry, or two copies could both become the original. */
function enterFlight(ports: AcquirerPorts, { request, card }: Authenticated): SettleInFlight {
  const { key, kind, amount } = request
  const { promise, resolve } = Promise.withResolvers<Reply>()
  ports.inFlight.answers.set(key, { kind, amount, token: card.token, answer: promise })
  return (answer) => {
    ports.inFlight.answers.delete(key)
    ports.inFlight.reversed.delete(key)
    resolve(answer)
  }
}
