import { FAULTS, type FaultCode, toHex } from '@fiftyfive/kernel'
import { unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { authorize } from './authorization/index.ts'
import { sealed } from './authorization/respond.ts'
import { signOn } from './key-exchange/sign-on.ts'
import { paymentKey } from './payment.ts'
import type { AcquirerPorts, Answered } from './ports.ts'
import { QR_ENTRY_MODE, sellByQr } from './qr/index.ts'
import { reverse } from './reversal/index.ts'

/**
 * Takes one message of a terminal (MTI to last field) and gives its answer. Undefined when the bytes are so broken
 * that no answer can be addressed; the caller then closes the connection.
 */
export async function handleTerminalMessage(ports: AcquirerPorts, bytes: Uint8Array): Promise<Answered | undefined> {
  const decoded = unionpayPos.decode(bytes)
  if (!decoded.ok) return refuseUnread(ports, bytes, 'FF_MESSAGE_FORMAT')
  const message = decoded.value
  const key = paymentKey(message[41] ?? '', message[60]?.batch ?? '', message[11] ?? '')
  ports.observe({ type: 'message', key, direction: 'terminal-to-host', message })
  const answer = await answerTo(ports, message, bytes)
  const sent = unionpayPos.decode(answer)
  if (sent.ok) ports.observe({ type: 'message', key, direction: 'host-to-terminal', message: sent.value })
  return answer
}

function answerTo(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  switch (message.mti) {
    case '0200':
      return message[22]?.panEntry === QR_ENTRY_MODE
        ? sellByQr(ports, message, bytes)
        : authorize(ports, message, bytes)
    case '0400':
      return reverse(ports, message, bytes)
    case '0800':
      return signOn(ports, message)
    default:
      return sealed(ports, {}, { mti: responseType(message.mti), 39: FAULTS.FF_MESSAGE_UNEXPECTED.iso })
  }
}

/** Answers 30 when at least the message type can be read: two BCD bytes, a request class. */
async function refuseUnread(ports: AcquirerPorts, bytes: Uint8Array, fault: FaultCode): Promise<Answered | undefined> {
  const mti = toHex(bytes.subarray(0, 2))
  if (!/^0[1-8][024]0$/.test(mti)) return undefined
  return sealed(ports, {}, { mti: responseType(mti), 39: FAULTS[fault].iso })
}

/** ISO 8583, MTI position 3: a request's function + 1. */
const responseType = (mti: string): string => mti.slice(0, 2) + String(Number(mti[2]) + 1) + '0'
