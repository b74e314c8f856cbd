import type { Instant } from '@fiftyfive/kernel'

/**
 * One attempt to pay with a PIN, as an acquirer sees it: masked and tokenised, without PIN, key or PAN. Everything
 * that a log may lack is optional; what is missing is no evidence either way. docs/reference/attempts.md describes the
 * same as lines of JSON.
 */
export interface Attempt {
  /** Terminal, batch and trace number: `T0000001-000001-000042`. */
  readonly id: string
  readonly at: Instant
  /** Empty when the log does not tell terminals apart; the same with merchants. */
  readonly terminal: string
  readonly merchant: string
  /** Keyed hash of the PAN; the same card has the same token. Empty when the log does not tell cards apart. */
  readonly card: string
  /** Leading digits that select the issuer, e.g. `622588`. Empty when the log does not have them. */
  readonly range: string
  readonly issuer?: string
  /** The connection to an issuer or network that the payment was routed to. */
  readonly link?: string
  /** Where the merchant is, as coarse as the acquirer likes: a district, a shopping street. */
  readonly region?: string
  /** How the terminal reaches the acquirer, e.g. `cellular-a`, `broadband-b`. */
  readonly access?: string
  /** The security module that deciphered the PIN block, or should have. */
  readonly node?: string
  /** Whoever was signed on at the till, tokenised. */
  readonly operator?: string
  readonly entryMode?: EntryMode
  readonly fallback?: boolean
  readonly pinPresent?: boolean
  readonly amount_minor?: number
  readonly model?: string
  readonly softwareVersion?: string
  /** Of the terminal's parameters: AIDs, CVM limits, tables. */
  readonly parameterVersion?: string
  /** Of the EMV kernels. */
  readonly kernelVersion?: string
  /** What the PIN pad said about the entry, without the PIN. */
  readonly pinPad?: PinPadFacts
  /** The check value the terminal states for its PIN key, compared with the keys we have for it. */
  readonly keyCheck?: 'current' | 'previous' | 'other'
  /** That check value, 6 hex digits, to be compared with those of other terminals (key-exchange records). */
  readonly pinKeyCheckValue?: string
  /** A PIN under DUKPT: which counter, and how it follows the ones seen before (ANSI X9.24-1). */
  readonly serialNumber?: KeySerialNumberFacts
  readonly mac?: 'valid' | 'valid-previous' | 'invalid' | 'missing'
  /** What the security module saw when it deciphered the PIN block, before anything was forwarded. */
  readonly pinBlock?: PinBlockFinding
  /** Response code given to the terminal. */
  readonly code: string
  /** Response code as the issuer gave it, when it was asked at all. */
  readonly issuerCode?: string
  /** Whether the issuer was asked. */
  readonly forwarded?: boolean
  readonly triesLeft?: number
  readonly issuerLink?: 'answered' | 'timeout' | 'down' | 'damaged'
  readonly latency_ms?: number
  /** Seconds since the terminal's working keys were delivered. */
  readonly keyAge_s?: number
  readonly cardExpired?: boolean
  /** A retransmission or repeat of the same terminal, batch and trace number. */
  readonly duplicate?: boolean
  /** The batch number is not the one that the terminal's last sign-on named. */
  readonly batchMismatch?: boolean
  /** Digits of the PAN, 13 to 19. */
  readonly panLength?: number
  /** The service code of the card asks for a PIN (ISO/IEC 7813, third digit). */
  readonly pinWanted?: boolean
  /** CVM Results, tag 9F34, 6 hex digits: what chip and terminal agreed on (EMV Book 4, annex A4). */
  readonly cvmResults?: string
  /** Who decided on the response code given to the terminal; `acquirer` also when it replaced the issuer's. */
  readonly answeredBy?: 'acquirer' | 'issuer' | 'stand-in'
  /** Digits of a PIN that are usual for this range: 6 for most Chinese cards, 4 for most others. */
  readonly pinDigitsUsual?: number
  readonly chip?: ChipFacts
  /**
   * No message was sent for it: the terminal or the chip ended it, and the terminal's log told later. `code` is then
   * Z1, declined offline (EMV Book 4, annex A6).
   */
  readonly offline?: boolean
  /** The terminal reports an opened case or erased keys. */
  readonly tampered?: boolean
  /** Clock of the terminal (DE 12, 13) minus ours, in seconds. */
  readonly clockError_s?: number
}

/** Whose attempts belong together. A log without cards tells nothing of cards: each attempt is then somebody else's. */
export const payerOf = ({ card, id }: Pick<Attempt, 'card' | 'id'>): string => (card === '' ? id : card)

export type EntryMode = 'manual' | 'stripe' | 'chip' | 'contactless'

