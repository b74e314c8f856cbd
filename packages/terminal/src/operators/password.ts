import { equalBytes, fromHex, toHex } from '@fiftyfive/kernel'

/** PBKDF2-HMAC-SHA-256, hex in upper case. */
export interface PasswordHash {
  readonly salt: string
  readonly hash: string
}

/** OWASP's figure for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). */
const ITERATIONS = 600_000

export async function hashPassword(password: string, salt: Uint8Array<ArrayBuffer>): Promise<PasswordHash> {
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits'])
  const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }, key, 256)
  return { salt: toHex(salt), hash: toHex(new Uint8Array(bits)) }
}

export const passwordMatches = async (password: string, { salt, hash }: PasswordHash): Promise<boolean> =>
  equalBytes(fromHex((await hashPassword(password, fromHex(salt))).hash), fromHex(hash))
