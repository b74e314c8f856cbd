import { assert, toHex } from '@fiftyfive/kernel'
import { CERTIFICATE, type CertifiedKey, type Sha1 } from '../rsa/certificate.ts'
import { issueCertificate, signStaticData } from '../rsa/issue.ts'
import type { RsaPrivateKey } from '../rsa/rsa.ts'
import type { Elements } from '../tlv.ts'
import { personalize, staticDataOf } from './personalize.ts'

/** An issuer that an authority has certified: its key, and what lies in each of its chips. */
export interface CertifiedIssuer {
  readonly key: RsaPrivateKey
  /** Tag 8F, one byte: which of the authority's keys. */
  readonly authorityIndex: Uint8Array
  readonly certificate: CertifiedKey
}

/** Data authentication code, tag 9F45: the issuer may put anything there. */
const CODE = Uint8Array.of(0xda, 0xc0)
const TO_COME = new Uint8Array()
const INTERCHANGE_PROFILE = Uint8Array.of(0x82)

/**
 * The records of a card whose issuer signs what does not change (SDA), or certifies keys of the chip: one it
 * authenticates itself with (DDA, CDA), one under which it takes PINs. `card` is personalised with them afterwards.
 */
export function certifiedRecords(
  card: Omit<Parameters<typeof personalize>[0], 'records'> & { readonly records?: Elements },
  issuer: CertifiedIssuer,
  sha1: Sha1,
): Elements {
  const { authenticationKey, pinKey, pan, expiry } = card
  const { certificate, remainder, exponent } = issuer.certificate
  const common: Elements = {
    ...card.records,
    '8F': issuer.authorityIndex,
    '90': certificate,
    '92': remainder,
    '9F32': exponent,
    '9F4A': INTERCHANGE_PROFILE,
  }
  const signature = authenticationKey ? '9F46' : '93'
  const staticData = staticDataOf(personalize({ ...card, records: { ...common, [signature]: TO_COME } }))
  const certify = ({ modulus }: RsaPrivateKey, signed?: Uint8Array) => {
    assert(modulus.length < issuer.key.modulus.length, 'certifiedRecords: a chip’s key is shorter than its issuer’s')
    const subject = pan.reveal().padEnd(20, 'F')
    const end = { expiry: `${expiry.slice(2)}${expiry.slice(0, 2)}`, serial: toHex(sha1(modulus).slice(0, 3)) }
    const content = { format: CERTIFICATE.card, subject, ...end, modulus, ...(signed ? { staticData: signed } : {}) }
    return issueCertificate(issuer.key, content, sha1)
  }
  const own = authenticationKey && certify(authenticationKey, staticData)
  const forPins = pinKey && certify(pinKey)
  return {
    ...common,
    ...(own
      ? { '9F46': own.certificate, '9F48': own.remainder, '9F47': own.exponent }
      : { '93': signStaticData(issuer.key, CODE, staticData, sha1) }),
    ...(forPins ? { '9F2D': forPins.certificate, '9F2F': forPins.remainder, '9F2E': forPins.exponent } : {}),
  }
}
