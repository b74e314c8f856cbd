import { type TlvFields, unionpayPos, type UnionPayMessage, writeAdditionalAmounts } from '@fiftyfive/iso8583'
import { equalBytes, expectOk, isoAmount, money, Pan, PinBlock, type Random } from '@fiftyfive/kernel'
import { adjustParity, computeMac, decipherPinBlock, fullCheckValue, tdesEcbEncrypt } from '@fiftyfive/security'
import { isGuessablePin } from '../pin-pad/guessable-pin.ts'
import type { TransactionKind } from '../core/transaction.ts'
import { downloaded } from './virtual-downloads.ts'
import { answerToChip, checkedByChip, cryptogramIsRight, type IssuedChip } from './virtual-chip-issuer.ts'
import { VirtualLedger, type VirtualPayment } from './virtual-ledger.ts'

type Fields = Partial<UnionPayMessage>
export type WorkingKeys = { readonly pin: Uint8Array; readonly mac: Uint8Array }

const TRIES = 3
/** Taps up to here need no PIN (UnionPay, since 2018: 1,000.00 CNY). */
const NO_PIN_BELOW_MINOR = 100_000

/**
 * Acquirer and issuer in one small part, for training mode and for tests of the terminal alone: real messages, real
 * MACs, real PIN blocks, and the rules of docs/reference/unionpay-transactions.md as far as a terminal can see them.
 */
export class VirtualHost {
  readonly master: Uint8Array
  readonly ledger = new VirtualLedger()
  readonly received: UnionPayMessage[] = []
  /** PIN of every card that has no other. */
  pin = '123456'
  readonly pins = new Map<string, string>()
  /** Chips whose keys this issuer has, by card number. */
  readonly chips = new Map<string, IssuedChip>()
  triesLeft = TRIES
  /** CA keys that terminals may load. */
  readonly caKeys: TlvFields[] = []
  hasParameters = true
  readonly #random: Random
  protected keys: WorkingKeys | undefined
  #references = 0
  #batch = 1
  #signedOn = false

  constructor(random: Random) {
    this.#random = random
    this.master = adjustParity(random.bytes(16))
  }

  /** Answers one message, from MTI to last field. */
  answer(body: Uint8Array): Uint8Array {
    const message = expectOk(unionpayPos.decode(Uint8Array.from(body)), 'a message of the terminal')
    this.received.push(message)
    const { 3: processing, 4: amount, 11: trace, 25: condition, 41: terminal, 42: merchant, 49: currency } = message
    const common: Fields = {
      11: trace,
      41: terminal,
      42: merchant,
      60: message[60],
      ...(processing === undefined ? {} : { 3: processing }),
      ...(amount === undefined ? {} : { 4: amount }),
      ...(condition === undefined ? {} : { 25: condition }),
      ...(currency === undefined ? {} : { 49: currency }),
    }
    const mti = answerTo(message.mti)
    const network = message[60]?.networkCode
    if (message.mti === '0800' && network === '003') {
      return this.seal({ mti, ...common, ...this.signOn(message) }, false)
    }
    if (message.mti === '0820' && (network === '301' || network === '362'))
      return this.seal({ mti, ...common, 39: '00' }, false)
    const authentic = this.#isAuthentic(message, body)
    const outcome = authentic ? this.#decide(message) : { 39: 'A0' }
    return this.seal({ mti, ...common, ...outcome }, authentic)
  }

