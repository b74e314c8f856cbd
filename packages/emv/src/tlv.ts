import { assert, err, fromHex, ok, toHex, type Result } from '@fiftyfive/kernel'

/** Data elements by tag, upper-case hex. */
export type Elements = Readonly<Record<string, Uint8Array>>

/** Tags as bytes: a few dozen, and every chip says the same ones. */
const BYTES_OF_TAG = new Map<string, Uint8Array>()
const TAGS_KEPT = 1_024

function bytesOf(tag: string): Uint8Array {
  const known = BYTES_OF_TAG.get(tag)
  if (known) return known
  const bytes = fromHex(tag)
  if (BYTES_OF_TAG.size < TAGS_KEPT) BYTES_OF_TAG.set(tag, bytes)
  return bytes
}

/** One data object of EMV Book 3, annex B: tag as hex, BER length, value of at most 65535 bytes. */
export function tlv(tag: string, ...values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0
  for (const value of values) length += value.length
  assert(length <= 0xffff, 'tlv: a value of at most 65535 bytes')
  const name = bytesOf(tag)
  const lengthBytes = length < 0x80 ? 1 : length <= 0xff ? 2 : 3
  const whole = new Uint8Array(name.length + lengthBytes + length)
  whole.set(name)
  let at = name.length
  if (lengthBytes > 1) whole[at++] = 0x7f + lengthBytes
  if (lengthBytes > 2) whole[at++] = length >> 8
  whole[at++] = length & 0xff
  for (const value of values) {
    whole.set(value, at)
    at += value.length
  }
  return whole
}

/** The data objects of a template, those inside constructed ones too (`70`, `77`, `6F`, `A5`). Of equal tags the last counts. */
export function readElements(bytes: Uint8Array): Result<Record<string, Uint8Array>, string> {
  const found: Record<string, Uint8Array> = {}
  const cut = readInto(found, bytes, 0, bytes.length)
  return cut === undefined ? ok(found) : err(`data object at byte ${cut}: cut short`)
}

/** Where, within its template, a data object is cut short. Values are copies: of a short array a view costs more than that. */
function readInto(
  found: Record<string, Uint8Array>,
  bytes: Uint8Array,
  start: number,
  end: number,
): number | undefined {
  for (let at = start; at < end;) {
    // Bytes 00 between data objects are padding (ISO/IEC 7816-4).
    if (bytes[at] === 0x00) {
      at += 1
      continue
    }
    const head = readHead(bytes, at)
    if (!head || head.end > end) return at - start
    found[head.tag] = bytes.slice(head.start, head.end)
    const cut = head.constructed ? readInto(found, bytes, head.start, head.end) : undefined
    if (cut !== undefined) return cut
    at = head.end
  }
  return undefined
}

function readHead(bytes: Uint8Array, at: number) {
  const tag = readTag(bytes, at)
  const first = bytes[at + tag.length / 2]
  if (tag === '' || first === undefined) return undefined
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (lengthBytes > 2 || first === 0x80) return undefined
  let start = at + tag.length / 2 + 1
  let length = lengthBytes === 0 ? first : 0
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (bytes[start++] ?? Number.NaN)
  if (Number.isNaN(length)) return undefined
  return { tag, constructed: ((bytes[at] as number) & 0x20) !== 0, start, end: start + length }
}

const ONE_BYTE_TAGS = Array.from({ length: 256 }, (_, byte) => toHex(Uint8Array.of(byte)))
/** By class and form (three bits), then the number in the second byte. */
const TWO_BYTE_TAGS = Array.from({ length: 1024 }, (_, index) =>
  toHex(Uint8Array.of(((index >> 7) << 5) | 0x1f, index & 0x7f)),
)

/** Empty when cut short. */
function readTag(bytes: Uint8Array, at: number): string {
  const first = bytes[at] as number
  if ((first & 0x1f) !== 0x1f) return ONE_BYTE_TAGS[first] as string
  const second = bytes[at + 1]
  if (second === undefined) return ''
  if (second < 0x80) return TWO_BYTE_TAGS[((first >> 5) << 7) | second] as string
  let end = at + 1
  while (((bytes[end] ?? 0) & 0x80) !== 0) end += 1
  end += 1
  return end > bytes.length ? '' : toHex(bytes.subarray(at, end))
}

/** A list of tags and lengths by which a card says what it wants to be told (PDOL, CDOL; Book 3, 5.4). */
export type DataObjectList = readonly { readonly tag: string; readonly length: number }[]

const NONE: Elements = {}
const NO_VALUE = new Uint8Array()

export function readDataObjectList(bytes: Uint8Array): Result<DataObjectList, string> {
  const list: { tag: string; length: number }[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = readTag(bytes, at)
    const length = bytes[at + tag.length / 2]
    if (tag === '' || length === undefined) return err(`data object list at byte ${at}: cut short`)
    list.push({ tag, length })
    at += tag.length / 2 + 1
  }
  return ok(list)
}

/** Bytes that the list asks for in all. */
export function lengthOf(list: DataObjectList): number {
  let length = 0
  for (const wanted of list) length += wanted.length
  return length
}

/**
 * The values the list asks for, one after the other: numeric ones keep their right end, unknown ones are zeros. What is in
 * `instead` goes before `elements`.
 */
export function fillDataObjectList(
  list: DataObjectList,
  elements: Elements,
  instead: Elements = NONE,
): Uint8Array<ArrayBuffer> {
  const filled = new Uint8Array(lengthOf(list))
  let at = 0
  for (const { tag, length } of list) {
    const value = instead[tag] ?? elements[tag] ?? NO_VALUE
    const spare = length - value.length
    for (let i = Math.max(0, spare); i < length; i++) filled[at + i] = value[i - spare] as number
    at += length
  }
  return filled
}

/** The data objects of one level, in order, equal tags each by itself (issuer scripts). What is cut short is left out. */
export function readTemplate(bytes: Uint8Array): readonly { readonly tag: string; readonly value: Uint8Array }[] {
  const found: { tag: string; value: Uint8Array }[] = []
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] === 0x00) {
      at += 1
      continue
    }
    const head = readHead(bytes, at)
    if (!head || head.end > bytes.length) break
    found.push({ tag: head.tag, value: bytes.slice(head.start, head.end) })
    at = head.end
  }
  return found
}
