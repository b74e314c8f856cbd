import { assert, err, fromHex, ok, Secret, toHex, type Random, type Result } from '@fiftyfive/kernel'
import { hasChip, track2Of, type CardMethod, type VirtualCard } from './card.ts'
import type { ApplicationChoice, ApplicationOffer, CardRead, CardReadError } from './card-read.ts'
import { COMMANDS, type Chip } from './chip/command.ts'
import type { ChipCryptography } from './chip/memory.ts'
import { DEBIT } from './chip/personalize.ts'
import { textOf, wantsChoice } from './kernel/application-selection.ts'
import { authenticateData } from './kernel/authenticate-data.ts'
import { beginChip, type ChipStart } from './kernel/begin-chip.ts'
import { completeChip, type ChipCompletion, type IssuerAnswer } from './kernel/complete-chip.ts'
import { ruleOfTap, type ContactlessLimits } from './kernel/contactless-limits.ts'
import { terminalQualifiers, verificationOfTap, type TapVerification } from './kernel/contactless-verification.ts'
import {
  mayApproveOffline,
  requestCryptogram,
  type ChipRun,
  type CryptogramProblem,
} from './kernel/request-cryptogram.ts'
import { findApplications } from './kernel/select-application.ts'
import {
  afterVerification,
  nextVerification,
  pinCheckOf,
  type PinCheck,
  type Wanted,
} from './kernel/verify-cardholder.ts'
import { powerUp } from './power-up.ts'
import type { Sha1 } from './rsa/certificate.ts'
import type { RsaPublicKey } from './rsa/rsa.ts'
import type { TerminalData } from './terminal-data.ts'

export interface CardPresentation {
  readonly card: VirtualCard
  readonly method: CardMethod
  /** The terminal has seen the chip fail often enough that the stripe of a chip card may be used (EMV Book 4, 11.2). */
  readonly fallbackAllowed: boolean
  readonly terminal: TerminalData
  /** Without limits every tap is taken, and followed by the PIN. */
  readonly limits?: ContactlessLimits
}

/** A PIN on its way from PIN pad to chip. Prints masked; wiped by the reader after its one use. */
export class ChipPinBlock extends Secret<Uint8Array<ArrayBuffer>> {
  declare readonly kind: 'ChipPinBlock'
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super(bytes, '[PIN for the chip]')
  }
}

/** How VERIFY wants the PIN: as it is, or enciphered with the chip's key and for this challenge only. */
export type ChipPinForm = 'plaintext' | { readonly key: RsaPublicKey; readonly challenge: Uint8Array }

interface ChipSession {
  readonly presented: CardPresentation
  /** Name of the application, hex. */
  readonly aid: string
  readonly chip: Chip
  start: ChipStart
  wanted: Wanted
  /** There once the cryptogram was requested. */
  run?: ChipRun
}

/**
 * The reader: one card at a time, from its presentation to the chip's last cryptogram. An inserted chip stays powered,
 * so that the PIN, a second PIN and the issuer's answer reach it; of a tap all is known when the card leaves the field.
 */
export class CardReader {
  readonly #cryptography: ChipCryptography
  readonly #sha1: Sha1
  readonly #random: Random
  #session: ChipSession | undefined
  /** What the cardholder is choosing from. */
  #choice: { readonly presented: CardPresentation; readonly applications: readonly ApplicationOffer[] } | undefined

  constructor(ports: {
    /** Of the virtual chip: a chip of plastic brings its own. */
    readonly cryptography: ChipCryptography
    readonly sha1: Sha1
    readonly random: Random
  }) {
    this.#cryptography = ports.cryptography
    this.#sha1 = ports.sha1
    this.#random = ports.random
  }

  read(presented: CardPresentation): Result<CardRead, CardReadError | ApplicationChoice> {
    this.#session = undefined
    this.#choice = undefined
    const { card, method, fallbackAllowed } = presented
    if (method === 'stripe' && !card.device) {
      if (card.condition === 'stripe-worn') return err('unreadable')
      if (hasChip(card) && !fallbackAllowed) return err('use-chip')
      return ok({ ...plasticOf(presented), fallback: hasChip(card), pin: 'online' })
    }
    if (card.device && method !== 'contactless') return err('unreadable')
    // Contacts and antenna lead to the same chip.
    if (card.condition === 'chip-worn' || !hasChip(card)) return err('unreadable')
    return method === 'contactless' ? this.#tap(presented) : this.#offer(presented)
  }

