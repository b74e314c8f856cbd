import { assert, equalBytes, fromHex, isHex, toHex } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import {
  encodePinField,
  ibmNaturalPin,
  ibmOffset,
  ibmPin,
  openPinField,
  panField,
  pinOfField,
  sealPinField,
  shapeOfPinField,
  translatePinField,
  visaPvv,
  type PinFieldFormat,
} from '../pin/index.ts'
import { need, roundTrip, type Computed, type Input, type VectorEntry } from './entry.ts'
import { cipherNamed, isSm4 } from './primitives.ts'

const FORMATS: readonly PinFieldFormat[] = ['iso-0', 'iso-1', 'iso-2', 'iso-3', 'iso-4']

/** `ISO-3`, `ISO 3`, `iso3`, `ISO 9564-1 format 3` are one format; 9564 itself is no number of one. */
export function formatNamed(text: string): PinFieldFormat {
  const digit = /(?:iso|format)[-_ ]?([0-4])(?!\d)/i.exec(text)?.[1]
  const format = digit === undefined ? (isSm4(text) ? 'unionpay-sm4' : undefined) : FORMATS[Number(digit)]
  need(format !== undefined, `PIN block format ${text} is not supported`)
  return format
}

/** Randomness a vector prescribes: hex digits handed out as nibbles of letters or as whole bytes. */
const prescribed = (bytes: Uint8Array): { bytes(length: number): Uint8Array<ArrayBuffer> } => {
  let at = 0
  return { bytes: (length) => bytes.slice(at, (at += length)) }
}

const panOf = (input: Input): string => (input.has('pan') ? input.text('pan') : '')

function mixed(format: PinFieldFormat, field: Uint8Array, pan: string): Uint8Array {
  const pans = panField(format, pan)
  return pans ? field.map((byte, i) => byte ^ (pans[i] as number)) : field
}

function readPin(format: PinFieldFormat, field: Uint8Array): string {
  assert(shapeOfPinField(format, field) === 'well-formed', 'the PIN block is not well formed')
  return pinOfField(field)
}

export function pinBlock(entry: VectorEntry, input: Input): Computed {
  if (input.has('encBlock')) return readPinBlock(entry, input)
  const format = formatNamed(entry.algorithm)
  if (format === 'iso-4') return format4(input)
  if (!input.has('pin')) return { pin: readPin(format, mixed(format, input.bytes('block'), panOf(input))) }
  const field = encodePinField(format, input.text('pin'), fillOf(format, input))
  const block = mixed(format, field, panOf(input))
  roundTrip(readPin(format, mixed(format, block, panOf(input))) === input.text('pin'), 'decoding')
  if (!input.has('key')) return { block: toHex(block), clearBlock: toHex(block) }
  const { cipher } = sideOf(entry.algorithm, format, input.bytes('key'))
  const sealed = sealPinField(cipher, format, field, panOf(input))
  roundTrip(equalBytes(openPinField(cipher, format, sealed, panOf(input)), field), 'deciphering')
  return { clearBlock: toHex(block), encBlock: toHex(sealed) }
}

/** Format 3 wants its filler as the letters that the encoder draws: value minus ten; the first six places are overwritten. */
function fillOf(format: PinFieldFormat, input: Input): { bytes(length: number): Uint8Array<ArrayBuffer> } {
  const nibbles = input.has('fillNibbles') ? input.text('fillNibbles') : ''
  if (format !== 'iso-3') return prescribed(fromHex(nibbles.padStart(16, '0')))
  const letters = nibbles.padStart(16, 'A').split('')
  return prescribed(Uint8Array.from(letters, (letter) => Number.parseInt(letter, 16) - 10))
}

function format4(input: Input): Computed {
  const cipher = cipherNamed('AES', input.bytes('key'))
  const pan = input.text('pan')
  if (!input.has('pin')) return { pin: readPin('iso-4', openPinField(cipher, 'iso-4', input.bytes('block'), pan)) }
  const field = input.bytes('pinField')
  const laidOut = encodePinField('iso-4', input.text('pin'), prescribed(field.subarray(8)))
  roundTrip(equalBytes(laidOut, field), 'the PIN field')
  const block = sealPinField(cipher, 'iso-4', field, pan)
  roundTrip(readPin('iso-4', openPinField(cipher, 'iso-4', block, pan)) === input.text('pin'), 'deciphering')
  return { panField: toHex(panField('iso-4', pan) ?? field), block: toHex(block) }
}

