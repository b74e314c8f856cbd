import { assert, ClearPin, err, ok, PinBlock, xorBytes, type Pan, type Random, type Result } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import { cipherOf, isDesFamily, type CipherAlgorithm } from '../keys/algorithm.ts'
import type { PinBlockFormat, PinBlockShape } from '../security-module.ts'
import { panField } from './pan-field.ts'
import { encodePinField, isWideFormat, pinOfField, shapeOfPinField, type PinFieldFormat } from './pin-field.ts'

/** Formats 0 to 3 are 8 bytes under TDES, format 4 is 16 under AES, the Chinese form 16 under SM4 (ISO 9564-1, 9.4). */
export function formatFits(format: PinFieldFormat, algorithm: CipherAlgorithm): boolean {
  if (format === 'iso-4') return algorithm.startsWith('aes')
  if (format === 'unionpay-sm4') return algorithm === 'sm4'
  return isDesFamily(algorithm) && algorithm !== 'des'
}

/** The PIN field with the PAN mixed in by XOR: what the cipher works on, but for format 4, which enciphers twice. */
export function clearPinBlock(
  format: Exclude<PinFieldFormat, 'iso-4'>,
  pin: string,
  pan: string,
  random: Random,
): Uint8Array<ArrayBuffer> {
  const field = encodePinField(format, pin, random)
  const pans = panField(format, pan)
  return pans ? xorBytes(field, pans) : field
}

/** Enciphers a PIN field; for format 4 the PAN field is mixed in between two encipherments. */
export function sealPinField(cipher: BlockCipher, format: PinFieldFormat, field: Uint8Array, pan: string): Uint8Array {
  assert(field.length === (isWideFormat(format) ? 16 : 8), 'PIN field: 8 or 16 bytes by format')
  const block = new Uint8Array(field)
  if (format === 'iso-4') cipher.encryptBlock(block, 0, block, 0)
  mixPan(block, format, pan)
  cipher.encryptBlock(block, 0, block, 0)
  return block
}

/** The PIN field out of an enciphered block, whether it is well formed or not. */
export function openPinField(cipher: BlockCipher, format: PinFieldFormat, block: Uint8Array, pan: string): Uint8Array {
  const field = new Uint8Array(block.length)
  cipher.decryptBlock(block, 0, field, 0)
  mixPan(field, format, pan)
  if (format === 'iso-4') cipher.decryptBlock(field, 0, field, 0)
  return field
}

function mixPan(block: Uint8Array, format: PinFieldFormat, pan: string): void {
  const pans = panField(format, pan)
  if (!pans) return
  for (let i = 0; i < block.length; i++) block[i] = (block[i] as number) ^ (pans[i] as number)
}

/** A PIN pad's work: lays out and enciphers a PIN. Throws when the format does not go with the key's algorithm. */
export function encipherPinBlock(request: {
  readonly format: PinBlockFormat
  readonly algorithm: CipherAlgorithm
  readonly key: Uint8Array
  readonly pin: ClearPin
  readonly pan: Pan
  readonly random: Random
}): PinBlock {
  const { format, algorithm, pin, pan, random } = request
  assert(formatFits(format, algorithm), `PIN block: ${format} does not go with ${algorithm}`)
  const cipher = cipherOf(algorithm, request.key)
  const field = encodePinField(format, pin.reveal(), random)
  const block = sealPinField(cipher, format, field, pan.reveal())
  field.fill(0)
  cipher.wipe()
  return PinBlock.of(block)
}

/** The other way round, for issuers' tests and tools; the shape says which rule a refused block broke first. */
export function decipherPinBlock(request: {
  readonly format: PinBlockFormat
  readonly algorithm: CipherAlgorithm
  readonly key: Uint8Array
  readonly pinBlock: PinBlock
  readonly pan: Pan
}): Result<ClearPin, Exclude<PinBlockShape, 'well-formed'>> {
  const { format, algorithm } = request
  assert(formatFits(format, algorithm), `PIN block: ${format} does not go with ${algorithm}`)
  const block = request.pinBlock.reveal()
  if (block.length !== (isWideFormat(format) ? 16 : 8)) return err('bad-length')
  const cipher = cipherOf(algorithm, request.key)
  const field = openPinField(cipher, format, block, request.pan.reveal())
  const shape = shapeOfPinField(format, field)
  const outcome = shape === 'well-formed' ? ok(ClearPin.of(pinOfField(field))) : err(shape)
  field.fill(0)
  cipher.wipe()
  return outcome
}
