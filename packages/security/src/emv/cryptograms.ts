import { assert, concatBytes } from '@fiftyfive/kernel'
import { cbcEncrypt, Des } from '../ciphers/index.ts'
import { RetailMac, type MacPadding } from '../mac/index.ts'
import { encodePinField } from '../pin/index.ts'

function retail(key: Uint8Array, data: Uint8Array, padding: MacPadding): Uint8Array<ArrayBuffer> {
  const mac = new RetailMac(key)
  const value = mac.compute(data, padding)
  mac.wipe()
  return value
}

/**
 * Application cryptogram, 8 bytes (EMV Book 2, 8.1.2): retail MAC over the transaction data, padded by method 2; Visa's
 * cryptogram version 10 pads with zeros (1) and uses the card master key in place of a session key.
 */
export const applicationCryptogram = (key: Uint8Array, data: Uint8Array, padding: 1 | 2 = 2): Uint8Array<ArrayBuffer> =>
  retail(key, data, padding)

/** Issuer's answer by method 1 (8.2.1), 8 bytes: the cryptogram XOR the 2-byte response code, enciphered. */
export function responseCryptogram1(
  key: Uint8Array,
  cryptogram: Uint8Array,
  responseCode: Uint8Array,
): Uint8Array<ArrayBuffer> {
  assert(cryptogram.length === 8 && responseCode.length === 2, 'ARPC: a cryptogram of 8 bytes, a code of 2')
  const block = new Uint8Array(cryptogram)
  block[0] = (block[0] as number) ^ (responseCode[0] as number)
  block[1] = (block[1] as number) ^ (responseCode[1] as number)
  const cipher = new Des(key)
  cipher.encryptBlock(block, 0, block, 0)
  cipher.wipe()
  return block
}

/** By method 2 (8.2.2), 4 bytes: MAC over cryptogram, card status update (4 bytes) and proprietary data (0 to 8 bytes). */
export function responseCryptogram2(
  key: Uint8Array,
  cryptogram: Uint8Array,
  cardStatusUpdate: Uint8Array,
  proprietaryData: Uint8Array = new Uint8Array(0),
): Uint8Array<ArrayBuffer> {
  assert(cryptogram.length === 8 && cardStatusUpdate.length === 4, 'ARPC: a cryptogram of 8 bytes, a status of 4')
  return retail(key, concatBytes(cryptogram, cardStatusUpdate, proprietaryData), 2).slice(0, 4)
}

/** MAC of an issuer script command (9.2), 8 bytes; a card may ask for its leftmost 4 to 8. */
export const scriptMac = (key: Uint8Array, command: Uint8Array): Uint8Array<ArrayBuffer> => retail(key, command, 2)

/** New PIN for a chip as a format 2 block in an enciphered command (9.3): padded by method 2, CBC from zeros; 16 bytes. */
export function scriptPinChange(key: Uint8Array, pin: string): Uint8Array<ArrayBuffer> {
  const field = encodePinField('iso-2', pin, NO_RANDOM)
  const data = new Uint8Array(16)
  data.set(field)
  data[8] = 0x80
  const cipher = new Des(key)
  const sealed = cbcEncrypt(cipher, new Uint8Array(8), data)
  cipher.wipe()
  field.fill(0)
  data.fill(0)
  return sealed
}

/** Format 2 has nothing random in it. */
const NO_RANDOM = { bytes: (length: number) => new Uint8Array(length) }
