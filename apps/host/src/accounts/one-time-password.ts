import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_MS = 30_000
const DIGITS = 6
/** RFC 6238, 5.2: one step back and forth for clocks that differ. */
const WINDOW = [0, -1, 1] as const
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new shared secret of 160 bits (RFC 4226, 4), base32 as authenticator apps take it. */
export function newSecret(): string {
  let bits = 0n
  for (const byte of randomBytes(20)) bits = (bits << 8n) | BigInt(byte)
  return Array.from({ length: 32 }, (_, i) => BASE32[Number((bits >> BigInt(155 - 5 * i)) & 31n)]).join('')
}

/** The address that an authenticator app reads from a QR code. */
export const enrolmentUri = (secret: string, name: string): string =>
  `otpauth://totp/${encodeURIComponent(`fiftyfive:${name}`)}?secret=${secret}&issuer=fiftyfive&digits=${DIGITS}&period=30`

/**
 * The time step that the code belongs to, undefined when it is none of the three around now or not later than the last
 * one used: a code that was seen over the shoulder is worth nothing (RFC 6238, 5.2).
 */
export function verifyOneTimePassword(
  secret: string,
  code: string,
  now: number,
  lastStep: number | undefined,
): number | undefined {
  const current = Math.floor(now / STEP_MS)
  let found: number | undefined
  for (const offset of WINDOW) {
    const step = current + offset
    const right = timingSafeEqual(
      Buffer.from(codeAt(secret, step)),
      Buffer.from(code.padStart(DIGITS, '-').slice(0, DIGITS)),
    )
    if (right && step > (lastStep ?? -1)) found = step
  }
  return found
}

/** RFC 4226, 5.3: HOTP of the step with HMAC-SHA-1 and dynamic truncation. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', base32Bytes(secret)).update(counter).digest()
  const offset = (mac[mac.length - 1] as number) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0')
}

function base32Bytes(text: string): Buffer {
  let bits = 0n
  for (const letter of text) bits = (bits << 5n) | BigInt(BASE32.indexOf(letter))
  const length = Math.floor((text.length * 5) / 8)
  const hex = (bits >> BigInt((text.length * 5) % 8)).toString(16).padStart(length * 2, '0')
  return Buffer.from(hex, 'hex')
}
