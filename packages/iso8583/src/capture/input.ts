import { fromHex } from '@fiftyfive/kernel'
import { isJposLog } from './jpos-log.ts'
import { isCapture } from './pcap.ts'

/** What somebody pasted or piped in. `bytes` are one or more streams or messages in binary. */
export type Input =
  | { readonly kind: 'capture'; readonly bytes: Uint8Array }
  | { readonly kind: 'jpos-log'; readonly text: string }
  | { readonly kind: 'bytes'; readonly streams: readonly Uint8Array[] }

/**
 * Tells capture files, jPOS logs, hex (with spaces, colons or 0x; one message a paragraph), base64 and raw bytes
 * apart. Hex wins over base64, because every hex text is base64 too and nobody means that.
 */
export function recognizeInput(bytes: Uint8Array): Input {
  if (isCapture(bytes)) return { kind: 'capture', bytes }
  const text = asText(bytes)
  if (text === undefined) return { kind: 'bytes', streams: [bytes] }
  if (isJposLog(text)) return { kind: 'jpos-log', text }
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
  const hex = paragraphs.flatMap(linesOrWhole).map(parseHex)
  if (hex.length > 0 && hex.every((stream) => stream !== undefined)) return { kind: 'bytes', streams: hex }
  const base64 = paragraphs.map(parseBase64)
  if (base64.length > 0 && base64.every((stream) => stream !== undefined)) return { kind: 'bytes', streams: base64 }
  return { kind: 'bytes', streams: [bytes] }
}

/** Printable text, or undefined. ISO 8583 in ASCII has bytes outside of it as soon as it has a binary element. */
function asText(bytes: Uint8Array): string | undefined {
  for (const byte of bytes)
    if (byte > 0x7e || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13)) return undefined
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

/** Lines of a paragraph are messages of their own when each is long; otherwise a wrapped dump of one. */
function linesOrWhole(paragraph: string): readonly string[] {
  const lines = paragraph.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 1 && lines.every((line) => line.trim().length > 96) ? lines : [paragraph]
}

/** Hex characters with the separators and offsets that dumps put between them. */
function parseHex(text: string): Uint8Array | undefined {
  const digits = text
    .split('\n')
    .map(withoutMargins)
    .join('')
    .replaceAll(/0x|[\s:,-]/g, '')
  return digits.length >= 4 && digits.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(digits) ? fromHex(digits) : undefined
}

/**
 * A line without offset and characters. `xxd` and tcpdump end the offset with a colon and put two spaces before the
 * characters; `hexdump -C` puts two spaces behind the offset and between groups, and bars around the characters.
 */
function withoutMargins(line: string): string {
  const withColon = /^\s*(?:0x)?[0-9a-fA-F]{4,8}:\s+(.*)$/.exec(line)
  if (withColon) return (withColon[1] as string).replace(/\s{2,}.*$/, '')
  return line.replace(/^\s*[0-9a-fA-F]{4,8}\s{2,}/, '').replace(/\s{2,}[|>].*$/, '')
}

function parseBase64(text: string): Uint8Array | undefined {
  const compact = text.replaceAll(/\s/g, '')
  if (compact.length < 8 || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0))
}
