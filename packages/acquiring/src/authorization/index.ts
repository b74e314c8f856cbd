import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { pipeline } from '../pipeline.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import { authenticate } from './authenticate.ts'
import { complete } from './complete.ts'
import { forward } from './forward.ts'
import { receive } from './receive.ts'
import { recognizeDuplicate } from './recognize-duplicate.ts'
import { record, recordOutcome } from './record.ts'
import { respond } from './respond.ts'
import { route } from './route.ts'
import { screen, screenAgain } from './screen.ts'
import { translatePin } from './translate-pin.ts'
import type { Arrived } from './known.ts'

/** The life of a payment at the acquirer, one named step a line. Each line's comment is its error exit. */
const untilAnswered = pipeline(
  receive, //            30 format, 12 unexpected, 13 amount
  authenticate, //       97 terminal unknown, 03 merchant, 58 blocked, 77 not signed on, A0 MAC
  recognizeDuplicate, // the stored answer again, or 94 when the repeat differs
  screen, //             tombstone of an earlier reversal
  record, //             nothing: a store that cannot write stops the process
  screenAgain, //        a reversal that came while it was written
  route, //              92 no issuer for this card, 91 link down
  translatePin, //       99 PIN block malformed, 96 security module
  forward, //            98 no answer in time, 96 damaged answer
)

/** Takes a sale request (0200) of a terminal and gives the bytes of its answer (0210). */
export async function authorize(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  const arrived: Arrived = { message, bytes, receivedAt: ports.clock.now() }
  const passage = await untilAnswered(ports, arrived)
  if (passage.outcome === 'refused' && passage.refusal.replay) return passage.refusal.replay
  const completed = await complete(ports, passage) // what the terminal will hear, with the reason of a refusal
  await recordOutcome(ports, completed) //            durable before anybody hears it
  return respond(ports, completed)
}