  protected signOn(message: UnionPayMessage): Fields {
    this.keys = { pin: adjustParity(this.#random.bytes(16)), mac: adjustParity(this.#random.bytes(16)) }
    this.#signedOn = true
    const { pin, mac } = this.keys
    const workingKeys = {
      pinKey: tdesEcbEncrypt(this.master, pin),
      pinCheckValue: check(pin),
      macKey: tdesEcbEncrypt(this.master, mac),
      macCheckValue: check(mac),
    }
    const batch = this.#batch > 1 ? six(this.#batch) : (message[60]?.batch ?? '000001')
    return { 39: '00', 60: { type: '00', batch, networkCode: '003' }, 62: { workingKeys } }
  }

  #decide(message: UnionPayMessage): Fields {
    const network = message[60]?.networkCode
    if (message.mti === '0400') return this.reverse(message)
    if (message.mti === '0500') return this.#compare(message)
    if (message.mti === '0320') return this.#upload(message)
    if (message.mti === '0620') return { 39: '00' }
    if (/^3[678][0-2]$/.test(network ?? '')) {
      return this.hasParameters ? downloaded(message, this.caKeys) : { 39: '12' }
    }
    if (network === '601') return this.#status(message)
    if (network === '002') {
      this.#signedOn = false
      return { 39: '00' }
    }
    return this.pay(message)
  }

  protected reverse(message: UnionPayMessage): Fields {
    const payment = this.ledger.payments.get(nameOf(message))
    if (payment?.kind === 'pin-change' && payment.status === 'approved') this.pins.delete(payment.pan)
    if (payment) payment.status = 'reversed'
    else this.#write(message, 'sale', 'reversed', '25')
    return { 39: '00' }
  }

  protected pay(message: UnionPayMessage): Fields {
    const known = this.ledger.payments.get(nameOf(message))
    if (known?.status === 'reversed') return { 39: '25' }
    if (known) return { 39: known.code, 37: known.reference, ...(known.code === '00' ? { 38: codeOf(known) } : {}) }
    const kind = this.ledger.kindOf(message)
    if (!kind) return { 39: '12' }
    if (!this.#signedOn && message.mti !== '0220') return { 39: '77' }
    if (this.ledger.settled.has(message[60]?.batch ?? '')) return { 39: '77' }
    const original = this.ledger.originalOf(message)
    const problem = this.ledger.problemWith(kind, message, original)
    const decided: Fields = problem === undefined ? this.decide(kind, message) : { 39: problem }
    const code = decided[39] ?? '00'
    const payment = this.#write(message, kind, code === '00' ? 'approved' : 'declined', code, original)
    if (kind === 'adjustment' && original && code === '00') original.amount_minor = Number(message[4])
    const chip = this.chips.get(message[2] ?? '')
    const newPin = kind === 'pin-change' && code === '00' ? this.pins.get(message[2] ?? '') : undefined
    const proven = chip && cryptogramIsRight(chip, message)
    return {
      ...decided,
      37: payment.reference,
      ...(code === '00' ? { 38: codeOf(payment) } : {}),
      ...(proven ? { 55: answerToChip(chip, message, code, newPin) } : {}),
    }
  }

  /** What the card's bank says. */
  protected decide(kind: TransactionKind, message: UnionPayMessage): Fields {
    if (kind === 'qr-sale') return { 39: '00' }
    if (cryptogramIsRight(this.chips.get(message[2] ?? ''), message) === false) return { 39: '59' }
    const pin = this.#pinProblem(kind, message)
    if (pin) return pin
    if (kind === 'balance-inquiry') {
      return {
        39: '00',
        54: writeAdditionalAmounts([{ accountType: '00', amountType: '02', currency: '156', minor: 888_800 }]),
      }
    }
    return { 39: '00' }
  }

  #pinProblem(kind: TransactionKind, message: UnionPayMessage): Fields | undefined {
    const wanted = ['sale', 'pre-authorization', 'balance-inquiry', 'pin-change'].includes(kind)
    if (!message[52]) return wanted && !this.#needsNone(kind, message) ? { 39: '70' } : undefined
    const pan = message[2] ?? ''
    const opened = this.#open(message[52], pan)
    if (opened === undefined) return { 39: '99', ...advice('wrong-terminal-key', 70) }
    if (this.triesLeft === 0) return { 39: '75', ...advice('online-locked', 99, 0) }
    if (opened !== (this.pins.get(pan) ?? this.pin)) {
      this.triesLeft -= 1
      return { 39: '55', ...advice('slip', 60, this.triesLeft) }
    }
    this.triesLeft = TRIES
    return kind === 'pin-change' ? this.#changePin(message, pan) : undefined
  }

  /** The chip has checked a PIN and proven it, or it is a tap below the limit. */
  #needsNone(kind: TransactionKind, message: UnionPayMessage): boolean {
    const proven = cryptogramIsRight(this.chips.get(message[2] ?? ''), message)
    const tapped = message[22]?.panEntry === '07' && Number(message[4]) <= NO_PIN_BELOW_MINOR
    return (proven === true && checkedByChip(message)) || (kind === 'sale' && tapped)
  }