export interface PinPadFacts {
  /** Number of digits entered, 4 to 12. */
  readonly digits: number
  /** How often the entry was cleared before it was confirmed. */
  readonly clears: number
  /** Total time in coarse buckets: under 3 s, 3 to 6 s, 6 to 15 s, more. Per-key timing is never collected. */
  readonly time: 'fast' | 'normal' | 'slow' | 'very-slow'
  /** Whether the PIN pad itself found the entry equal to the one before in this card session; it tells nothing else. */
  readonly repeated?: boolean
  /** 1 for the first entry of this card session, 2 for the second, ... */
  readonly entry: number
  /** How the entry ended; `confirmed` when absent. */
  readonly end?: 'confirmed' | 'timeout' | 'cancelled' | 'bypassed'
  /** With spoken guidance or the longer times of the accessible entry. */
  readonly assisted?: boolean
}

export interface KeySerialNumberFacts {
  /** Names the device and its initial key; no two devices share one. */
  readonly device: string
  /** The 21 (TDES) or 32 (AES) bits that count transactions. */
  readonly counter: number
  readonly follows: 'next' | 'jump' | 'repeated' | 'backwards' | 'unknown-key-set' | 'exhausted'
}

/** What the chip and the reader said. All hex in capitals. */
export interface ChipFacts {
  /** Application identifier, tag 4F. */
  readonly application?: string
  /** Terminal Verification Results, tag 95, 10 hex digits (EMV Book 3, annex C5). */
  readonly terminalVerificationResults?: string
  /** PIN Try Counter of the chip, tag 9F17. */
  readonly triesLeft?: number
  /** Status word of VERIFY, 4 hex digits: 63Cx, 6983, 6984, 9000. */
  readonly verifyStatus?: string
  /** Attempts to read this card that failed before it was read, or until the sale was given up. */
  readonly readFailures?: number
}

export interface PinBlockFinding {
  /** Shape under the key and format that were expected. */
  readonly shape: 'well-formed' | 'bad-control' | 'bad-length' | 'bad-digits' | 'bad-filler'
  /** Well formed under the terminal's previous PIN key. */
  readonly underPreviousKey?: boolean
  /** Well formed under the right key in another format, e.g. `iso-1`. */
  readonly underOtherFormat?: string
}

/** What verdicts of others ask of an attempt that was made before or after them: all that is kept of most. */
export interface OtherAttempt {
  readonly id: string
  readonly at: Instant
  readonly card: string
  readonly terminal: string
  readonly range: string
  readonly pinPad?: Pick<PinPadFacts, 'digits' | 'repeated'> | undefined
  readonly code: string
  readonly issuerCode?: string | undefined
}

/** What happened lately around an attempt, the attempt itself not counted. */
export interface Surroundings {
  /** Earlier attempts of this card, newest first, at most 20, within three days, wherever they were made. */
  readonly card: readonly OtherAttempt[]
  /** Earlier attempts at this terminal, newest first, at most 50. */
  readonly terminal: readonly OtherAttempt[]
  /** Earlier attempts over the same issuer link, newest first, at most 50. */
  readonly link: readonly OtherAttempt[]
  /** Later attempts of this card within 10 minutes, oldest first: what a revised verdict knows more. */
  readonly later?: readonly OtherAttempt[]
  /** What is on record besides attempts; absent for a log that has only attempts. */
  readonly facts?: SurroundingFacts
  /** The open incident that covers this attempt and shows itself in it, the likeliest one if there are several. */
  readonly incident?: SurroundingIncident
}

/** Whether the card was accepted with a PIN before, anywhere: read in this way (`known`), only in others (`otherwise`), or not. */
export type Acquaintance = 'known' | 'otherwise' | 'new'

export interface SurroundingFacts {
  readonly acquaintance?: Acquaintance
  /** The stated PIN key is the one that was delivered to another terminal. */
  readonly keyOfAnother?: boolean
  /** The PIN key it uses was delivered to this very terminal, now or at an earlier sign-on. */
  readonly keyDelivered?: boolean
  /** The terminal works with the first keys that it is known to have got: it was installed, or first heard of, lately. */
  readonly firstKey?: boolean
  /** The terminal was reported as opened, erased or moved lately. */
  readonly opened?: boolean
  /** Since software, kernel or parameters of the terminal were changed. */
  readonly releaseAge_ms?: number
}

export interface SurroundingIncident {
  readonly id: string
  /** Share of such refusals in its scope that are more than usual, 0 to 1: how many of them it is to blame for. */
  readonly excess: number
  /** Causes of the catalogue and, as `other-` with the owner, what is in none. */
  readonly ranking: readonly { readonly cause: string; readonly probability: number }[]
  /** What its refusals showed, by feature: how often each outcome. What is in no catalogue is recognised by it. */
  readonly profile?: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Approvals, and plain answers about money, limits or the kind of transaction: there is nothing to diagnose. */
const SAYS_ITSELF_WHY: ReadonlySet<string> = new Set(['00', '12', '13', '14', '51', '57', '58', '61', '65', '92', '94'])

/** Whether a response code leaves open if PIN, card or a technical fault was the reason. */
export const concernsPin = (code: string): boolean => code !== '00' && !SAYS_ITSELF_WHY.has(code)
