import { createHash, generateKeyPairSync } from 'node:crypto'
import { CERTIFICATE, type Elements, rsaPrivate, type RsaPrivateKey, toNumber } from '@fiftyfive/emv'
import { asciiBytes, concatBytes, fromHex } from '@fiftyfive/kernel'

const sha1 = (data: Uint8Array) => new Uint8Array(createHash('sha1').update(data).digest())

/** A real RSA key pair of Node, as numbers. */
export function keyPair(bits: number) {
  const { n = '', d = '' } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: 3 }).privateKey.export({
    format: 'jwk',
  })
  const modulus = new Uint8Array(Buffer.from(n, 'base64url'))
  const privateExponent = toNumber(new Uint8Array(Buffer.from(d, 'base64url')))
  return { public: { modulus, exponent: 3n }, private: { modulus, privateExponent } }
}

/** As a certification authority signs: header, subject, expiry, serial, algorithms, lengths, key, hash, trailer. */
export function certify(
  signer: { readonly private: RsaPrivateKey },
  format: number,
  subject: string,
  key: Uint8Array,
  more = new Uint8Array(),
) {
  const room = signer.private.modulus.length - (format === CERTIFICATE.issuer ? 36 : 42)
  const inside = new Uint8Array(room).fill(0xbb)
  inside.set(key.slice(0, room))
  const remainder = key.slice(room)
  const exponent = Uint8Array.of(3)
  const head = concatBytes(
    Uint8Array.of(format),
    fromHex(subject),
    fromHex('1230000001'),
    Uint8Array.of(1, 1, key.length, 1),
  )
  const body = concatBytes(head, inside)
  const hash = sha1(concatBytes(body, remainder, exponent, more))
  const clear = concatBytes(Uint8Array.of(0x6a), body, hash, Uint8Array.of(0xbc))
  return { certificate: rsaPrivate(signer.private, clear), remainder, exponent, staticData: more }
}

/** What a chip for enciphered PINs carries, and its authority's key as an acquirer hands it out. */
export function enciphering(pan: string): {
  readonly records: Elements
  readonly pinKey: RsaPrivateKey
  readonly authority: Elements
} {
  const [authority, issuer, chip] = [keyPair(1152), keyPair(1024), keyPair(896)] as const
  const rid = fromHex('A000000333')
  const index = Uint8Array.of(0x55)
  const ofIssuer = certify(authority, CERTIFICATE.issuer, `${pan.slice(0, 6)}FF`, issuer.public.modulus)
  const ofChip = certify(issuer, CERTIFICATE.card, pan.padEnd(20, 'F'), chip.public.modulus)
  return {
    pinKey: chip.private,
    records: {
      '8F': index,
      '90': ofIssuer.certificate,
      '92': ofIssuer.remainder,
      '9F32': ofIssuer.exponent,
      '9F2D': ofChip.certificate,
      '9F2E': ofChip.exponent,
      '9F2F': ofChip.remainder,
    },
    authority: {
      '9F06': rid,
      '9F22': index,
      DF02: authority.public.modulus,
      DF03: sha1(concatBytes(rid, index, authority.public.modulus, Uint8Array.of(3))),
      DF04: Uint8Array.of(3),
      DF05: asciiBytes('20301231'),
    },
  }
}
