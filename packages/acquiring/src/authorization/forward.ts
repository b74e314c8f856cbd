import { err, ok, type Result } from '@fiftyfive/kernel'
import type { Iso87Message } from '@fiftyfive/iso8583'
import type { AcquirerPorts } from '../ports.ts'
import { type Refusal, uncertain } from '../refusal.ts'
import { issuerMessage } from './issuer-message.ts'
import type { Forwarded, Translated } from './known.ts'

/** Asks the issuer and waits for its answer or the end of the time it has. */
export async function forward(ports: AcquirerPorts, known: Translated): Promise<Result<Forwarded, Refusal>> {
  const { observation, request, link } = known
  const sentAt = ports.clock.now()
  const message = issuerRequest(ports, known, sentAt)
  observation.forwarded = true
  observation.timeline.push({ at: sentAt, step: 'forward', detail: link.name })
  ports.observe({ type: 'message', key: request.key, direction: 'host-to-issuer', message })

  const answer = await link.exchange(message, known.zoneKeys)
  observation.latency_ms = ports.clock.now() - sentAt
  if (answer.ok) {
    observation.issuerLink = 'answered'
    ports.observe({ type: 'message', key: request.key, direction: 'issuer-to-host', message: answer.value })
    return ok({ ...known, issuerAnswer: answer.value })
  }
  observation.issuerLink = answer.error
  if (answer.error === 'down') {
    // The request may have left before the connection broke, so the outcome counts as unknown.
    return err(uncertain('FF_LINK_DOWN', link.name))
  }
  return err(
    answer.error === 'timeout'
      ? uncertain('FF_ISSUER_TIMEOUT', `no answer from ${link.name}`)
      : uncertain('FF_ISSUER_MAC_MISMATCH', `damaged answer from ${link.name}`),
  )
}

function issuerRequest(ports: AcquirerPorts, known: Translated, now: number): Iso87Message {
  const { request, link, zonePinBlock, newZonePinBlock, reference } = known
  const message = issuerMessage(link, request.kind, {
    amount: request.amount,
    pan: request.pan.reveal(),
    reference,
    terminalId: request.terminalId,
    merchantId: request.merchantId,
    trace: ports.counters.nextTrace(),
    now,
    expiry: request.expiry,
    original: known.original?.reference,
    authorizationCode: request.authorizationCode,
  })
  message[22] = `${known.message[22]?.panEntry ?? '00'}${known.message[22]?.pinEntry ?? '0'}`
  if (request.sequenceNumber) message[23] = request.sequenceNumber
  if (request.track2 && request.entryMode === 'stripe') message[35] = request.track2.reveal()
  if (zonePinBlock) {
    message[52] = zonePinBlock.reveal()
    message[53] = '2600000000000000'
  }
  if (request.chipData) message[55] = request.chipData
  if (newZonePinBlock) message[96] = newZonePinBlock.reveal()
  return message
}
