import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/**
 * X.509 certificates for tests (RFC 5280, ECDSA on P-256 with SHA-256), made on the spot, so that no key lies in the
 * repository. Good for TLS; nothing else was thought of.
 */
export interface Identity {
  /** PEM. */
  readonly certificate: string
  /** PKCS #8, PEM. */
  readonly key: string
}

export interface Authority extends Identity {
  issue(name: string, options?: { readonly hosts?: readonly string[]; readonly until?: Date }): Identity
}

export function createAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signed = (subject: string, publicKey: KeyObject, extensions: Buffer, until: Date): string =>
    certificate({ issuer: name, subject, publicKey, extensions, until }, keys.privateKey)
  return {
    certificate: signed(name, keys.publicKey, extension(BASIC_CONSTRAINTS, sequence(BOOLEAN_TRUE), true), FAR),
    key: pem(keys.privateKey),
    issue(subject, { hosts = [], until = FAR } = {}) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const names = hosts.map((host) =>
        /^[\d.]+$/.test(host) ? tlv(0x87, Buffer.from(host.split('.').map(Number))) : tlv(0x82, Buffer.from(host)),
      )
      const extensions = hosts.length > 0 ? extension(SUBJECT_ALTERNATIVE_NAME, sequence(...names)) : Buffer.alloc(0)
      return { certificate: signed(subject, own.publicKey, extensions, until), key: pem(own.privateKey) }
    },
  }
}

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const FAR = new Date('2049-01-01T00:00:00Z')

/** DER (X.690): tag, length, content. */
function tlv(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const octets = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...octets]), content])
}
const sequence = (...contents: readonly Uint8Array[]): Buffer => tlv(0x30, ...contents)
const objectId = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))

const ECDSA_WITH_SHA256 = sequence(objectId('2A8648CE3D040302'))
const COMMON_NAME = objectId('550403')
const BASIC_CONSTRAINTS = objectId('551D13')
const SUBJECT_ALTERNATIVE_NAME = objectId('551D11')
const BOOLEAN_TRUE = tlv(0x01, Buffer.from([0xff]))

const distinguishedName = (name: string): Buffer =>
  sequence(tlv(0x31, sequence(COMMON_NAME, tlv(0x0c, Buffer.from(name)))))

const extension = (id: Buffer, content: Buffer, critical = false): Buffer =>
  sequence(id, ...(critical ? [BOOLEAN_TRUE] : []), tlv(0x04, content))

/** UTCTime, which serves up to 2049. */
const time = (date: Date): Buffer => tlv(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`))

let serialNumbers = 0

function certificate(
  content: {
    readonly issuer: string
    readonly subject: string
    readonly publicKey: KeyObject
    readonly extensions: Buffer
    readonly until: Date
  },
  issuerKey: KeyObject,
): string {
  const { issuer, subject, publicKey, extensions, until } = content
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1, ++serialNumbers & 255])),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer),
    sequence(time(new Date('2020-01-01T00:00:00Z')), time(until)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [tlv(0xa3, sequence(extensions))] : []),
  )
  const signature = sign('sha256', toBeSigned, issuerKey)
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, tlv(0x03, Buffer.from([0]), signature))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
