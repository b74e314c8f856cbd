/** The padding that SHA-1, SHA-256 and SM3 share: one bit, zeros, and the length in bits as 64-bit number; blocks of 64 bytes. */
export function digestBlocks(
  data: Uint8Array,
  state: Uint32Array,
  compress: (state: Uint32Array, block: DataView) => void,
): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64)
  padded.set(data)
  padded[data.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(data.length) * 8n)
  for (let at = 0; at < padded.length; at += 64) compress(state, new DataView(padded.buffer, at, 64))
  const digest = new Uint8Array(state.length * 4)
  const view = new DataView(digest.buffer)
  for (const [i, word] of state.entries()) view.setUint32(i * 4, word)
  return digest
}

export const rotateLeft = (word: number, by: number): number => (word << (by & 31)) | (word >>> ((32 - by) & 31))
