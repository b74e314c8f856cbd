import { unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { type Awaitable, type PinEntryDevice, whenThere } from '../pin-pad/device.ts'
import type { Answer, SignOnData } from './answer.ts'

const KINDS: Readonly<Record<string, Answer['kind']>> = { '0210': 'sale', '0410': 'reversal', '0810': 'sign-on' }

/** An answer out of bytes from MTI to last field, or undefined when they are no answer to anything a terminal asks. */
export function readAnswer(bytes: Uint8Array, pinPad: PinEntryDevice): Awaitable<Answer | undefined> {
  const decoded = unionpayPos.decode(bytes)
  if (!decoded.ok) return undefined
  const message = decoded.value
  const kind = KINDS[message.mti]
  const { 11: trace, 37: referenceNumber, 38: authorizationCode, 39: code } = message
  if (!kind || trace === undefined || code === undefined) return undefined
  const advice = message[63]?.advice
  const signOn = kind === 'sign-on' ? signOnData(message) : undefined
  const answer = {
    kind,
    trace: Number(trace),
    code,
    ...(referenceNumber === undefined ? {} : { referenceNumber }),
    ...(authorizationCode === undefined ? {} : { authorizationCode }),
    ...(advice ? { advice: adviceOf(advice) } : {}),
    ...(signOn ? { signOn } : {}),
  }
  return whenThere(macOf(message, bytes, pinPad), (mac) => ({ ...answer, mac }))
}

function macOf(message: UnionPayMessage, bytes: Uint8Array, pinPad: PinEntryDevice): Awaitable<Answer['mac']> {
  const mac = message[64]
  if (!mac) return 'missing'
  const covered = unionpayPos.macInput(bytes)
  if (!covered.ok) return 'invalid'
  return whenThere(pinPad.macIsValid(covered.value, mac), (isValid) => (isValid ? 'valid' : 'invalid'))
}

function adviceOf(advice: NonNullable<NonNullable<UnionPayMessage[63]>['advice']>): NonNullable<Answer['advice']> {
  const { cause, confidence_percent, triesLeft } = advice
  return { cause, confidence_percent, ...(triesLeft === undefined ? {} : { triesLeft }) }
}

function signOnData(message: UnionPayMessage): SignOnData | undefined {
  const keys = message[62]?.workingKeys
  const batch = message[60]?.batch
  if (!keys || batch === undefined) return undefined
  return {
    batch: Number(batch),
    // Views into the receive buffer, which is reused: the PIN pad gets bytes of its own.
    workingKeys: {
      pin: { cryptogram: keys.pinKey.slice(), checkValue: keys.pinCheckValue.slice() },
      mac: { cryptogram: keys.macKey.slice(), checkValue: keys.macCheckValue.slice() },
    },
  }
}
