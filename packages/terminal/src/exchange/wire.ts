import { encodeFrame, FrameDecoder, TERMINAL_FRAMING, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { expectOk, fromHex, unreachable, type Clock } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { Request } from '../core/effect.ts'
import { type Awaitable, type PinEntryDevice, whenThere } from '../pin-pad/device.ts'
import type { Answer } from './answer.ts'
import { readAnswer } from './read-answer.ts'
import { qrSaleMessage, reversalMessage, saleMessage, signOnMessage } from './requests.ts'

/** Requests to frames, bytes to answers: what the terminal decides, in the words of UnionPay POS. */
export class Wire {
  readonly #configuration: TerminalConfiguration
  readonly #pinPad: PinEntryDevice
  readonly #clock: Clock
  #decoder = new FrameDecoder(TERMINAL_FRAMING)

  constructor(configuration: TerminalConfiguration, pinPad: PinEntryDevice, clock: Clock) {
    this.#configuration = configuration
    this.#pinPad = pinPad
    this.#clock = clock
  }

  /** A new connection: what was half received over the old one is gone. */
  restart(): void {
    this.#decoder = new FrameDecoder(TERMINAL_FRAMING)
  }

  /** One whole frame, MAC included. A sale takes the confirmed entry out of the PIN pad. */
  encode(request: Request): Awaitable<Uint8Array> {
    const { tpdu, header } = this.#configuration
    return whenThere(this.#message(request), (message) =>
      whenThere(this.#seal(message), (body) => encodeFrame({ tpdu: fromHex(tpdu), header: fromHex(header), body })),
    )
  }

  /** The answers that the bytes complete, undefined for a frame without a readable one. `broken`: the stream lost its place. */
  receive(bytes: Uint8Array): { readonly answers: readonly Awaitable<Answer | undefined>[]; readonly broken: boolean } {
    const frames = this.#decoder.push(bytes, this.#clock.now())
    return {
      answers: frames.flatMap((frame) => (frame.ok ? [readAnswer(frame.value.body, this.#pinPad)] : [])),
      broken: frames.some((frame) => !frame.ok),
    }
  }

  #message(request: Request): Awaitable<UnionPayMessage> {
    switch (request.kind) {
      case 'sign-on':
        return signOnMessage(this.#configuration, request)
      case 'sale':
        return whenThere(this.#pinPad.takePinBlock(), (entry) => saleMessage(this.#configuration, request, entry))
      case 'qr-sale':
        return qrSaleMessage(this.#configuration, request)
      case 'reversal':
        return reversalMessage(this.#configuration, request)
      default:
        return unreachable(request)
    }
  }

  #seal(message: UnionPayMessage): Awaitable<Uint8Array> {
    const encoded = expectOk(unionpayPos.encode(message), 'a request of the terminal is encodable')
    if (message[64] === undefined) return encoded
    const covered = expectOk(unionpayPos.macInput(encoded), 'a request with DE 64 has bytes to authenticate')
    return whenThere(this.#pinPad.mac(covered), (mac) => unionpayPos.withMac(encoded, mac))
  }
}
