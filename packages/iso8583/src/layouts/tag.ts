import { fromHex, isHex, toHex } from '@fiftyfive/kernel'

/**
 * BER-TLV tags (EMV Book 3, annex B). Tags come from a small set and turn up in every message, so those of one and two
 * bytes, at most some thousands, are kept once they were seen.
 */
export class Tag {
  readonly hex: string
  readonly bytes: Uint8Array
  /** The run of a decoder that met this tag last, to tell a repeated one. */
  seenIn = 0

  constructor(bytes: Uint8Array) {
    this.hex = toHex(bytes)
    this.bytes = bytes
  }
}

const short: (Tag | undefined)[] = Array.from({ length: 256 })
const long: ((Tag | undefined)[] | undefined)[] = Array.from({ length: 256 })
const byHex = new Map<string, Tag>()

/** Length of the tag at the offset; it may reach beyond the end of the bytes. */
export function tagLength(bytes: Uint8Array, offset: number): 1 | 2 | 3 {
  if (((bytes[offset] as number) & 0x1f) !== 0x1f) return 1
  return ((bytes[offset + 1] ?? 0) & 0x80) === 0 ? 2 : 3
}

/** The tag of the given length at the offset, which must lie within the bytes. */
export function tagAt(bytes: Uint8Array, offset: number, length: 1 | 2 | 3): Tag {
  const first = bytes[offset] as number
  if (length === 1) return (short[first] ??= keep(bytes, offset, length))
  if (length === 3) return new Tag(bytes.slice(offset, offset + length))
  const row = (long[first] ??= Array.from({ length: 256 }))
  return (row[bytes[offset + 1] as number] ??= keep(bytes, offset, length))
}

function keep(bytes: Uint8Array, offset: number, length: 1 | 2): Tag {
  const tag = new Tag(bytes.slice(offset, offset + length))
  byHex.set(tag.hex, tag)
  return tag
}

/** The tag that upper-case hex names; undefined for anything that is no tag. */
export function tagOf(hex: string): Tag | undefined {
  const known = byHex.get(hex)
  if (known) return known
  if (!isHex(hex) || hex.length < 2 || hex !== hex.toUpperCase() || hex === '00') return undefined
  const bytes = fromHex(hex)
  const length = tagLength(bytes, 0)
  return length === bytes.length ? tagAt(bytes, 0, length) : undefined
}
