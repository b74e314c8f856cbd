import { asciiBytes, concatBytes, equalBytes, fromHex, isHex, Pan, toHex, type Random } from '@fiftyfive/kernel'
import { Aes, cbcDecrypt, cbcEncrypt, cmac, sha256, tdesEcbEncrypt } from '@fiftyfive/security'

/**
 * Card numbers for the terminal's record (PCI DSS 3.5.1): AES-128-CBC under a key of this PIN pad, then a CMAC under
 * another. Both are made of the terminal master key, one-way by a label each, and never leave. 16 bytes of IV, 32 of
 * cipher text, 8 of MAC, as hex.
 */
export function sealCardNumber(master: Uint8Array, pan: Pan, random: Random): string {
  const iv = random.bytes(16)
  const enciphered = cbcEncrypt(cipher(master, 'encipher'), iv, asciiBytes(pan.reveal().padEnd(32, ' ')))
  const body = concatBytes(iv, enciphered)
  return toHex(concatBytes(body, cmac(cipher(master, 'authenticate'), body).subarray(0, 8)))
}

/** Undefined when it was sealed elsewhere, or damaged. */
export function openCardNumber(master: Uint8Array, sealed: string): Pan | undefined {
  if (sealed.length !== 112 || !isHex(sealed)) return undefined
  const bytes = fromHex(sealed)
  const body = bytes.subarray(0, 48)
  const own = cmac(cipher(master, 'authenticate'), body).subarray(0, 8)
  if (!equalBytes(own, bytes.subarray(48))) return undefined
  const clear = cbcDecrypt(cipher(master, 'encipher'), bytes.subarray(0, 16), bytes.subarray(16, 48))
  const digits = new TextDecoder().decode(clear).trimEnd()
  clear.fill(0)
  return Pan.of(digits)
}

function cipher(master: Uint8Array, use: 'encipher' | 'authenticate'): Aes {
  const key = tdesEcbEncrypt(master, sha256(asciiBytes(`fiftyfive card number, ${use}`)).subarray(0, 16))
  const made = new Aes(key)
  key.fill(0)
  return made
}
