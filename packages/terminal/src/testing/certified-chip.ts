import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  CERTIFICATE,
  type CertifiedIssuer,
  certifiedRecords,
  type Elements,
  issueCertificate,
  type RsaPrivateKey,
  toNumber,
  type VirtualCard,
} from '@fiftyfive/emv'
import { asciiBytes, concatBytes, fromHex } from '@fiftyfive/kernel'

export const sha1 = (data: Uint8Array) => new Uint8Array(createHash('sha1').update(data).digest())

/** A real RSA key pair of Node, as numbers. */
export function keyPair(bits: number) {
  const { n = '', d = '' } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: 3 }).privateKey.export({
    format: 'jwk',
  })
  const modulus = new Uint8Array(Buffer.from(n, 'base64url'))
  const privateExponent = toNumber(new Uint8Array(Buffer.from(d, 'base64url')))
  return { public: { modulus, exponent: 3n }, private: { modulus, privateExponent } }
}

/** As an authority signs for an issuer, and an issuer for a card. */
export const certify = (
  signer: { readonly private: RsaPrivateKey },
  format: (typeof CERTIFICATE)[keyof typeof CERTIFICATE],
  subject: string,
  modulus: Uint8Array,
  staticData = new Uint8Array(),
) => issueCertificate(signer.private, { format, subject, expiry: '1230', serial: '000001', modulus, staticData }, sha1)

/** An authority of UnionPay's, and an issuer whose key it has certified. */
export function certifiedIssuer(pan: string): { readonly issuer: CertifiedIssuer; readonly authority: Elements } {
  const [scheme, bank] = [keyPair(1152), keyPair(1024)] as const
  const rid = fromHex('A000000333')
  const index = Uint8Array.of(0x55)
  const certificate = certify(scheme, CERTIFICATE.issuer, `${pan.slice(0, 6)}FF`, bank.public.modulus)
  return {
    issuer: { key: bank.private, authorityIndex: index, certificate },
    // As an acquirer hands it out.
    authority: {
      '9F06': rid,
      '9F22': index,
      DF02: scheme.public.modulus,
      DF03: sha1(concatBytes(rid, index, scheme.public.modulus, Uint8Array.of(3))),
      DF04: Uint8Array.of(3),
      DF05: asciiBytes('20301231'),
    },
  }
}

/** The same card with what its issuer signed and certified. */
export function certified(card: VirtualCard, issuer: CertifiedIssuer): VirtualCard {
  const { offlinePin, ...rest } = card
  const plastic = { ...rest, track2: '', ...(offlinePin ? { pin: offlinePin } : {}) }
  return { ...card, records: certifiedRecords(plastic, issuer, sha1) }
}
