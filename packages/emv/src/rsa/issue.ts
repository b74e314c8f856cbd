import { assert, concatBytes, fromHex } from '@fiftyfive/kernel'
import { CERTIFICATE, SIGNED, type CertifiedKey, type Sha1 } from './certificate.ts'
import { rsaPrivate, type RsaPrivateKey } from './rsa.ts'

/** Bytes of a certificate besides the key: an issuer's (Book 2, table 2) and a card's (table 14). */
const AROUND_KEY = { [CERTIFICATE.issuer]: 36, [CERTIFICATE.card]: 42 } as const
const PADDING = 0xbb

/** A certificate as an authority makes it for an issuer, or an issuer for one of its cards. All exponents are 3. */
export function issueCertificate(
  signer: RsaPrivateKey,
  content: {
    readonly format: (typeof CERTIFICATE)[keyof typeof CERTIFICATE]
    /** Digits of the card number, filled with F: 8 of an issuer, 20 of a card. */
    readonly subject: string
    /** MMYY. */
    readonly expiry: string
    /** 6 hex digits. */
    readonly serial: string
    readonly modulus: Uint8Array
    /** Of a card's certificate for authentication: the records that are signed. */
    readonly staticData?: Uint8Array
  },
  sha1: Sha1,
): CertifiedKey & { readonly staticData: Uint8Array } {
  const { format, subject, expiry, serial, modulus, staticData = new Uint8Array() } = content
  const room = signer.modulus.length - AROUND_KEY[format]
  assert(room > 0 && modulus.length <= 0xff, 'issueCertificate: a signer longer than what surrounds the key')
  const inside = new Uint8Array(room).fill(PADDING)
  inside.set(modulus.slice(0, room))
  const remainder = modulus.slice(room)
  const exponent = Uint8Array.of(3)
  const head = concatBytes(
    Uint8Array.of(format),
    fromHex(`${subject}${expiry}${serial}`),
    Uint8Array.of(1, 1, modulus.length, exponent.length),
  )
  const body = concatBytes(head, inside)
  const certificate = seal(signer, body, concatBytes(remainder, exponent, staticData), sha1)
  return { certificate, remainder, exponent, staticData }
}

/** Tag 93: the issuer's signature over the records that do not change (Book 2, 5.1). `code`: 2 bytes, tag 9F45. */
export const signStaticData = (
  issuer: RsaPrivateKey,
  code: Uint8Array,
  staticData: Uint8Array,
  sha1: Sha1,
): Uint8Array => sign(issuer, SIGNED.static, code, staticData, sha1)

/** A chip's signature over what the terminal sent (Book 2, 6.5.1 and 6.6.1). `dynamicData` begins with its number's length. */
export const signDynamicData = (
  card: RsaPrivateKey,
  dynamicData: Uint8Array,
  terminalData: Uint8Array,
  sha1: Sha1,
): Uint8Array =>
  sign(card, SIGNED.dynamic, concatBytes(Uint8Array.of(dynamicData.length), dynamicData), terminalData, sha1)

function sign(key: RsaPrivateKey, format: number, content: Uint8Array, more: Uint8Array, sha1: Sha1): Uint8Array {
  const body = new Uint8Array(key.modulus.length - 22).fill(PADDING)
  assert(content.length <= body.length - 2, 'sign: no more than the key has room for')
  body.set([format, 0x01, ...content])
  return seal(key, body, more, sha1)
}

/** Header, body, hash over body and what goes with it, trailer; then the private key (Book 2, A2.1). */
const seal = (key: RsaPrivateKey, body: Uint8Array, more: Uint8Array, sha1: Sha1): Uint8Array =>
  rsaPrivate(key, concatBytes(Uint8Array.of(0x6a), body, sha1(concatBytes(body, more)), Uint8Array.of(0xbc)))
