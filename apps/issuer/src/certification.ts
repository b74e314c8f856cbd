import { generateKeyPairSync } from 'node:crypto'
import {
  CERTIFICATE,
  type CertifiedIssuer,
  type ChipContent,
  issueCertificate,
  type RsaPrivateKey,
} from '@fiftyfive/emv'
import { fromHex, toHex } from '@fiftyfive/kernel'
import { sha1 } from '@fiftyfive/security'
import { DEMO_RANGES } from './demo-cards.ts'

/** Modulus lengths: each key signs the next shorter one (EMV Book 2, annex D). */
const [AUTHORITY_BITS, ISSUER_BITS, CHIP_BITS] = [1408, 1152, 1024]

type KeyText = NonNullable<ChipContent['pinKey']>

/** What a scheme's certification authority leaves behind: its public key for acquirers, certificates for the issuer. */
export interface Certification {
  /** Public, bytes in hex; `expiry` YYYYMMDD. */
  readonly authority: {
    readonly rid: string
    readonly index: string
    readonly modulus: string
    readonly exponent: string
    readonly expiry: string
  }
  readonly issuer: {
    readonly key: KeyText
    /** By leading digits of the card number. */
    readonly certificates: Readonly<Record<string, { readonly certificate: string; readonly remainder: string }>>
  }
}

/** A new RSA key with the exponent 3, as chips and schemes have them. */
export function newKey(bits: number = CHIP_BITS): KeyText {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: 3 })
  const { n = '', d = '' } = privateKey.export({ format: 'jwk' })
  const hex = (base64: string) => Buffer.from(base64, 'base64url').toString('hex').toUpperCase()
  return { modulus: hex(n), privateExponent: hex(d) }
}

export const keyOf = ({ modulus, privateExponent }: KeyText): RsaPrivateKey => ({
  modulus: fromHex(modulus),
  privateExponent: BigInt(`0x${privateExponent}`),
})

/** The demonstration's own authority, of no scheme: it certifies the demo bank once, and its private key is forgotten. */
export function certifyDemoBank(): Certification {
  const [authority, issuer] = [newKey(AUTHORITY_BITS), newKey(ISSUER_BITS)]
  const modulus = fromHex(issuer.modulus)
  const certificates = DEMO_RANGES.map((range) => {
    const content = {
      format: CERTIFICATE.issuer,
      subject: range.padEnd(8, 'F'),
      expiry: '1239',
      serial: '000001',
      modulus,
    }
    const { certificate, remainder } = issueCertificate(keyOf(authority), content, sha1)
    return [range, { certificate: toHex(certificate), remainder: toHex(remainder) }]
  })
  return {
    authority: { rid: 'A000000333', index: 'F5', modulus: authority.modulus, exponent: '03', expiry: '20391231' },
    issuer: { key: issuer, certificates: Object.fromEntries(certificates) },
  }
}

/** The issuer as its cards with that number know it; undefined for a range that nobody certified. */
export function certifiedIssuer({ authority, issuer }: Certification, pan: string): CertifiedIssuer | undefined {
  const [, certified] = Object.entries(issuer.certificates).find(([range]) => pan.startsWith(range)) ?? []
  return (
    certified && {
      key: keyOf(issuer.key),
      authorityIndex: fromHex(authority.index),
      certificate: {
        certificate: fromHex(certified.certificate),
        remainder: fromHex(certified.remainder),
        exponent: Uint8Array.of(3),
      },
    }
  )
}
