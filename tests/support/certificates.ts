import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto'

/** Just enough of X.509 (RFC 5280) to make certificates for tests, without a program that may not be there. */

export interface Certified {
  readonly certificate: string
  readonly key: string
}
export interface Authority extends Certified {
  issue(name: string): Certified
}

const der = (tag: number, ...contents: Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents)
  const length =
    content.length < 128
      ? [content.length]
      : content.length < 256
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...contents: Uint8Array[]) => der(0x30, ...contents)
const oid = (...bytes: number[]) => der(0x06, Uint8Array.from(bytes))
const utcTime = (year: number) => der(0x17, Buffer.from(`${String(year % 100).padStart(2, '0')}0101000000Z`))
const commonName = (name: string) => sequence(der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))))
const extension = (id: Buffer, value: Buffer) => sequence(id, der(0x01, Uint8Array.of(0xff)), der(0x04, value))

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const LOOPBACK = Uint8Array.of(127, 0, 0, 1)

function certify(subject: string, publicKey: KeyObject, issuer: string, issuerKey: KeyObject, isAuthority: boolean) {
  const constraints = extension(
    oid(0x55, 0x1d, 0x13),
    sequence(...(isAuthority ? [der(0x01, Uint8Array.of(0xff))] : [])),
  )
  const names = extension(oid(0x55, 0x1d, 0x11), sequence(der(0x82, Buffer.from('localhost')), der(0x87, LOOPBACK)))
  const year = new Date().getUTCFullYear()
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Buffer.concat([Uint8Array.of(1), Buffer.from(subject)]).subarray(0, 12)),
    ECDSA_SHA256,
    commonName(issuer),
    sequence(utcTime(year - 1), utcTime(year + 2)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(constraints, ...(isAuthority ? [] : [names]))),
  )
  const signature = sign('sha256', toBeSigned, issuerKey)
  const bytes = sequence(toBeSigned, ECDSA_SHA256, der(0x03, Uint8Array.of(0), signature))
  return new X509Certificate(bytes).toString()
}

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A certificate authority of its own, which issues certificates for this machine. */
export function makeAuthority(name: string): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    certificate: certify(name, own.publicKey, name, own.privateKey, true),
    key: pem(own.privateKey),
    issue(subject) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      return { certificate: certify(subject, pair.publicKey, name, own.privateKey, false), key: pem(pair.privateKey) }
    },
  }
}
