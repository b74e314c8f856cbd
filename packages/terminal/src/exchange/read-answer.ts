import {
  type AdditionalAmounts,
  readAdditionalAmounts,
  type TlvFields,
  unionpayPos,
  type UnionPayMessage,
} from '@fiftyfive/iso8583'
import { CURRENCIES, money, type Currency, type Money } from '@fiftyfive/kernel'
import { type Awaitable, type PinEntryDevice, whenThere } from '../pin-pad/device.ts'
import type { Answer, DownloadAnswer, SignOnData } from './answer.ts'

/** By message type, and for the management messages by network code too. */
const ANSWERS: Readonly<Record<string, Answer['to']>> = {
  '0110': ['payment'],
  '0210': ['payment'],
  '0230': ['advice'],
  '0330': ['settlement'],
  '0410': ['reversal'],
  '0510': ['settlement'],
  '0630': ['script'],
  '0810': ['sign-on'],
  '0810/360': ['download'],
  '0810/361': ['download'],
  '0810/370': ['download'],
  '0810/371': ['download'],
  '0810/380': ['download'],
  '0810/381': ['download'],
  '0830/372': ['download'],
  '0830/382': ['download'],
  '0810/601': ['status'],
  '0830/002': ['sign-off'],
  '0830/301': ['echo'],
  '0830/362': ['echo'],
}

/** An answer out of bytes from MTI to last field, or undefined when they are no answer to anything a terminal asks. */
export function readAnswer(bytes: Uint8Array, pinPad: PinEntryDevice): Awaitable<Answer | undefined> {
  const decoded = unionpayPos.decode(bytes)
  if (!decoded.ok) return undefined
  const message = decoded.value
  const to = ANSWERS[`${message.mti}/${message[60]?.networkCode ?? ''}`] ?? ANSWERS[message.mti]
  const { 11: trace, 39: code } = message
  if (!to || trace === undefined || code === undefined) return undefined
  const answer = { to, trace: Number(trace), code, ...detailsOf(message), ...signOnPart(message) }
  return whenThere(macOf(message, bytes, pinPad), (mac) => ({ ...answer, mac }))
}

function detailsOf(message: UnionPayMessage): Partial<Answer> {
  const { 4: amount, 37: referenceNumber, 38: authorizationCode, 54: balances, 55: chipData } = message
  const advice = message[63]?.advice
  const settlement = message[48]?.settlement
  const download = downloadOf(message)
  const balance = balances === undefined ? undefined : availableBalance(balances)
  return {
    ...(amount === undefined ? {} : { amount_minor: Number(amount) }),
    ...(referenceNumber === undefined ? {} : { referenceNumber }),
    ...(authorizationCode === undefined ? {} : { authorizationCode }),
    ...(balance ? { balance } : {}),
    // Copies: these are views into the receive buffer, and the chip hears them later.
    ...(chipData ? { chipData: copied(chipData) } : {}),
    ...(download ? { download } : {}),
    ...(advice ? { advice: adviceOf(advice) } : {}),
    ...(settlement ? { totalsAgree: settlement.domesticResult === '1' && settlement.foreignResult === '1' } : {}),
  }
}

const copied = (fields: TlvFields): TlvFields =>
  Object.fromEntries(Object.entries(fields).map(([tag, value]) => [tag, value.slice()]))

function downloadOf({ 62: content }: UnionPayMessage): DownloadAnswer | undefined {
  if (content?.terminalParameters) return { parameters: content.terminalParameters }
  if (!content?.parameters) return undefined
  const { status, ...numbered } = content.parameters
  const records = Object.values(numbered).filter((record): record is TlvFields => typeof record === 'object')
  return { ...(status === undefined ? {} : { status }), records: records.map(copied) }
}

/** The first of the amounts that is an available balance (02) in a currency known here. */
function availableBalance(amounts: AdditionalAmounts): Money | undefined {
  for (const { amountType, currency: numeric, minor } of readAdditionalAmounts(amounts)) {
    const currency = (Object.keys(CURRENCIES) as Currency[]).find((code) => CURRENCIES[code].numeric === numeric)
    if (currency && amountType === '02') return money(minor, currency)
  }
  return undefined
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

function signOnPart(message: UnionPayMessage): { readonly signOn?: SignOnData } {
  const keys = message[62]?.workingKeys
  const batch = message[60]?.batch
  if (message.mti !== '0810' || !keys || batch === undefined) return {}
  return {
    signOn: {
      batch: Number(batch),
      // Views into the receive buffer, which is reused: the PIN pad gets bytes of its own.
      workingKeys: {
        pin: { cryptogram: keys.pinKey.slice(), checkValue: keys.pinCheckValue.slice() },
        mac: { cryptogram: keys.macKey.slice(), checkValue: keys.macCheckValue.slice() },
      },
    },
  }
}
