import { assert, concatBytes, err, fromHex, ok, toHex, type Result } from '@fiftyfive/kernel'

/** Data elements by tag, upper-case hex. */
export type Elements = Readonly<Record<string, Uint8Array>>

/** One data object of EMV Book 3, annex B: tag as hex, BER length, value of at most 65535 bytes. */
export function tlv(tag: string, ...values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const value = concatBytes(...values)
  assert(value.length <= 0xffff, 'tlv: a value of at most 65535 bytes')
  const length =
    value.length < 0x80
      ? [value.length]
      : value.length <= 0xff
        ? [0x81, value.length]
        : [0x82, value.length >> 8, value.length & 0xff]
  return concatBytes(fromHex(tag), Uint8Array.from(length), value)
}

/** The data objects of a template, those inside constructed ones too (`70`, `77`, `6F`, `A5`). Of equal tags the last counts. */
export function readElements(bytes: Uint8Array): Result<Elements, string> {
  const found: Record<string, Uint8Array> = {}
  for (let at = 0; at < bytes.length;) {
    // Bytes 00 between data objects are padding (ISO/IEC 7816-4).
    if (bytes[at] === 0x00) {
      at += 1
      continue
    }
    const head = readHead(bytes, at)
    if (!head || head.end > bytes.length) return err(`data object at byte ${at}: cut short`)
    const value = bytes.subarray(head.start, head.end)
    found[head.tag] = value
    if (head.constructed) {
      const inner = readElements(value)
      if (!inner.ok) return inner
      Object.assign(found, inner.value)
    }
    at = head.end
  }
  return ok(found)
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

/** Empty when cut short. */
function readTag(bytes: Uint8Array, at: number): string {
  let end = at + 1
  if (((bytes[at] as number) & 0x1f) === 0x1f) {
    while (((bytes[end] ?? 0) & 0x80) !== 0) end += 1
    end += 1
  }
  return end > bytes.length ? '' : toHex(bytes.subarray(at, end))
}

/** A list of tags and lengths by which a card says what it wants to be told (PDOL, CDOL; Book 3, 5.4). */
export type DataObjectList = readonly { readonly tag: string; readonly length: number }[]

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

/** The values the list asks for, one after the other: numeric ones keep their right end, unknown ones are zeros. */
export function fillDataObjectList(list: DataObjectList, elements: Elements): Uint8Array<ArrayBuffer> {
  return concatBytes(
    ...list.map(({ tag, length }) => {
      const out = new Uint8Array(length)
      const value = elements[tag]
      if (value) out.set(value.slice(-length), length - Math.min(length, value.length))
      return out
    }),
  )
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
