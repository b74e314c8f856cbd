import { answerTpdu, encodeFrame, FrameDecoder, TERMINAL_FRAMING, unionpayPos } from '@fiftyfive/iso8583'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { concatBytes, equalBytes, expectOk, Pan, PinBlock, toHex, type Random } from '@fiftyfive/kernel'
import { adjustParity, computeMac, decipherPinBlock, fullCheckValue, tdesEcbEncrypt } from '@fiftyfive/security'
import type { Transport } from '../ports.ts'

type Fields = Partial<UnionPayMessage>
type WorkingKeys = { readonly pin: Uint8Array; readonly mac: Uint8Array }

/**
 * An acquirer and issuer in one, for tests of the terminal alone: real frames, real MACs, real PIN blocks, one card.
 * The knobs change what happens on the line or in its vaults, never what the terminal is told to do.
 */
export class TinyAcquirer {
  readonly master: Uint8Array
  readonly #random: Random
  #keys: WorkingKeys | undefined
  pin = '123456'
  triesLeft = 3
  reachable = true
  /** Keeps back that many answers to each message type, after having done the work. */
  readonly loseAnswers: Record<string, number> = {}
  /** Frames of the answers that were kept back. */
  readonly kept: Uint8Array[] = []
  /** Spoils the MAC of that many answers to sales. */
  spoilAnswers = 0
  /** Gives a wrong check value with the next sign-on. */
  wrongCheckValue = false
  /** Refuses sign-ons with this code. */
  refuseSignOn: string | undefined
  /** Answers reversals with these codes, one after the other, without doing anything. */
  readonly refuseReversals: string[] = []
  /** Answers sales with this code instead of looking at the PIN. */
  declineWith: Fields | undefined
  readonly received: UnionPayMessage[] = []
  readonly payments = new Map<string, 'approved' | 'declined' | 'reversed'>()
  #onBytes: (bytes: Uint8Array) => void = () => {}
  #onClose: () => void = () => {}

  constructor(random: Random) {
    this.#random = random
    this.master = adjustParity(random.bytes(16))
  }

  /** Trace numbers of what arrived, e.g. `0200/000002`. */
  get log(): string[] {
    return this.received.map((message) => `${message.mti}/${message[11] ?? ''}`)
  }

