import type { ClearKey, ClearPin } from '@fiftyfive/kernel'
import type { Sha1 } from '../rsa/certificate.ts'
import type { RsaPrivateKey } from '../rsa/rsa.ts'
import type { Elements } from '../tlv.ts'

/** Keys of one card, 16 bytes each, made of its issuer's (EMV Book 2, A1.4): each has one use (9.1.2, 9.3). */
export interface ChipKeys {
  readonly cryptogram: ClearKey<'card-cryptogram'>
  /** MACs of issuer scripts. */
  readonly integrity: ClearKey<'card-script-integrity'>
  /** What scripts carry sealed: a new PIN. */
  readonly confidentiality: ClearKey<'card-script-confidentiality'>
}

/** What a chip may approve without its issuer: an amount, and so many payments in a row. */
export interface OfflineLimits {
  readonly amountMax_minor: number
  readonly inRowMax: number
}

/** What the issuer wrote into a chip when the card was made. */
export interface Personalization {
  /** Name of the application, tag 84. */
  readonly aid: Uint8Array
  /** Tag 50, ASCII. */
  readonly label: string
  /** What READ RECORD gives of file 1, by tag. */
  readonly records: readonly Elements[]
  /** So many of them, from the first, are what the issuer signed. */
  readonly signedRecords: number
  /** Tag 82. */
  readonly interchangeProfile: Uint8Array
  /** Without keys the chip answers with random cryptograms. */
  readonly keys?: ChipKeys
  /** For dynamic authentication; its public half is in a certificate among the records. */
  readonly authenticationKey?: RsaPrivateKey
  /** Up to where the chip approves by itself; without it, it always asks its issuer. */
  readonly offline?: OfflineLimits
  /** It is in a phone or a watch, which knows its holder. */
  readonly device?: true
  /** For offline PINs that come enciphered; its public half is in a certificate among the records. */
  readonly pinKey?: RsaPrivateKey
  /** Other applications' AIDs that the card's directory lists besides. */
  readonly directory?: readonly { readonly aid: Uint8Array; readonly label: string; readonly priority: number }[]
  /**
   * Application default action, tag 9F52, byte 2 bit 7 (PBOC 3.0 and VIS): PIN tries used up before, the payment is
   * declined. It holds for the contacts; a tap has settings of its own.
   */
  readonly declinesWhenLocked?: true
  /** Offline PIN. Cards of an online-PIN scheme have none. */
  readonly pin?: ClearPin
}

/** Offline PIN tries of a new card. */
export const PIN_TRIES = 3
export const NEW_CHIP: ChipState = { counter: 0, pinTriesLeft: PIN_TRIES, lastOnline: 0, blocked: false }

/** What changes in a chip over its life, as plain data. It stays with the card, whatever reader the card is in. */
export interface ChipState {
  /** Application transaction counter, 0 to 65535: counts the payments begun. */
  counter: number
  pinTriesLeft: number
  /** Counter of the last payment that the issuer answered, tag 9F13. */
  lastOnline: number
  /** The card says that it is not to be used any more (6A81). */
  blocked: boolean
  /**
   * The issuer's last script with a new PIN, hex, as it came: sealed under the chip's own key, with the cryptogram that
   * makes the session key. Absent: the PIN is the one the card was made with.
   */
  pinChange?: { readonly cryptogram: string; readonly sealed: string } | undefined
}

export class ChipMemory implements ChipState {
  counter: number
  pinTriesLeft: number
  lastOnline: number
  blocked: boolean
  pinChange: ChipState['pinChange']

  /** A new card's, or one that was kept. */
  constructor(kept: number | ChipState = 0) {
    const { counter, pinTriesLeft, lastOnline, blocked, pinChange } =
      typeof kept === 'number' ? { ...NEW_CHIP, counter: kept } : kept
    this.counter = counter
    this.pinTriesLeft = pinTriesLeft
    this.lastOnline = lastOnline
    this.blocked = blocked
    this.pinChange = pinChange
  }
}

/**
 * The cryptography of a chip with its card keys, as a port: the security package has it. Session keys are derived from
 * the card key and the transaction counter (EMV Book 2, A1.3).
 */
export interface ChipCryptography {
  /** SHA-1, for signatures. */
  readonly hash: Sha1
  /** 8 bytes over the transaction data. */
  applicationCryptogram(key: Uint8Array, counter: Uint8Array, data: Uint8Array): Uint8Array
  /** Method 1 (Book 2, 8.2.1), 8 bytes. */
  responseCryptogram(key: Uint8Array, counter: Uint8Array, cryptogram: Uint8Array, responseCode: Uint8Array): Uint8Array
  /** 8 bytes over a script command. `cryptogram` gives the session key (Book 2, 9.2.1). */
  scriptMac(key: Uint8Array, cryptogram: Uint8Array, command: Uint8Array): Uint8Array
  /** 16 bytes of a PIN change in the clear: PIN block of format 2, then padding. */
  openScriptPin(key: Uint8Array, cryptogram: Uint8Array, sealed: Uint8Array): Uint8Array
}
