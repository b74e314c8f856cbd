import { CardReader, type CardMethod, type ChipPinBlock, tlv } from '@fiftyfive/emv'
import { unreachable } from '@fiftyfive/kernel'
import { sha1 } from '@fiftyfive/security'
import { chipCryptography } from '../card/cryptography.ts'
import type { Effect } from '../core/effect.ts'
import type { TerminalEvent, VitalPart } from '../core/event.ts'
import type { TerminalNotice } from '../core/notice.ts'
import type { Answer } from '../exchange/answer.ts'
import { Wire } from '../exchange/wire.ts'
import { readerParameters } from '../parameters/parameters.ts'
import type { PinEntryDevice } from '../pin-pad/device.ts'
import type { Transport } from '../ports.ts'
import type { OperatorBook } from '../operators/operator-book.ts'
import { localDate } from '../exchange/local-date.ts'
import { SOUND_HARDWARE } from './hardware.ts'
import type { JournalStorage } from './journal-storage.ts'
import type { TerminalParts } from './terminal.ts'
import { TimerSet } from './timer-set.ts'

type Report = (event: TerminalEvent, isCurrent?: () => boolean) => void

interface EffectParts extends TerminalParts {
  readonly journals: JournalStorage
  readonly operators: OperatorBook
}

/** Carries out what the core decides, on the real (or simulated) parts, and reports back what they say. */
export class Effects {
  readonly #parts: EffectParts
  readonly #pinPad: PinEntryDevice
  readonly #transport: Transport
  readonly #reader: CardReader
  readonly #wire: Wire
  readonly #timers: TimerSet
  readonly #report: Report

  constructor(parts: EffectParts, report: Report) {
    const { pinPad, transport } = parts
    this.#parts = parts
    this.#pinPad = pinPad
    this.#transport = transport
    this.#report = report
    this.#reader = new CardReader({ cryptography: chipCryptography, sha1, random: parts.random })
    this.#wire = new Wire(parts.configuration, pinPad, parts.clock)
    this.#timers = new TimerSet(parts.timers, (timer, isCurrent) => report({ type: 'timer', timer }, isCurrent))
    pinPad.listen({
      digitsChanged: (digits) => report({ type: 'pin-digits-changed', digits }),
      confirmed: () => report({ type: 'pin-confirmed' }),
      cancelled: () => report({ type: 'cancelled' }),
      rejected: (reason) => report({ type: 'pin-rejected', reason }),
    })
    transport.onClose(() => report({ type: 'link-down' }))
    transport.onBytes((bytes) => this.#receive(bytes))
  }

  stop(): void {
    this.#timers.stopAll()
    this.#pinPad.disarm()
    this.#transport.close()
  }

  /**
   * Undefined when everything was done at once. Otherwise the part that failed, with the effects after it left undone,
   * or undefined. Notices are collected, to be given out when the new state is adopted.
   */
  carryOut(
    effects: readonly Effect[],
    notices: TerminalNotice[],
    from = 0,
  ): Promise<VitalPart | undefined> | undefined {
    for (let next = from; next < effects.length; next++) {
      const effect = effects[next] as Effect
      if (effect.type === 'notify') notices.push(effect.notice)
      const running = this.#one(effect)
      if (running) {
        return running.then(
          () => this.carryOut(effects, notices, next + 1),
          () => (effect.type === 'save' ? 'storage' : 'pin-pad'),
        )
      }
    }
    return undefined
  }

  /** A promise for what has to be waited for. */
  #one(effect: Effect): Promise<void> | undefined {
    if (effect.type === 'save') return this.#parts.journals.save(effect.journal)
    if (effect.type === 'load-keys') return this.#loadKeys(effect)
    if (effect.type === 'send') return this.#send(effect)
    if (effect.type === 'check-pin') return this.#checkPin()
    this.#atOnce(effect)
    return undefined
  }

