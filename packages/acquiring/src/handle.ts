import { expectOk, FAULTS, type FaultCode } from '@fiftyfive/kernel'
import { answerType, messageKind, peekMessageType, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { authorize, takeAdvice } from './authorization/index.ts'
import { sealed } from './authorization/respond.ts'
import type { Soon } from './journal.ts'
import { manage } from './management/index.ts'
import { type PaymentKey, paymentKey } from './payment.ts'
import type { AcquirerPorts, Answered, Reply } from './ports.ts'
import { QR_ENTRY_MODE, sellByQr } from './qr/index.ts'
import { refundByQr } from './qr/refund.ts'
import { reverse } from './reversal/index.ts'
import { takeScriptResult } from './settlement/script.ts'
import { settle } from './settlement/settle.ts'
import { upload } from './settlement/upload.ts'

/**
 * Takes one message of a terminal (MTI to last field) and gives its answer. Undefined when the bytes are so broken
 * that no answer can be addressed, and for a message that is none to be answered; the caller then closes the connection.
 */
export async function handleTerminalMessage(ports: AcquirerPorts, bytes: Uint8Array): Promise<Reply | undefined> {
  const decoded = unionpayPos.decode(bytes)
  if (!decoded.ok) return refuseUnread(ports, bytes, 'FF_MESSAGE_FORMAT')
  const message = decoded.value
  const key = paymentKey(message[41] ?? '', message[60]?.batch ?? '', message[11] ?? '')
  ports.observe({ type: 'message', key, direction: 'terminal-to-host', message })
  const answer = await answerTo(ports, key, message, bytes)
  if (!answer || answer === 'silence') return answer
  ports.observe(new AnswerGiven(key, answer))
  return answer
}

/** Taken apart only for whoever looks at it, which for most answers is nobody. */
class AnswerGiven {
  readonly type = 'message'
  readonly direction = 'host-to-terminal'
  readonly key: string
  readonly #answer: Uint8Array

  constructor(key: string, answer: Uint8Array) {
    this.key = key
    this.#answer = answer
  }

  get message(): UnionPayMessage {
    return expectOk(unionpayPos.decode(this.#answer), 'an answer of ours is decodable')
  }
}

function answerTo(
  ports: AcquirerPorts,
  key: PaymentKey,
  message: UnionPayMessage,
  bytes: Uint8Array,
): Soon<Reply | undefined> {
  switch (message.mti) {
    case '0100':
      return authorize(ports, { key, message, bytes })
    case '0220':
      return message[22]?.panEntry === QR_ENTRY_MODE
        ? refundByQr(ports, message, bytes)
        : takeAdvice(ports, { key, message, bytes })
    case '0200':
      return message[22]?.panEntry === QR_ENTRY_MODE
        ? sellByQr(ports, message, bytes)
        : authorize(ports, { key, message, bytes })
    case '0400':
      return reverse(ports, message, bytes)
    case '0800':
    case '0820':
      return manage(ports, message, bytes)
    case '0500':
      return settle(ports, message, bytes)
    case '0320':
      return upload(ports, message, bytes)
    case '0620':
      return takeScriptResult(ports, message, bytes)
    default: {
      const mti = answerOf(message.mti)
      return mti === undefined ? undefined : sealed(ports, {}, { mti, 39: FAULTS.FF_MESSAGE_UNEXPECTED.iso })
    }
  }
}

/** Answers 30 when at least the message type can be read, and it is one that is answered. */
async function refuseUnread(ports: AcquirerPorts, bytes: Uint8Array, fault: FaultCode): Promise<Answered | undefined> {
  const mti = answerOf(peekMessageType(unionpayPos, bytes))
  return mti === undefined ? undefined : sealed(ports, {}, { mti, 39: FAULTS[fault].iso })
}

/** The answer's type to a message that a terminal may begin with. */
const answerOf = (mti = ''): string | undefined =>
  messageKind(mti)?.originator === 'acquirer' ? answerType(mti) : undefined