  #changePin(message: UnionPayMessage, pan: string): Fields | undefined {
    const wanted = message[62]?.data && this.#open(message[62].data, pan)
    if (wanted === undefined) return { 39: '99' }
    if (isGuessablePin(wanted)) return { 39: '63' }
    this.pins.set(pan, wanted)
    return undefined
  }

  #open(block: Uint8Array, pan: string): string | undefined {
    const opened = decipherPinBlock({
      format: 'iso-0',
      algorithm: 'tdes-2',
      key: this.#workingKeys().pin,
      pinBlock: PinBlock.of(block),
      pan: Pan.of(pan),
    })
    return opened.ok ? opened.value.reveal() : undefined
  }

  #compare(message: UnionPayMessage): Fields {
    const batch = message[60]?.batch ?? ''
    const stated = message[48]?.settlement
    if (!stated) return { 39: '30' }
    const own = this.ledger.totals(batch)
    const agree =
      Number(stated.domesticDebitAmount) === own.debit_minor &&
      Number(stated.domesticDebitCount) === own.debits &&
      Number(stated.domesticCreditAmount) === own.credit_minor &&
      Number(stated.domesticCreditCount) === own.credits
    if (agree) this.#close(batch)
    else this.ledger.uploaded.set(batch, 0)
    const result = agree ? '1' : '2'
    return { 39: '00', 48: { settlement: { ...stated, domesticResult: result, foreignResult: '1' } } }
  }

  #upload(message: UnionPayMessage): Fields {
    const batch = message[60]?.batch ?? ''
    const lines = this.ledger.uploaded.get(batch)
    if (lines === undefined) return { 39: '22' }
    if (message[60]?.networkCode === '201') {
      this.ledger.uploaded.set(batch, lines + Object.keys(message[48]?.batch ?? {}).length)
      return { 39: '00' }
    }
    if (Number(message[48]?.batchEnd?.count) !== lines) {
      this.ledger.uploaded.set(batch, 0)
      return { 39: '95' }
    }
    this.#close(batch)
    return { 39: '00' }
  }

  #close(batch: string): void {
    this.ledger.settled.add(batch)
    this.#batch = (Number(batch) % 999_999) + 1
  }

  #status(message: UnionPayMessage): Fields {
    const payment = message[61] && this.ledger.payments.get(`${message[61].batch}-${message[61].trace}`)
    if (!payment) return { 39: '25' }
    const code = payment.status === 'reversed' ? '06' : payment.code
    const amount = isoAmount(money(payment.amount_minor, 'CNY'))
    return { 39: code, 37: payment.reference, ...(code === '00' ? { 4: amount, 38: codeOf(payment) } : {}) }
  }

  #write(
    message: UnionPayMessage,
    kind: TransactionKind,
    status: VirtualPayment['status'],
    code: string,
    original?: VirtualPayment,
  ): VirtualPayment {
    this.#references += 1
    const payment: VirtualPayment = {
      kind,
      batch: message[60]?.batch ?? '',
      trace: message[11] ?? '',
      pan: message[2] ?? '',
      amount_minor: Number(message[4] ?? 0),
      status,
      code,
      reference: String(this.#references).padStart(12, '0'),
      ...(original ? { original } : {}),
    }
    this.ledger.payments.set(nameOf(message), payment)
    return payment
  }

  #workingKeys(): WorkingKeys {
    if (!this.keys) throw new Error('nobody signed on')
    return this.keys
  }

  #isAuthentic(message: UnionPayMessage, body: Uint8Array): boolean {
    const covered = expectOk(unionpayPos.macInput(body), 'a message with DE 64')
    const mac = this.keys && computeMac('unionpay-ecb', this.keys.mac, covered)
    return mac !== undefined && message[64] !== undefined && equalBytes(mac, message[64])
  }

  protected seal(message: UnionPayMessage, authentic: boolean): Uint8Array {
    if (!authentic) return expectOk(unionpayPos.encode(message), 'an answer')
    const encoded = expectOk(unionpayPos.encode({ ...message, 64: new Uint8Array(8) }), 'an answer')
    const covered = expectOk(unionpayPos.macInput(encoded), 'an answer with DE 64')
    return unionpayPos.withMac(encoded, computeMac('unionpay-ecb', this.#workingKeys().mac, covered))
  }
}

/** Four bytes, as DE 62 carries it. */
export const check = (key: Uint8Array) => fullCheckValue('tdes-2', key).subarray(0, 4)

/** DE 63 of a refusal. */
export const advice = (cause: string, confidence_percent: number, triesLeft?: number): Fields => ({
  63: { companyCode: 'CUP', advice: { cause, confidence_percent, ...(triesLeft === undefined ? {} : { triesLeft }) } },
})

const six = (value: number): string => String(value).padStart(6, '0')
const nameOf = (message: UnionPayMessage): string => `${message[60]?.batch ?? ''}-${message[11] ?? ''}`
const codeOf = ({ kind }: VirtualPayment): string => (kind === 'qr-sale' ? 'QR0001' : 'A12345')
const answerTo = (mti: string): string => String(Number(mti) + 10).padStart(4, '0')