  #atOnce(effect: Exclude<Effect, { type: 'save' | 'load-keys' | 'send' | 'check-pin' }>): void {
    switch (effect.type) {
      case 'connect':
        return this.#connect()
      case 'disconnect':
        return this.#transport.close()
      case 'read-card':
        return this.#readCard(effect)
      case 'select-application':
        return this.#hearRead(this.#reader.choose(effect.aid), 'chip')
      case 'restart-card':
        return this.#restartCard()
      case 'request-cryptogram':
        return this.#requestCryptogram(effect.pinOnline)
      case 'complete-chip':
        return this.#completeChip(effect.answer)
      case 'bind-card':
        return this.#pinPad.bindCard(effect.pan)
      case 'ask-pin':
        return this.#pinPad.ask(effect.purpose)
      case 'check-password':
        return this.#checkPassword(effect)
      case 'disarm-pin-pad':
        return this.#pinPad.disarm()
      case 'start-timer':
        return this.#timers.start(effect.timer, effect.delay_ms)
      case 'stop-timer':
        return this.#timers.stop(effect.timer)
      case 'notify':
        return undefined
      default:
        return unreachable(effect)
    }
  }

  async #loadKeys(effect: Extract<Effect, { type: 'load-keys' }>): Promise<void> {
    const loaded = await this.#pinPad.loadWorkingKeys(effect.workingKeys)
    this.#report(loaded.ok ? { type: 'keys-loaded' } : { type: 'keys-refused', reason: loaded.error })
  }

  #send({ request }: Extract<Effect, { type: 'send' }>): Promise<void> | undefined {
    const frame = this.#wire.encode(request)
    if (frame instanceof Promise) return frame.then((bytes) => this.#transport.send(bytes))
    this.#transport.send(frame)
    return undefined
  }

  #checkPassword({ id, password }: Extract<Effect, { type: 'check-password' }>): void {
    this.#parts.operators.check(id, password).then(
      (checked) =>
        this.#report(
          checked.ok
            ? { type: 'password-right', id, role: checked.value }
            : { type: 'password-refused', refused: checked.error },
        ),
      () => this.#report({ type: 'part-failed', part: 'storage' }),
    )
  }

  #connect(): void {
    this.#wire.restart()
    this.#transport.connect().then(
      () => this.#report({ type: 'link-up' }),
      () => this.#report({ type: 'link-down' }),
    )
  }

  #receive(bytes: Uint8Array): void {
    const received = this.#wire.receive(bytes)
    for (const answer of received.answers) {
      // Without a PIN pad nobody can say whether it is authentic: then it is none.
      if (answer instanceof Promise) void answer.catch(() => undefined).then((known) => this.#hear(known))
      else this.#hear(answer)
    }
    // After a length that cannot be, nobody knows where the next frame begins.
    if (received.broken) this.#transport.close()
  }

  #hear(answer: Answer | undefined): void {
    this.#report(answer ? { type: 'answered', answer } : { type: 'noise' })
  }

  #readCard(effect: Extract<Effect, { type: 'read-card' }>): void {
    const { card, method, amount, fallbackAllowed, pin, parameters, mayStayOffline, earlier } = effect
    const { limits, risk, ...known } = readerParameters(parameters)
    const { masked } = card.pan
    const lastAmount_minor = () => earlier.findLast(({ maskedPan }) => maskedPan === masked)?.amount_minor ?? 0
    const alone = mayStayOffline && risk ? { risk, earlier_minor: lastAmount_minor() } : {}
    const { clock, hardware = SOUND_HARDWARE } = this.#parts
    const about = { amount, date: localDate(clock.now()), pin, ...known, ...alone }
    const terminal = hardware.kernel(about, method)
    const read = this.#reader.read({ card, method, fallbackAllowed, terminal, ...(limits ? { limits } : {}) })
    this.#hearRead(read, method)
  }

  #hearRead(read: ReturnType<CardReader['read']>, method: CardMethod): void {
    if (!read.ok) {
      const { error } = read
      const isChoice = typeof error === 'object'
      return this.#report(
        isChoice ? { type: 'applications-found', choice: error } : { type: 'card-failed', error, method },
      )
    }
    const { value } = read
    const sealed = this.#pinPad.sealPan(value.pan)
    if (!(sealed instanceof Promise)) return this.#report({ type: 'card-read', read: value, sealedPan: sealed })
    sealed.then(
      (sealedPan) => this.#report({ type: 'card-read', read: value, sealedPan }),
      () => this.#report({ type: 'part-failed', part: 'pin-pad' }),
    )
  }

  #restartCard(): void {
    const read = this.#reader.again()
    this.#report(
      read.ok ? { type: 'card-read', read: read.value, sealedPan: '' } : { type: 'chip-failed', reason: 'unreadable' },
    )
  }

  #checkPin(): Promise<void> | undefined {
    const block = this.#pinPad.takeChipPin(this.#reader.pinForm())
    const check = (taken: ChipPinBlock) => this.#report({ type: 'pin-checked', ...this.#reader.checkPin(taken) })
    return block instanceof Promise ? block.then(check) : (check(block) as undefined)
  }

  #requestCryptogram(pinOnline: boolean): void {
    const requested = this.#reader.request(pinOnline)
    this.#report(
      requested.ok ? { type: 'cryptogram', read: requested.value } : { type: 'chip-failed', reason: requested.error },
    )
  }

  #completeChip(answer: Answer): void {
    const { code, chipData = {} } = answer
    const { '91': authentication, '71': before, '72': after } = chipData
    const scripts = [...(before ? [tlv('71', before)] : []), ...(after ? [tlv('72', after)] : [])]
    const completion = this.#reader.complete({ code, scripts, ...(authentication ? { authentication } : {}) })
    this.#report({ type: 'chip-completed', answer, ...(completion ? { completion } : {}) })
  }
}
