import { expectOk, fromHex } from '@fiftyfive/kernel'
import { answerType, type TlvFields, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import type { StoredAnswer } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import type { KeyVersion, Terminal } from '../terminal.ts'
import { ruleOf } from '../transaction.ts'
import type { Completed } from './complete.ts'

/** Gives the terminal its answer, and everybody who waits for the same one. */
export async function respond(ports: AcquirerPorts, completed: Completed): Promise<Answered> {
  const { known, answer } = completed
  const bytes = await answerBytes(ports, {
    message: known.message,
    answer,
    terminal: known.terminal,
    macVersion: known.macVersion,
    reference: known.reference,
    scripts: known.issuerAnswer?.[55],
  })
  known.settleInFlight?.(bytes)
  if (known.observation && isPinAttempt(known)) {
    const detail = [answer.code, completed.refusal?.fault].filter(Boolean).join(' ')
    known.observation.timeline.push({ at: ports.clock.now(), step: 'respond', detail })
    const recorded = known.reference !== undefined
    ports.observe({ type: 'attempt', observation: known.observation, code: answer.code, recorded })
  }
  return bytes
}

/** Void, refund and their like tell nothing about why PINs are refused, unless a PIN came with them. */
const isPinAttempt = ({ request }: Completed['known']): boolean =>
  request !== undefined && (ruleOf(request.kind).pin === 'required' || request.pinBlock !== undefined)

interface AnswerParts {
  readonly message: UnionPayMessage
  readonly answer: StoredAnswer
  readonly terminal?: Terminal | undefined
  readonly macVersion?: KeyVersion | undefined
  readonly reference?: string | undefined
  /** What the issuer sent for the chip. */
  readonly scripts?: TlvFields | undefined
}

/**
 * The response to a request, MAC under the key version that the request proved. An answer to a request whose MAC was not
 * proven carries none: it can only refuse, and the terminal takes an approval with a valid MAC alone.
 */
export function answerBytes(ports: AcquirerPorts, parts: AnswerParts): Promise<Answered> {
  const { message, answer, reference } = parts
  const { advice, balance, authorizationCode } = answer
  const response: Draft = { mti: answerType(message.mti) ?? message.mti }
  // First, so that there is room for all others: V8 makes half as much again as the highest number needs.
  response[ROOM_FOR_ALL] = message[ROOM_FOR_ALL]
  repeat(message, response)
  response[12] = answer.time
  response[13] = answer.date
  if (reference !== undefined) response[37] = reference
  if (authorizationCode) response[38] = authorizationCode
  response[39] = answer.code
  if (balance) response[54] = balance
  if (answer.issuerAuthentication) response[55] = forChip(answer.issuerAuthentication, parts.scripts)
  if (advice) response[63] = { companyCode: 'CUP', advice }
  return sealed(ports, parts, response)
}

/** A message being made: spreading several objects into one costs as much as encoding it. */
type Draft = { -readonly [Field in keyof UnionPayMessage]: UnionPayMessage[Field] }

/** What the chip may hear: proof, and templates of scripts before (71) and after (72) its last cryptogram. */
function forChip(proof: string, { 71: before, 72: after }: TlvFields = {}): TlvFields {
  return { 91: fromHex(proof), ...(before ? { 71: before } : {}), ...(after ? { 72: after } : {}) }
}

const NO_MAC = new Uint8Array(8)
/** An element of every request, high enough for the others: of the 64 that there may be. */
const ROOM_FOR_ALL = 41

/** Encodes a response and appends DE 64 when a key version is proven. The message is the caller's to give away. */
export async function sealed(
  ports: AcquirerPorts,
  keys: { readonly terminal?: Terminal | undefined; readonly macVersion?: KeyVersion | undefined },
  message: Draft,
): Promise<Answered> {
  const key = keys.macVersion && keys.terminal?.[keys.macVersion]?.mac
  if (!key) return expectOk(unionpayPos.encode(message), 'a response of ours is encodable')
  message[64] = NO_MAC
  const unsealed = expectOk(unionpayPos.encode(message), 'a response is encodable')
  const data = expectOk(unionpayPos.macInput(unsealed), 'it ends with DE 64')
  const mac = await ports.securityModule.generateMac({ key, algorithm: 'unionpay-ecb', data })
  if (!mac.ok) {
    delete message[64]
    return expectOk(unionpayPos.encode(message), 'a response of ours is encodable')
  }
  return unionpayPos.withMac(unsealed, mac.value)
}

/** The fields of a request that its response repeats unchanged, where the request has them. */
export function repeated(message: UnionPayMessage): Omit<UnionPayMessage, 'mti'> {
  const fields = {}
  repeat(message, fields)
  return fields
}

function repeat(message: UnionPayMessage, into: Record<number, unknown>): void {
  for (const number of REPEATED) if (message[number] !== undefined) into[number] = message[number]
}

/** What makes an answer recognizable to its terminal. */
export const REPEATED = [3, 4, 11, 25, 41, 42, 49, 60] as const