/** A block that must be refused, or one that reads as another PIN than was entered. */
export function readPinBlock(entry: VectorEntry, input: Input): Computed {
  const format = formatNamed(entry.algorithm)
  const { cipher } = sideOf(entry.algorithm, format, input.bytes('key'))
  const block = input.bytes('encBlock')
  if (block.length !== cipher.blockSize) return { error: 'PIN_BLOCK_ERROR' }
  const field = openPinField(cipher, format, block, panOf(input))
  if (shapeOfPinField(format, field) !== 'well-formed') return { error: 'PIN_BLOCK_ERROR' }
  const truePan = entry.out['truePan']
  if (typeof truePan !== 'string') return { pin: pinOfField(field) }
  const trueField = openPinField(cipher, format, block, truePan)
  return { pin: pinOfField(field), truePan, truePin: readPin(format, trueField) }
}

interface Side {
  readonly cipher: BlockCipher
  readonly format: PinFieldFormat
}

/** Cipher and format of one side of a translation; `named` is that half of the algorithm's name. */
function sideOf(named: string, format: PinFieldFormat, key: Uint8Array): Side {
  const usual = format === 'iso-4' ? 'AES' : format === 'unionpay-sm4' ? 'SM4' : 'DES'
  return { cipher: cipherNamed(/AES|SMS?4|DES|TDEA/i.test(named) ? named : usual, key), format }
}

export function translate(entry: VectorEntry, input: Input): Computed {
  const [fromName = '', toName = ''] = entry.algorithm.split(/->|→| to /)
  const pan = input.text('pan')
  const from = sideOf(fromName, formatNamed(input.text('srcFormat')), input.bytes('srcKey'))
  const to = sideOf(toName, formatNamed(input.text('dstFormat')), input.bytes('dstKey'))
  const translated = translatePinField({ block: input.bytes('encBlock'), pan, from, to, random: NO_RANDOM })
  if (!translated.ok) {
    return { error: translated.error === 'format-forbidden' ? 'FORMAT_NOT_PERMITTED' : 'PIN_BLOCK_ERROR' }
  }
  const pin = readPin(to.format, openPinField(to.cipher, to.format, translated.value, pan))
  const encBlock = sameButForRandom(entry, to, pan, pin) ?? toHex(translated.value)
  return { encBlock, pinLength: pin.length }
}

/** Blocks of formats 3 and 4 have random parts: the expected one is right when it opens to the same PIN. */
function sameButForRandom(entry: VectorEntry, to: Side, pan: string, pin: string): string | undefined {
  const expected = entry.out['encBlock']
  if ((to.format !== 'iso-3' && to.format !== 'iso-4') || typeof expected !== 'string' || !isHex(expected))
    return undefined
  if (expected.length !== 2 * to.cipher.blockSize) return undefined
  const field = openPinField(to.cipher, to.format, fromHex(expected), pan)
  return shapeOfPinField(to.format, field) === 'well-formed' && pinOfField(field) === pin ? expected : undefined
}

const NO_RANDOM = { bytes: (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length) }

export function pvv(_: VectorEntry, input: Input): Computed {
  const cipher = cipherNamed('DES', input.bytes('pvk'))
  const value = visaPvv(cipher, input.text('pan'), input.number('pvki'), input.text('pin'))
  const parameter = `${input.text('pan').slice(-12, -1)}${input.number('pvki')}${input.text('pin').slice(0, 4)}`
  const tsp = fromHex(parameter)
  cipher.encryptBlock(tsp, 0, tsp, 0)
  return { pvv: value, tspCipher: toHex(tsp) }
}

export function ibm3624(_: VectorEntry, input: Input): Computed {
  const cipher = cipherNamed('DES', input.bytes('pvk'))
  const validationData = validationDataOf(input)
  const table = input.text('decimalisationTable')
  const given = input.text(input.has('offset') ? 'offset' : 'pin')
  const length = input.has('checkLength') ? input.number('checkLength') : given.length
  const natural = ibmNaturalPin(cipher, table, validationData, length)
  const offset = input.has('offset') ? input.text('offset').slice(0, length) : ibmOffset(natural, given)
  const pin = ibmPin(natural, offset)
  roundTrip(ibmOffset(natural, pin) === offset, 'the offset')
  return { naturalPin: natural, pin, offset, validationData }
}

/** Given as a whole, or as a part of the PAN that is filled up. */
function validationDataOf(input: Input): string {
  if (!input.has('panVerifyOffset')) return input.text('validationData')
  const start = input.number('panVerifyOffset')
  const pad = input.has('padChar') ? input.text('padChar') : 'F'
  return input
    .text('pan')
    .slice(start, start + input.number('panVerifyLength'))
    .padEnd(16, pad)
}
