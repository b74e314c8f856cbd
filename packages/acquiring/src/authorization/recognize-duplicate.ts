import { err, FAULTS, ok, type Result } from '@fiftyfive/kernel'
import type { StoredCard } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import { type Refusal, refuse, replayed } from '../refusal.ts'
import { stampedAnswer } from '../time.ts'
import type { Authenticated, Recognized } from './known.ts'
import { answerBytes } from './respond.ts'

/**
 * The same terminal, batch and trace number again is a retransmission: it gets the answer of its original and is
 * never forwarded, so one PIN entry can cost one try at most. The same key with another amount or card is refused.
 */
export async function recognizeDuplicate(
  ports: AcquirerPorts,
  known: Authenticated,
): Promise<Result<Recognized, Refusal>> {
  const { request, terminal, macVersion } = known
  const card = ports.cardVault.store(request.pan, request.expiry)
  const differs = (amount_minor: number, token: string) => amount_minor !== request.amount.minor || token !== card.token

  const running = ports.inFlight.answers.get(request.key)
  if (running) {
    if (differs(running.amount.minor, running.token)) return err(refuse('FF_DUPLICATE_DIFFERS', request.key))
    return err(replayed(await running.answer))
  }
  const settle = enterFlight(ports, known, card)
  const earlier = await ports.store.payment(request.key)
  if (!earlier) return ok({ ...known, card, settleInFlight: settle })

  const stored = differs(earlier.amount.minor, earlier.card?.token ?? '') ? undefined : earlier.answer
  const answer = await answerBytes(ports, {
    message: known.message,
    terminal,
    macVersion,
    reference: earlier.reference,
    answer: stored ?? stampedAnswer(FAULTS.FF_DUPLICATE_DIFFERS.iso, ports.clock.now()),
  })
  settle(answer)
  return err(stored ? replayed(answer) : refuse('FF_DUPLICATE_DIFFERS', request.key))
}

/** No `await` may stand between the look-up above and this entry, or two copies could both become the original. */
function enterFlight(ports: AcquirerPorts, known: Authenticated, card: StoredCard): (answer: Answered) => void {
  const { key, amount } = known.request
  const { promise, resolve } = Promise.withResolvers<Answered>()
  ports.inFlight.answers.set(key, { amount, token: card.token, answer: promise })
  return (answer) => {
    ports.inFlight.answers.delete(key)
    ports.inFlight.reversed.delete(key)
    resolve(answer)
  }
}
