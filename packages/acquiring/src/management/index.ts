import { FAULTS, type FaultCode } from '@fiftyfive/kernel'
import { answerType, type UnionPayMessage } from '@fiftyfive/iso8583'
import { identifyTerminal } from '../authorization/authenticate.ts'
import { type Authentic, authentic } from '../authorization/authentic.ts'
import { repeated, sealed } from '../authorization/respond.ts'
import { signOn } from '../key-exchange/sign-on.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import { localTimeFields } from '../time.ts'
import { download } from './downloads.ts'
import { keepSelfTest } from './self-test.ts'
import { signOff } from './sign-off.ts'
import { queryStatus } from './status.ts'

/** What a management message is answered with, besides what every answer has. */
export type Management = Partial<UnionPayMessage> | FaultCode

type Handler = (ports: AcquirerPorts, message: UnionPayMessage, known: Authentic) => Promise<Management>

/** By message type and network management code (DE 60.3). Sign-on and echo prove no MAC and are not among them. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  '0820 002': signOff,
  '0800 601': queryStatus,
  '0800 360': download,
  '0800 361': download,
  '0800 370': download,
  '0800 371': download,
  '0800 380': download,
  '0800 381': download,
  '0820 372': download,
  '0820 382': download,
  '0820 362': keepSelfTest,
}
const ECHO = '0820 301'

/** Management of the line and the terminal (0800, 0820). */
export async function manage(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  const code = `${message.mti} ${message[60]?.networkCode ?? ''}`
  const handler = HANDLERS[code]
  if (!handler && code !== ECHO && message.mti === '0800') return signOn(ports, message)
  if (!message[11] || message[60]?.type !== '00') return answer(ports, message, {}, 'FF_MESSAGE_FORMAT')
  if (code === ECHO) {
    const identified = await identifyTerminal(ports, message[41] ?? '', message[42] ?? '')
    return answer(ports, message, {}, identified.ok ? {} : (identified.error.fault ?? 'FF_TERMINAL_UNKNOWN'))
  }
  if (!handler) return answer(ports, message, {}, 'FF_MESSAGE_UNEXPECTED')
  const known = await authentic(ports, message, bytes)
  if (!known.ok) return answer(ports, message, {}, known.error.fault ?? 'FF_MAC_MISMATCH')
  return answer(ports, message, known.value, await handler(ports, message, known.value))
}

function answer(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  keys: Partial<Authentic>,
  outcome: Management,
): Promise<Answered> {
  return sealed(ports, keys, {
    mti: answerType(message.mti) ?? message.mti,
    ...repeated(message),
    ...localTimeFields(ports.clock.now()),
    ...(typeof outcome === 'string' ? { 39: FAULTS[outcome].iso } : { 39: '00', ...outcome }),
  })
}
