import { pipeline } from '../pipeline.ts'
import type { AcquirerPorts, Reply } from '../ports.ts'
import { authenticate } from './authenticate.ts'
import { complete, completeAdvice } from './complete.ts'
import { forward } from './forward.ts'
import type { Arrived } from './known.ts'
import { receive } from './receive.ts'
import { recognizeDuplicate } from './recognize-duplicate.ts'
import { record, recordOutcome, recordRefusal } from './record.ts'
import { respond } from './respond.ts'
import { restrict } from './restrict.ts'
import { route } from './route.ts'
import { screen, screenAgain } from './screen.ts'
import { mayStandIn, standIn } from './stand-in.ts'
import { translatePin } from './translate-pin.ts'

/** The life of a payment at the acquirer, one named step a line. Each line's comment is its error exit. */
const untilAnswered = pipeline(
  receive, //            30 format, 12 unexpected, 13 amount
  authenticate, //       97 terminal unknown, 03 merchant, 58 blocked, 77 not signed on, A0 MAC
  recognizeDuplicate, // the stored answer again, or 94 when the repeat differs
  screen, //             tombstone of an earlier reversal
  record, //             77 batch settled; 25, 22, 64, 61 its original does not let it
  screenAgain, //        25 a reversal of it or of its original came while it was written
  route, //              92 no issuer for this card, 91 link down
  restrict, //           58 PIN paused or terminal in quarantine, 62 card held
  translatePin, //       99 PIN block malformed, 96 security module
  forward, //            98 no answer in time, 96 damaged answer
)

/** An advice tells what has happened already: it is decided from our own records, and its issuer hears of it later. */
const untilRecorded = pipeline(
  receive,
  authenticate,
  recognizeDuplicate,
  screen,
  record, //             the same, and 92: its answer 00 and what is owed to the issuer become durable with it
)

type Message = Pick<Arrived, 'key' | 'message' | 'bytes'>

/** Takes a payment (0100, 0200) of a terminal and gives its answer; silence to a copy that must not hear it again. */
export async function authorize(ports: AcquirerPorts, { key, message, bytes }: Message): Promise<Reply> {
  const passage = await untilAnswered(ports, { key, message, bytes, receivedAt: ports.clock.now() })
  if (passage.outcome === 'refused' && passage.refusal.replay) return passage.refusal.replay
  const completing = complete(ports, passage) //      what the terminal will hear, with the reason of a refusal
  const completed = completing instanceof Promise ? await completing : completing
  if (mayStandIn(completed)) return respond(ports, await standIn(ports, completed))
  await recordOutcome(ports, completed) //            durable before anybody hears it
  const recorded = recordRefusal(ports, completed)
  return await respond(ports, recorded instanceof Promise ? await recorded : recorded)
}

/** Takes an advice (0220) and gives the bytes of its 0230. */
export async function takeAdvice(ports: AcquirerPorts, { key, message, bytes }: Message): Promise<Reply> {
  const passage = await untilRecorded(ports, { key, message, bytes, receivedAt: ports.clock.now() })
  if (passage.outcome === 'refused' && passage.refusal.replay) return passage.refusal.replay
  return respond(ports, await recordRefusal(ports, await completeAdvice(ports, passage)))
}