  readonly transport: Transport = {
    connect: () => (this.reachable ? Promise.resolve() : Promise.reject(new Error('unreachable'))),
    send: (frame) => this.#take(frame),
    close: () => this.#onClose(),
    onBytes: (listener) => void (this.#onBytes = listener),
    onClose: (listener) => void (this.#onClose = listener),
  }

  cut(): void {
    this.reachable = false
    this.#onClose()
  }

  /** Puts bytes on the line as they are. */
  say(bytes: Uint8Array): void {
    this.#onBytes(bytes)
  }

  #take(bytes: Uint8Array): void {
    for (const frame of new FrameDecoder(TERMINAL_FRAMING).push(bytes, 0)) {
      if (!frame.ok) throw new Error('the terminal sent a broken frame')
      const { tpdu = new Uint8Array(5), header, body } = frame.value
      const answer = this.#answer(body)
      const lose = this.loseAnswers[toHex(body.subarray(0, 2))] ?? 0
      this.loseAnswers[toHex(body.subarray(0, 2))] = Math.max(0, lose - 1)
      const whole = encodeFrame({ tpdu: answerTpdu(tpdu), ...(header ? { header } : {}), body: answer })
      if (lose > 0) this.kept.push(whole)
      if (lose > 0 || !this.reachable) continue
      // In two pieces, because a stream has no frames.
      queueMicrotask(() => this.#onBytes(whole.subarray(0, 7)))
      queueMicrotask(() => this.#onBytes(whole.subarray(7)))
    }
  }

  #answer(body: Uint8Array): Uint8Array {
    const message = expectOk(unionpayPos.decode(Uint8Array.from(body)), 'a message of the terminal')
    this.received.push(message)
    const { 3: processing, 4: amount, 11: trace, 41: terminal, 42: merchant, 60: kind } = message
    const common: Fields = { 11: trace, 41: terminal, 42: merchant, 60: kind }
    if (message.mti === '0800') return this.#seal({ mti: '0810', ...common, ...this.#signOn() }, false)
    const authentic = this.#isAuthentic(message, body)
    const answer: Fields = { 3: processing, 4: amount, ...common }
    if (message.mti === '0400') {
      const refused = this.refuseReversals.shift()
      if (refused !== undefined) return this.#seal({ mti: '0410', ...answer, 39: refused }, authentic)
      if (authentic) this.payments.set(trace ?? '', 'reversed')
      return this.#seal({ mti: '0410', ...answer, 39: authentic ? '00' : 'A0' }, authentic)
    }
    const outcome = authentic ? (this.declineWith ?? this.#sale(message)) : { 39: 'A0' }
    this.payments.set(trace ?? '', outcome[39] === '00' ? 'approved' : 'declined')
    return this.#seal({ mti: '0210', ...answer, 37: '000000000001', ...outcome }, authentic)
  }

  #signOn(): Fields {
    if (this.refuseSignOn !== undefined) return { 39: this.refuseSignOn }
    const keys = { pin: adjustParity(this.#random.bytes(16)), mac: adjustParity(this.#random.bytes(16)) }
    const pinCheckValue = this.wrongCheckValue ? check(keys.mac) : check(keys.pin)
    if (!this.wrongCheckValue) this.#keys = keys
    this.wrongCheckValue = false
    const workingKeys = {
      pinKey: tdesEcbEncrypt(this.master, keys.pin),
      pinCheckValue,
      macKey: tdesEcbEncrypt(this.master, keys.mac),
      macCheckValue: check(keys.mac),
    }
    return { 39: '00', 62: { workingKeys } }
  }

  #sale(message: UnionPayMessage): Fields {
    if (message[48]) return { 39: '00', 38: 'QR0001' }
    if (!message[52]) return { 39: '70' }
    const opened = decipherPinBlock({
      format: 'iso-0',
      algorithm: 'tdes-2',
      key: this.#workingKeys().pin,
      pinBlock: PinBlock.of(message[52]),
      pan: Pan.of(message[2] ?? ''),
    })
    if (!opened.ok) return { 39: '99', ...advice('wrong-terminal-key', 70) }
    if (this.triesLeft === 0) return { 39: '75', ...advice('online-locked', 99, 0) }
    if (opened.value.reveal() === this.pin) {
      this.triesLeft = 3
      return { 39: '00', 38: 'A12345' }
    }
    this.triesLeft -= 1
    return { 39: '55', ...advice('slip', 60, this.triesLeft) }
  }

  #workingKeys(): WorkingKeys {
    if (!this.#keys) throw new Error('nobody signed on')
    return this.#keys
  }

  #isAuthentic(message: UnionPayMessage, body: Uint8Array): boolean {
    const covered = expectOk(unionpayPos.macInput(body), 'a message with DE 64')
    const mac = this.#keys && computeMac('unionpay-ecb', this.#keys.mac, covered)
    return mac !== undefined && message[64] !== undefined && equalBytes(mac, message[64])
  }

  #seal(message: UnionPayMessage, authentic: boolean): Uint8Array {
    if (!authentic) return expectOk(unionpayPos.encode(message), 'an answer')
    const encoded = expectOk(unionpayPos.encode({ ...message, 64: new Uint8Array(8) }), 'an answer')
    const mac = computeMac('unionpay-ecb', this.#workingKeys().mac, encoded.subarray(0, encoded.length - 8))
    if (message.mti === '0210' && this.spoilAnswers > 0) {
      this.spoilAnswers -= 1
      return concatBytes(encoded.subarray(0, encoded.length - 8), mac.toReversed())
    }
    return unionpayPos.withMac(encoded, mac)
  }
}

/** Four bytes, as DE 62 carries it. */
const check = (key: Uint8Array) => fullCheckValue('tdes-2', key).subarray(0, 4)

/** DE 63 of a refusal. */
export const advice = (cause: string, confidence_percent: number, triesLeft?: number): Fields => ({
  63: { companyCode: 'CUP', advice: { cause, confidence_percent, ...(triesLeft === undefined ? {} : { triesLeft }) } },
})
