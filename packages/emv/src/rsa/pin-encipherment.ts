import { assert, concatBytes, equalBytes, type Random } from '@fiftyfive/kernel'
import { plaintextPinBlock } from '../chip/command.ts'
import { rsaPrivate, rsaPublic, type RsaPrivateKey, type RsaPublicKey } from './rsa.ts'

const HEADER = 0x7f

/**
 * The PIN for VERIFY with P2 88 (EMV Book 2, 7.2): `7F`, PIN block, the chip's challenge, random bytes up to the length
 * of the modulus; enciphered with the chip's PIN encipherment key. The challenge makes every one different.
 */
export function encipherPin(
  key: RsaPublicKey,
  digits: string,
  challenge: Uint8Array,
  random: Random,
): Uint8Array<ArrayBuffer> {
  assert(challenge.length === 8 && key.modulus.length >= 40, 'encipherPin: a challenge of 8 bytes, a modulus of 40')
  const padding = random.bytes(key.modulus.length - 17)
  return rsaPublic(key, concatBytes(Uint8Array.of(HEADER), plaintextPinBlock(digits), challenge, padding))
}

/** The chip's side: the PIN block, or undefined when header or challenge are not the right ones. */
export function recoverPinBlock(
  key: RsaPrivateKey,
  enciphered: Uint8Array,
  challenge: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  if (enciphered.length !== key.modulus.length) return undefined
  const clear = rsaPrivate(key, enciphered)
  const sound = clear[0] === HEADER && equalBytes(clear.slice(9, 17), challenge)
  const block = clear.slice(1, 9)
  clear.fill(0)
  return sound ? block : undefined
}
