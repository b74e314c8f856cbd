import { concatBytes, equalBytes, err, ok, toHex, type Result } from '@fiftyfive/kernel'
import { rsaPublic, toNumber, type RsaPublicKey } from './rsa.ts'

/** A hash as EMV uses it: SHA-1, 20 bytes (Book 2, B3.1). A port: the security package has it. */
export type Sha1 = (data: Uint8Array) => Uint8Array

/** Format of a certificate: the first byte inside, and what its subject is. */
export const CERTIFICATE = { issuer: 0x02, card: 0x04 } as const

/** What lies in a chip beside the certificate itself. */
export interface CertifiedKey {
  readonly certificate: Uint8Array
  /** The end of the modulus that found no room in the certificate. */
  readonly remainder: Uint8Array
  readonly exponent: Uint8Array
  /** Static data that a card's certificate covers too (AFL records, and 82 where 9F4A says so). */
  readonly staticData?: Uint8Array
}

export interface RecoveredKey extends RsaPublicKey {
  /** Issuer: leftmost digits of the card number, filled with F. Card: the whole number. */
  readonly subject: string
  /** MMYY. */
  readonly expiry: string
}

/**
 * The key out of a certificate of an issuer (tag 90; Book 2, 5.3) or of a card, for authentication or PINs (9F46, 9F2D;
 * 6.4, 7.1): trailer, header, format, hash and subject are checked, in the order of the book.
 */
export function recoverKey(
  signer: RsaPublicKey,
  format: number,
  { certificate, remainder, exponent, staticData = new Uint8Array() }: CertifiedKey,
  pan: string,
  /** MMYY of today. */
  today: string,
  sha1: Sha1,
): Result<RecoveredKey, 'length' | 'format' | 'hash' | 'subject' | 'expired' | 'algorithm'> {
  const size = signer.modulus.length
  if (certificate.length !== size) return err('length')
  const clear = rsaPublic(signer, certificate)
  if (clear[size - 1] !== 0xbc || clear[0] !== 0x6a || clear[1] !== format) return err('format')
  const subjectBytes = format === CERTIFICATE.issuer ? 4 : 10
  const hash = clear.slice(size - 21, size - 1)
  const covered = concatBytes(clear.slice(1, size - 21), remainder, exponent, staticData)
  if (!equalBytes(sha1(covered), hash)) return err('hash')
  const subject = toHex(clear.slice(2, 2 + subjectBytes)).replace(/F+$/, '')
  if (!pan.startsWith(subject) || (format === CERTIFICATE.card && subject !== pan)) return err('subject')
  const at = 2 + subjectBytes
  const expiry = toHex(clear.slice(at, at + 2))
  if (yearFirst(expiry) < yearFirst(today)) return err('expired')
  // After expiry: serial number (3), hash algorithm, key algorithm, key length, exponent length.
  if (clear[at + 5] !== 0x01 || clear[at + 6] !== 0x01) return err('algorithm')
  const keyLength = clear[at + 7] as number
  const inside = clear.slice(at + 9, size - 21)
  const modulus = concatBytes(inside.slice(0, keyLength), remainder).slice(0, keyLength)
  return ok({ modulus, exponent: toNumber(exponent), subject, expiry })
}

const yearFirst = (monthAndYear: string): string => monthAndYear.slice(2) + monthAndYear.slice(0, 2)

/**
 * Static authentication (Book 2, 5.4): the issuer signed the records that do not change. Gives the data authentication
 * code (tag 9F45), undefined when the signature is not over these records.
 */
export function verifyStaticSignature(
  issuer: RsaPublicKey,
  signed: Uint8Array,
  staticData: Uint8Array,
  sha1: Sha1,
): Uint8Array | undefined {
  return opened(issuer, signed, SIGNED.static, staticData, sha1)?.slice(0, 2)
}

/**
 * Dynamic authentication (Book 2, 6.5.2, 6.6.2): the chip signed the terminal's unpredictable number with its own key, so
 * it is no copy. Gives what the chip put into the signature, undefined when it is not its own.
 */
export function openDynamicSignature(
  card: RsaPublicKey,
  signed: Uint8Array,
  terminalData: Uint8Array,
  sha1: Sha1,
): DynamicData | undefined {
  const [length = 0, ...content] = opened(card, signed, SIGNED.dynamic, terminalData, sha1) ?? []
  const data = Uint8Array.from(content.slice(0, length))
  const [numberLength = 0] = data
  if (length === 0 || data.length !== length) return undefined
  return { number: data.slice(1, 1 + numberLength), rest: data.slice(1 + numberLength) }
}

export interface DynamicData {
  /** Tag 9F4C. */
  readonly number: Uint8Array
  /** Of a combined signature: what the cryptogram is, the cryptogram, and a hash of the transaction. */
  readonly rest: Uint8Array
}

/** Formats of signed data: the bytes behind the header, the second for SHA-1. */
export const SIGNED = { static: 0x03, dynamic: 0x05 } as const
const HASH_LENGTH = 20

/** What lies between the format bytes and the hash, where trailer, header, format and hash are right. */
function opened(
  key: RsaPublicKey,
  signed: Uint8Array,
  format: number,
  more: Uint8Array,
  sha1: Sha1,
): Uint8Array | undefined {
  const size = key.modulus.length
  if (signed.length !== size) return undefined
  const clear = rsaPublic(key, signed)
  if (clear[size - 1] !== 0xbc || clear[0] !== 0x6a || clear[1] !== format || clear[2] !== 0x01) return undefined
  const end = size - 1 - HASH_LENGTH
  if (!equalBytes(sha1(concatBytes(clear.slice(1, end), more)), clear.slice(end, size - 1))) return undefined
  return clear.slice(3, end)
}
