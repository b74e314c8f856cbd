import { err, ok, type Result } from '@fiftyfive/kernel'

/**
 * Header of a TR-31 / ANSI X9.143 key block: sixteen characters and the optional blocks. Usage `P0` is a PIN key, `M3`
 * a retail MAC key and so on; mode of use `B` both ways, `E` encipher, `D` decipher, `C` generate and verify, `G`, `V`, `X`
 * derive, `N` no restriction; exportability `E`, `N` or `S`.
 */
export interface KeyBlockHeader {
  readonly version: 'A' | 'B' | 'C' | 'D'
  readonly keyUsage: string
  /** `A` AES, `T` TDES, `D` DES, `H` HMAC, and `4` for SM4 (numbers are free for own use). */
  readonly algorithm: string
  readonly modeOfUse: string
  readonly keyVersion: string
  readonly exportability: string
  readonly optionalBlocks: Readonly<Record<string, string>>
}

/** Why a key block was not taken. One word outside, since the difference would be an oracle; the audit log has this one. */
export type KeyBlockProblem =
  'form' | 'length' | 'version' | 'authentication' | 'key-length' | 'parity' | 'wrapping-key'

const HEADER_CHARACTERS = 16

/**
 * Optional blocks: id (2), length (2 hex digits; or `00`, how many bytes the length takes, and the length in hex), data;
 * `PB` pads.
 */
export function encodeHeader(header: KeyBlockHeader, blockSize: number, bodyCharacters: number): string {
  const entries = Object.entries(header.optionalBlocks)
  let optional = entries.map(([id, data]) => encodeOptionalBlock(id, data)).join('')
  let count = entries.length
  // The header is padded so that header and key data together are whole cipher blocks.
  if (optional.length % blockSize !== 0) {
    let padding = blockSize - (optional.length % blockSize)
    if (padding < 4) padding += blockSize
    optional += encodeOptionalBlock('PB', '0'.repeat(padding - 4))
    count += 1
  }
  const length = HEADER_CHARACTERS + optional.length + bodyCharacters
  return (
    header.version +
    String(length).padStart(4, '0') +
    header.keyUsage +
    header.algorithm +
    header.modeOfUse +
    header.keyVersion +
    header.exportability +
    String(count).padStart(2, '0') +
    '00' +
    optional
  )
}

function encodeOptionalBlock(id: string, data: string): string {
  const length = data.length + 4
  if (length <= 0xff) return id + length.toString(16).toUpperCase().padStart(2, '0') + data
  return `${id}0002${(data.length + 10).toString(16).toUpperCase().padStart(4, '0')}${data}`
}

/** Reads a header; `characters` is where the enciphered key begins. */
export function parseHeader(
  block: string,
): Result<{ readonly header: KeyBlockHeader; readonly characters: number }, KeyBlockProblem> {
  if (!/^[A-D]\d{4}[0-9A-Z]{2}[0-9A-Z][A-Z0-9][0-9A-Za-z]{2}[ENS]\d{2}\d{2}/.test(block)) {
    return err(/^[A-D]/.test(block) ? 'form' : 'version')
  }
  if (Number(block.slice(1, 5)) !== block.length) return err('length')
  const optional = parseOptionalBlocks(block, Number(block.slice(12, 14)))
  if (!optional.ok) return optional
  return ok({
    header: {
      version: block.charAt(0) as KeyBlockHeader['version'],
      keyUsage: block.slice(5, 7),
      algorithm: block.charAt(7),
      modeOfUse: block.charAt(8),
      keyVersion: block.slice(9, 11),
      exportability: block.charAt(11),
      optionalBlocks: optional.value.blocks,
    },
    characters: optional.value.end,
  })
}

function parseOptionalBlocks(
  block: string,
  count: number,
): Result<{ readonly blocks: Record<string, string>; readonly end: number }, KeyBlockProblem> {
  const blocks: Record<string, string> = {}
  let at = HEADER_CHARACTERS
  for (let i = 0; i < count; i++) {
    const parsed = parseOptionalBlock(block, at)
    if (!parsed || parsed.end > block.length || parsed.id in blocks) return err('form')
    if (parsed.id !== 'PB') blocks[parsed.id] = parsed.data
    at = parsed.end
  }
  return ok({ blocks, end: at })
}

function parseOptionalBlock(block: string, at: number): { id: string; data: string; end: number } | undefined {
  const id = block.slice(at, at + 2)
  const hex = (from: number, length: number): number =>
    /^[0-9A-F]+$/.test(block.slice(from, from + length)) ? Number.parseInt(block.slice(from, from + length), 16) : -1
  if (!/^[0-9A-Z]{2}$/.test(id)) return undefined
  const short = hex(at + 2, 2)
  if (short >= 4) return { id, data: block.slice(at + 4, at + short), end: at + short }
  if (short !== 0) return undefined
  const digits = 2 * hex(at + 4, 2)
  const long = digits > 0 && digits <= 8 ? hex(at + 6, digits) : -1
  if (long < 6 + digits) return undefined
  return { id, data: block.slice(at + 6 + digits, at + long), end: at + long }
}
