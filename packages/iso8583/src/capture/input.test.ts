import { toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { recognizeInput } from './input.ts'

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const streams = (text: string): readonly string[] => {
  const input = recognizeInput(ascii(text))
  return input.kind === 'bytes' ? input.streams.map(toHex) : [input.kind]
}
const BYTES = '02003020058000C00012000000000000012800000017'

describe('hex', () => {
  it.each([
    ['plain', BYTES],
    ['lower case, with an end of line', `${BYTES.toLowerCase()}\r\n`],
    ['in pairs', BYTES.replaceAll(/(..)/g, '$1 ')],
    ['with colons', BYTES.replaceAll(/(..)(?=.)/g, '$1:')],
    ['as numbers of a program', BYTES.replaceAll(/(..)/g, '0x$1, ').replace(/, $/, '')],
    ['wrapped', `${BYTES.slice(0, 16)}\n${BYTES.slice(16)}`],
    [
      'of xxd',
      '00000000: 0200 3020 0580 00c0 0012 0000 0000 0000  .. 0 ...........\n00000010: 0128 0000 0017                           .(....\n',
    ],
    [
      'of tcpdump',
      '\t0x0000:  0200 3020 0580 00c0 0012 0000 0000 0000  ..0.............\n\t0x0010:  0128 0000 0017                           .(....\n',
    ],
    [
      'of hexdump -C',
      '00000000  02 00 30 20 05 80 00 c0  00 12 00 00 00 00 00 00  |..0 ............|\n00000010  01 28 00 00 00 17                                 |.(....|\n',
    ],
  ])('%s', (_, text) => {
    expect(streams(text)).toEqual([BYTES])
  })
  it('of several messages, one a paragraph, or one a line when lines are long', () => {
    expect(streams(`${BYTES}\n\n  \n${BYTES}00\n`)).toEqual([BYTES, `${BYTES}00`])
    const long = BYTES.repeat(3).slice(0, 98)
    expect(streams(`${long}\n${long}00`)).toEqual([long, `${long}00`])
    const short = BYTES.repeat(3).slice(0, 96)
    expect(streams(`${short}\n${short}`)).toEqual([short + short])
  })
})

describe('base64', () => {
  const encoded = Buffer.from(BYTES, 'hex').toString('base64')
  it('is told by its letters, wrapped or not', () => {
    expect(streams(encoded)).toEqual([BYTES])
    expect(streams(`${encoded.slice(0, 10)}\n${encoded.slice(10)}\n`)).toEqual([BYTES])
    expect(streams(`${encoded}\n\n${encoded}`)).toEqual([BYTES, BYTES])
  })
  it('is not what is too short, of another length, or of other letters', () => {
    for (const text of ['wxyz', `${encoded}x`, `${encoded.slice(0, -4)}===x`, `${encoded.slice(0, -4)}(!!!`]) {
      expect(streams(text)).toEqual([toHex(ascii(text))])
    }
  })
})

describe('anything else', () => {
  it('is taken as it is', () => {
    for (const text of ['', '12', '123', 'hello, world', '\n \n']) expect(streams(text)).toEqual([toHex(ascii(text))])
    const binary = Uint8Array.of(0x30, 0x31, 0x30, 0x7f, 0x30)
    expect(recognizeInput(binary)).toEqual({ kind: 'bytes', streams: [binary] })
    const control = ascii('0200\u00010300')
    expect(recognizeInput(control)).toEqual({ kind: 'bytes', streams: [control] })
  })
  it('with tabs is text still, and may be long', () => {
    expect(streams(`\t${BYTES}`)).toEqual([BYTES])
    expect(streams(BYTES.repeat(1000))).toEqual([BYTES.repeat(1000)])
  })
})

describe('edges', () => {
  it('of hex: four digits at least, an even number of them, in every paragraph', () => {
    expect(streams('0200')).toEqual(['0200'])
    expect(streams('02003')).toEqual([toHex(ascii('02003'))])
    expect(streams(`${BYTES}\n\nnot hex!`)).toEqual([toHex(ascii(`${BYTES}\n\nnot hex!`))])
    expect(streams(`\n\n${BYTES}\n\n`)).toEqual([BYTES])
    // As many lines as there are, and only when every one is long.
    const long = BYTES.repeat(3).slice(0, 98)
    expect(streams(`${long}\n${BYTES}`)).toEqual([long + BYTES])
    expect(streams(`${long}\n\n${long}\n${long}`)).toEqual([long, long, long])
    expect(streams(`${long}\n ${BYTES.slice(0, 40)}${' '.repeat(80)}`)).toEqual([long + BYTES.slice(0, 40)])
  })
  it('of the margins of dumps: offsets of four to eight digits, characters behind two spaces', () => {
    expect(streams('0000:    0200 3020  ..0 ')).toEqual(['02003020'])
    expect(streams('0200 3020')).toEqual(['02003020'])
    expect(streams('00000000  02 00  30 20  |..0 | x')).toEqual(['02003020'])
    expect(streams('00000000  02 00  30 20  >..0 <')).toEqual(['02003020'])
    expect(streams('0200 30 |x')).toEqual([toHex(ascii('0200 30 |x'))])
  })
  it('of base64: eight characters at least, in fours', () => {
    expect(streams('AgAwIA==')).toEqual(['02003020'])
    expect(streams('AgAwIAX')).toEqual([toHex(ascii('AgAwIAX'))])
    expect(streams('AgAwIA==\n\n!!!!!!!!')).toEqual([toHex(ascii('AgAwIA==\n\n!!!!!!!!'))])
    expect(streams('\n\nAgAwIA==')).toEqual(['02003020'])
  })
  it('of text: what can be printed, and no more', () => {
    expect(streams('~~~~')).toEqual(['7E7E7E7E'])
    for (const byte of [0x7f, 0x80, 0x00, 0x1f]) {
      const bytes = Uint8Array.of(0x30, 0x32, 0x30, 0x30, byte)
      expect(recognizeInput(bytes)).toEqual({ kind: 'bytes', streams: [bytes] })
    }
    expect(streams('02\r\n00\t')).toEqual(['0200'])
  })
})