  /** The application that the cardholder has chosen of those that `read` has offered. */
  choose(aid: string): Result<CardRead, CardReadError | ApplicationChoice> {
    assert(this.#choice, 'CardReader: there is something to choose from')
    const { presented, applications } = this.#choice
    const read = this.#insert(presented, this.#powerUp(presented), aid)
    if (read.ok || read.error !== 'not-accepted') return read
    const left = applications.filter((application) => application.aid !== aid)
    this.#choice = { presented, applications: left }
    return err(left.length > 0 ? { applications: left, refused: true } : 'not-accepted')
  }

  /** The inserted chip from the beginning, for another try at the payment. */
  again(): Result<CardRead, CardReadError> {
    if (!this.#session) return err('unreadable')
    const { presented, aid } = this.#session
    return this.#insert(presented, this.#powerUp(presented), aid)
  }

  /** How the chip wants the PIN that was typed. */
  pinForm(): ChipPinForm {
    const { chip, wanted } = this.#inserted()
    if (wanted.method !== 'enciphered-pin') return 'plaintext'
    return { key: wanted.key, challenge: chip.transmit(COMMANDS.getChallenge()).data }
  }

  /** VERIFY. `next` is what the card's list wants afterwards: after a wrong PIN with tries left, the same again. */
  checkPin(pin: ChipPinBlock): { readonly check: PinCheck; readonly next: CardRead['pin'] | 'again' } {
    const session = this.#inserted()
    const { chip, wanted, presented } = session
    const command = wanted.method === 'enciphered-pin' ? COMMANDS.verifyEncipheredPin : COMMANDS.verifyPlaintextPin
    const check = pinCheckOf(chip.transmit(command(pin.reveal())).status)
    pin.reveal().fill(0)
    if (check.result === 'wrong') return { check, next: 'again' }
    const start =
      check.result === 'right'
        ? afterVerification(session.start, 'successful')
        : afterVerification(session.start, 'failed', 'pin-try-limit-exceeded')
    Object.assign(session, nextVerification(chip, start, presented.terminal, this.#sha1))
    return { check, next: pinOf(session.wanted) }
  }

  /** The first cryptogram of an inserted chip; a second one for the same card begins a payment anew. */
  request(pinOnline: boolean): Result<Said, CryptogramProblem> {
    if (this.#session?.run && !this.again().ok) return err('unreadable')
    const session = this.#inserted()
    const { chip, presented } = session
    const start = pinOnline ? withOnlinePin(session.start) : session.start
    const run = requestCryptogram(chip, start, presented.terminal, this.#sha1)
    if (!run.ok) return run
    session.run = run.value
    return ok(saidBy(run.value))
  }

  /** What the issuer answered, to the chip that still is in the reader; undefined when there is none. */
  complete(answer: IssuerAnswer): ChipCompletion | undefined {
    const { chip, run } = this.#session ?? {}
    const completed = chip && run && completeChip(chip, run, answer)
    return completed?.ok ? completed.value : undefined
  }

  #inserted(): ChipSession {
    assert(this.#session, 'CardReader: a chip is in the reader')
    return this.#session
  }

  /** Goes on at once where there is nothing to choose. */
  #offer(presented: CardPresentation): Result<CardRead, CardReadError | ApplicationChoice> {
    const chip = this.#powerUp(presented)
    const found = findApplications(chip, false, presented.terminal.applications)
    if (!found.ok) return err('not-accepted')
    const applications = found.value.map(({ aid, label }) => ({ aid: toHex(aid), label }))
    const [first] = applications
    if (!first) return err('not-accepted')
    if (!wantsChoice(found.value)) return this.#insert(presented, chip, first.aid)
    this.#choice = { presented, applications }
    return err({ applications })
  }

  #powerUp({ card }: CardPresentation): Chip {
    return powerUp(card, this.#cryptography, this.#random)
  }

  #insert(presented: CardPresentation, chip: Chip, aid: string): Result<CardRead, CardReadError> {
    const { terminal } = presented
    const begun = beginChip(chip, terminal, this.#random, fromHex(aid))
    if (!begun.ok) return err(begun.error === 'unreadable' ? 'unreadable' : 'not-accepted')
    const step = nextVerification(chip, this.#authenticated(chip, begun.value, terminal), terminal, this.#sha1)
    this.#session = { presented, aid, chip, ...step }
    const { wanted } = step
    const triesLeft = 'triesLeft' in wanted ? { triesLeft: wanted.triesLeft } : {}
    const locked = step.start.progress.findings.includes('pin-try-limit-exceeded') ? { pinLocked: true as const } : {}
    const alone = wanted.method !== 'online-pin' && mayApproveOffline(step.start, terminal)
    const offline = alone ? { mayStayOffline: true as const } : {}
    const account = accountOf(presented, begun.value)
    return ok({ ...account, fallback: false, pin: pinOf(wanted), ...triesLeft, ...locked, ...offline })
  }

  #authenticated(chip: Chip, begun: ChipStart, terminal: TerminalData): ChipStart {
    return { ...begun, authentication: authenticateData(chip, begun, terminal, this.#sha1) }
  }

  #tap(presented: CardPresentation): Result<CardRead, CardReadError> {
    const { limits } = presented
    const { amount, pin = 'by-card' } = presented.terminal
    const rule = limits && pin === 'by-card' ? ruleOfTap(amount.minor, limits) : TAKEN_WITH_PIN
    const asks = rule.pin && pin !== 'none'
    // A card in the field checks no PIN itself: it is gone when the PIN is typed.
    const { risk } = presented.terminal
    const onlinePin = presented.terminal.pinOfTaps ?? true
    const qualifiers = terminalQualifiers({ verification: asks, online: rule.online, onlinePin })
    const terminal: TerminalData = {
      ...presented.terminal,
      qualifiers,
      pin: asks ? 'online' : 'none',
      risk: rule.online ? undefined : risk,
    }
    const chip = this.#powerUp(presented)
    const begun = beginChip(chip, terminal, this.#random)
    if (!begun.ok) return err(begun.error === 'unreadable' ? 'unreadable' : 'not-accepted')
    // What the issuer itself must see, nobody else may vouch for.
    const by = pin === 'online' ? 'online-pin' : verificationOfTap(begun.value.card['9F6C'])
    // Beyond the limit of the reader the chip is to be inserted; a phone cannot be, and knows its holder.
    if (!rule.take && by !== 'device') return err('use-chip')
    const authenticated = this.#authenticated(chip, begun.value, terminal)
    const start = asks ? verifiedTap(authenticated, by) : { ...authenticated, progress: NO_VERIFICATION }
    const run = requestCryptogram(chip, start, terminal, this.#sha1)
    if (!run.ok) return err(run.error === 'declined' ? 'not-accepted' : 'unreadable')
    const wanted = asks && by === 'online-pin' ? 'online' : 'none'
    const known = asks && by !== 'online-pin' ? { verification: by } : {}
    const account = accountOf(presented, begun.value)
    return ok({ ...account, fallback: false, pin: wanted, ...known, ...saidBy(run.value) })
  }
}

/** Without limits every tap is taken, and followed by the PIN. */
const TAKEN_WITH_PIN = { take: true, pin: true, online: true } as const

const plasticOf = ({ card, method }: CardPresentation) => ({
  method,
  pan: card.pan,
  track2: track2Of(card),
  expiry: card.expiry,
  sequenceNumber: card.sequenceNumber.padStart(3, '0'),
})

/** The account of the application that was selected. */
function accountOf({ card, ...presented }: CardPresentation, { card: said }: ChipStart) {
  const name = toHex(said['84'] ?? NOTHING)
  const account = card.further?.find(({ application = DEBIT }) => toHex(application.aid) === name)
  return plasticOf({ ...presented, card: account ?? card })
}

const NOTHING = new Uint8Array()

const PIN_WANTED = {
  done: 'none',
  'online-pin': 'online',
  'plaintext-pin': 'plaintext',
  'enciphered-pin': 'enciphered',
} as const
const pinOf = ({ method }: Wanted): CardRead['pin'] => PIN_WANTED[method]

/** Tag 9F34: no verification was wanted below the limit, which is a success. */
const NO_VERIFICATION: ChipStart['progress'] = { next: 'done', results: Uint8Array.of(0x1f, 0x00, 0x02), findings: [] }

/** Tag 9F34 of what the card's qualifiers want. A device's own verification counts as a PIN that its chip compared. */
function verifiedTap(start: ChipStart, by: TapVerification): ChipStart {
  if (by === 'online-pin') return withOnlinePin(start)
  const results = by === 'device' ? Uint8Array.of(0x01, 0x00, 0x02) : Uint8Array.of(0x1e, 0x00, 0x00)
  return { ...start, progress: { next: 'done', results, findings: [] } }
}

/** The PIN was entered for the issuer: by the card's list, or because the issuer asked for it. */
function withOnlinePin(start: ChipStart): ChipStart {
  const { progress } = start
  if (progress.next === 'perform' && progress.method === 'online-pin') return afterVerification(start, 'unknown')
  const results = Uint8Array.of(0x02, 0x00, 0x00)
  const before = progress.findings.filter((finding) => finding !== 'cardholder-verification-not-successful')
  return { ...start, progress: { next: 'done', results, findings: [...before, 'online-pin-entered'] } }
}

type Said = Pick<CardRead, 'chipData' | 'application' | 'approvedOffline'>

function saidBy({ card, request, status, approved }: ChipRun): Said {
  const label = textOf(card['50'] ?? NOTHING)
  const application = { aid: card['84'] ?? NOTHING, label, status }
  return { chipData: request, application, ...(approved ? { approvedOffline: true } : {}) }
}
