import { encodeFrame, FrameDecoder, TERMINAL_FRAMING, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { expectOk, fromHex, unreachable, type Clock, type Pan } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { Request } from '../core/effect.ts'
import { TRANSACTIONS } from '../core/transaction.ts'
import { type Awaitable, type PinEntryDevice, whenThere } from '../pin-pad/device.ts'
import type { Answer } from './answer.ts'
import { readAnswer } from './read-answer.ts'
import {
  downloadMessage,
  echoMessage,
  scriptMessage,
  settlementMessage,
  signOffMessage,
  signOnMessage,
  statusMessage,
} from './management-requests.ts'
import { adviceMessage, paymentMessage, reversalMessage } from './requests.ts'

/** A PIN for the issuer was typed; one that the chip has checked stays here. */
const goesOnline = ({ card, pending }: Extract<Request, { kind: 'payment' }>): boolean =>
  card?.pin === 'online' && TRANSACTIONS[pending.kind].pin

/** Requests to frames, bytes to answers: what the terminal decides, in the words of UnionPay POS. */
export class Wire {
  readonly #configuration: TerminalConfiguration
  readonly #pinPad: PinEntryDevice
  readonly #clock: Clock
  readonly #tpdu: Uint8Array
  readonly #header: Uint8Array
  #decoder = new FrameDecoder(TERMINAL_FRAMING)

  constructor(configuration: TerminalConfiguration, pinPad: PinEntryDevice, clock: Clock) {
    this.#configuration = configuration
    this.#pinPad = pinPad
    this.#clock = clock
    this.#tpdu = fromHex(configuration.tpdu)
    this.#header = fromHex(configuration.header)
  }

  /** A new connection: what was half received over the old one is gone. */
  restart(): void {
    this.#decoder = new FrameDecoder(TERMINAL_FRAMING)
  }

  /** One whole frame, MAC included. A sale takes the confirmed entry out of the PIN pad. */
  encode(request: Request): Awaitable<Uint8Array> {
    return whenThere(this.#message(request), (message) =>
      whenThere(this.#seal(message), (body) => encodeFrame({ tpdu: this.#tpdu, header: this.#header, body })),
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
    const configuration = this.#configuration
    switch (request.kind) {
      case 'sign-on':
        return signOnMessage(configuration, request)
      case 'payment':
        if (!goesOnline(request)) return paymentMessage(configuration, request)
        return whenThere(this.#pinPad.takePinBlock(), (entry) => paymentMessage(configuration, request, entry))
      case 'advice':
        return whenThere(this.#open([request.advice]), ([pan]) => adviceMessage(configuration, request.advice, pan))
      case 'script':
        return scriptMessage(configuration, request)
      case 'download':
        return downloadMessage(configuration, request)
      case 'reversal':
        return reversalMessage(configuration, request)
      case 'settlement':
        return whenThere(this.#open(request.lines), (pans) => settlementMessage(configuration, request, pans))
      case 'status':
        return statusMessage(configuration, request)
      case 'sign-off':
        return signOffMessage(configuration, request)
      case 'echo':
        return echoMessage(configuration, request)
      default:
        return unreachable(request)
    }
  }

  /** Card numbers out of their seals, in the same order. */
  #open(records: readonly { readonly sealedPan?: string }[]): Awaitable<readonly (Pan | undefined)[]> {
    const opened = records.map(({ sealedPan }) =>
      sealedPan === undefined ? undefined : this.#pinPad.openPan(sealedPan),
    )
    const late = opened.some((one) => one instanceof Promise)
    return late ? Promise.all(opened.map(async (one) => one)) : (opened as (Pan | undefined)[])
  }

  #seal(message: UnionPayMessage): Awaitable<Uint8Array> {
    const encoded = expectOk(unionpayPos.encode(message), 'a request of the terminal is encodable')
    if (message[64] === undefined) return encoded
    const covered = expectOk(unionpayPos.macInput(encoded), 'a request with DE 64 has bytes to authenticate')
    return whenThere(this.#pinPad.mac(covered), (mac) => unionpayPos.withMac(encoded, mac))
  }
}
