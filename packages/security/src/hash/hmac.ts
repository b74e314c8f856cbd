import { concatBytes } from '@fiftyfive/kernel'

/** HMAC (FIPS 198-1) over a hash with 64-byte blocks: `sha1`, `sha256` or `sm3`. */
export function hmac(
  hash: (data: Uint8Array) => Uint8Array<ArrayBuffer>,
  key: Uint8Array,
  data: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(64)
  block.set(key.length > 64 ? hash(key) : key)
  const inner = hash(
    concatBytes(
      block.map((byte) => byte ^ 0x36),
      data,
    ),
  )
  return hash(
    concatBytes(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  )
}
