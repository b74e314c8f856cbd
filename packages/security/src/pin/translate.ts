import { err, ok, type Random, type Result } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import type { PinBlockShape } from '../security-module.ts'
import { openPinField, sealPinField } from './pin-block.ts'
import { encodePinField, pinOfField, shapeOfPinField, type PinFieldFormat } from './pin-field.ts'

const BOUND_TO_PAN: readonly PinFieldFormat[] = ['iso-0', 'iso-3', 'iso-4', 'unionpay-sm4']

/**
 * Which translations PCI PIN 3-3 and ISO 9564-1 allow: among formats that hold the PAN, and from format 1 into one of
 * them. Format 1 as a target would shed the PAN and open the way to reformatting attacks (Berkman and Ostrovsky 2007);
 * format 2 is only for the way into a chip.
 */
export const translationPermitted = (from: PinFieldFormat, to: PinFieldFormat): boolean =>
  BOUND_TO_PAN.includes(to) && (from === 'iso-1' || BOUND_TO_PAN.includes(from))

export type TranslationProblem = 'format-forbidden' | Exclude<PinBlockShape, 'well-formed'>

interface Side {
  readonly cipher: BlockCipher
  readonly format: PinFieldFormat
}

/** Moves a PIN from one key and format to another; the clear field is wiped before this returns. */
export function translatePinField(request: {
  readonly block: Uint8Array
  readonly pan: string
  readonly from: Side
  readonly to: Side
  readonly random: Random
}): Result<Uint8Array, TranslationProblem> {
  const { from, to, pan } = request
  if (!translationPermitted(from.format, to.format)) return err('format-forbidden')
  if (request.block.length !== from.cipher.blockSize) return err('bad-length')
  const field = openPinField(from.cipher, from.format, request.block, pan)
  const shape = shapeOfPinField(from.format, field)
  if (shape !== 'well-formed') {
    field.fill(0)
    return err(shape)
  }
  // A field without anything random in it can go on as it is.
  const same = from.format === to.format && (from.format === 'iso-0' || from.format === 'unionpay-sm4')
  const target = same ? field : encodePinField(to.format, pinOfField(field), request.random)
  const sealed = sealPinField(to.cipher, to.format, target, pan)
  field.fill(0)
  target.fill(0)
  return ok(sealed)
}
