import { answerTpdu, encodeFrame, FrameDecoder, TERMINAL_FRAMING } from '@fiftyfive/iso8583'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { concatBytes, toHex } from '@fiftyfive/kernel'
import { tdesEcbEncrypt } from '@fiftyfive/security'
import type { TransactionKind } from '../core/transaction.ts'
import type { Transport } from '../ports.ts'
import { advice, check, VirtualHost } from '../training/virtual-host.ts'

export { advice }
type Fields = Partial<UnionPayMessage>

/**
 * The virtual host at the end of a line that can be broken. The knobs change what happens on the line or in its vaults,
 * never what the terminal is told to do.
 */
export class TinyAcquirer extends VirtualHost {
  reachable = true
  /** Keeps back that many answers to each message type, after having done the work. */
  readonly loseAnswers: Record<string, number> = {}
  /** Frames of the answers that were kept back. */
  readonly kept: Uint8Array[] = []
  /** Spoils the MAC of that many answers to sales. */
  spoilAnswers = 0
  /** Gives a wrong check value with the next sign-on. */
  wrongCheckValue = false
  /** Names this batch in answers to sign-ons. */
  toldBatch: string | undefined
  /** Refuses sign-ons with this code. */
  refuseSignOn: string | undefined
  /** Answers reversals with these codes, one after the other, without doing anything. */
  readonly refuseReversals: string[] = []
  /** Spoils what the issuer proves to the chip. */
  forgeProof = false
  /** Answers payments with this instead of looking at the PIN. */
  declineWith: Fields | undefined
  #onBytes: (bytes: Uint8Array) => void = () => {}
  #onClose: () => void = () => {}

  /** Trace numbers of what arrived, e.g. `0200/000002`. */
  get log(): string[] {
    return this.received.map((message) => `${message.mti}/${message[11] ?? ''}`)
  }

  /** By trace number. */
  get payments(): ReadonlyMap<string, 'approved' | 'declined' | 'reversed'> {
    return new Map([...this.ledger.payments.values()].map(({ trace, status }) => [trace, status]))
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
      const answer = this.answer(body)
      const mti = toHex(body.subarray(0, 2))
      const lose = this.loseAnswers[mti] ?? 0
      this.loseAnswers[mti] = Math.max(0, lose - 1)
      const whole = encodeFrame({ tpdu: answerTpdu(tpdu), ...(header ? { header } : {}), body: answer })
      if (lose > 0) this.kept.push(whole)
      if (lose > 0 || !this.reachable) continue
      // In two pieces, because a stream has no frames.
      queueMicrotask(() => this.#onBytes(whole.subarray(0, 7)))
      queueMicrotask(() => this.#onBytes(whole.subarray(7)))
    }
  }

  protected override signOn(message: UnionPayMessage): Fields {
    if (this.refuseSignOn !== undefined) return { 39: this.refuseSignOn }
    const before = this.keys
    const { toldBatch: batch } = this
    const answer: Fields = { ...super.signOn(message), ...(batch && { 60: { type: '00', batch, networkCode: '003' } }) }
    const { wrongCheckValue } = this
    this.wrongCheckValue = false
    const keys = this.keys
    if (!wrongCheckValue || !keys) return answer
    this.keys = before
    const workingKeys = {
      pinKey: tdesEcbEncrypt(this.master, keys.pin),
      pinCheckValue: check(keys.mac),
      macKey: tdesEcbEncrypt(this.master, keys.mac),
      macCheckValue: check(keys.mac),
    }
    return { ...answer, 62: { workingKeys } }
  }

  protected override reverse(message: UnionPayMessage): Fields {
    const refused = this.refuseReversals.shift()
    return refused === undefined ? super.reverse(message) : { 39: refused }
  }

  protected override decide(kind: TransactionKind, message: UnionPayMessage): Fields {
    return this.declineWith ?? super.decide(kind, message)
  }

  protected override pay(message: UnionPayMessage): Fields {
    const answer = super.pay(message)
    const proof = this.forgeProof ? answer[55]?.['91'] : undefined
    return proof ? { ...answer, 55: { ...answer[55], '91': proof.with(0, (proof[0] ?? 0) ^ 1) } } : answer
  }

  protected override seal(message: UnionPayMessage, authentic: boolean): Uint8Array {
    const sealed = super.seal(message, authentic)
    if (!authentic || message.mti !== '0210' || this.spoilAnswers === 0) return sealed
    this.spoilAnswers -= 1
    const end = sealed.length - 8
    return concatBytes(sealed.subarray(0, end), sealed.subarray(end).toReversed())
  }
}
