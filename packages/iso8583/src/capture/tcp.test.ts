import { concatBytes } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import type { Packet } from './pcap.ts'
import { tcpStreams } from './tcp.ts'

const word = (value: number): number[] => [(value >>> 8) & 255, value & 255]
const long = (value: number): number[] => [...word(value >>> 16), ...word(value)]
const text = (content: string): Uint8Array => Uint8Array.from(content, (character) => character.charCodeAt(0))

interface Sent {
  readonly sequence: number
  readonly content?: string
  readonly flags?: number
  readonly port?: number
  /** TCP options, in words of four bytes. */
  readonly options?: number
}

function tcp({ sequence, content = '', flags = 0x18, port = 42_000, options = 0 }: Sent): Uint8Array {
  const header = [
    ...word(port),
    ...word(9000),
    ...long(sequence),
    ...long(0),
    (5 + options) << 4,
    flags,
    ...long(0),
    ...word(0),
  ]
  return concatBytes(Uint8Array.from(header), new Uint8Array(4 * options).fill(1), text(content))
}

function ip4(sent: Sent, { total = true, protocol = 6, options = 0, trailer = 0 } = {}): Uint8Array {
  const inner = tcp(sent)
  const length = 20 + 4 * options + inner.length
  const header = [
    0x45 + options,
    0,
    ...word(total ? length : 0),
    ...long(0),
    64,
    protocol,
    0,
    0,
    10,
    0,
    0,
    7,
    10,
    0,
    0,
    1,
  ]
  return concatBytes(Uint8Array.from(header), new Uint8Array(4 * options), inner, new Uint8Array(trailer))
}

function ip6(sent: Sent, next = 6): Uint8Array {
  const inner = tcp(sent)
  const address = (last: number) => [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]
  return concatBytes(
    Uint8Array.from([0x60, 0, 0, 0, ...word(inner.length), next, 64, ...address(7), ...address(1)]),
    inner,
  )
}

const raw = (bytes: Uint8Array, at = 0): Packet => ({ at, linkType: 101, bytes })
const behind = (linkType: number, header: readonly number[], bytes: Uint8Array): Packet => ({
  at: 0,
  linkType,
  bytes: concatBytes(Uint8Array.from(header), bytes),
})
const zeros = (length: number): number[] => Array.from({ length }, () => 0)
const heard = (packets: readonly Packet[]): string[] =>
  tcpStreams(packets).map(({ chunks }) => chunks.map(({ bytes }) => String.fromCharCode(...bytes)).join('|'))

describe('the link layer', () => {
  const sent = ip4({ sequence: 1, content: 'sale' })
  it.each([
    [1, zeros(14)],
    [1, [...zeros(12), 0x81, 0, 0, 7, 8, 0]],
    [0, zeros(4)],
    [108, zeros(4)],
    [101, []],
    [228, []],
    [113, zeros(16)],
    [276, zeros(20)],
  ])('%i is taken off', (linkType, header) => {
    expect(heard([behind(linkType, header, sent)])).toEqual(['sale'])
  })
  it('that carries no IP is passed over', () => {
    expect(heard([behind(105, [], sent), behind(1, zeros(13), sent), raw(new Uint8Array(3))])).toEqual([])
  })
})

describe('the network layer', () => {
  it('names both ends, in IPv4 and IPv6', () => {
    expect(tcpStreams([raw(ip4({ sequence: 1, content: 'a' }))])[0]).toMatchObject({
      from: '10.0.0.7:42000',
      to: '10.0.0.1:9000',
    })
    const packet: Packet = { at: 5, linkType: 229, bytes: ip6({ sequence: 1, content: 'a' }) }
    expect(tcpStreams([packet])).toEqual([
      {
        from: '[2001:db8:0:0:0:0:0:7]:42000',
        to: '[2001:db8:0:0:0:0:0:1]:9000',
        chunks: [{ at: 5, bytes: text('a') }],
      },
    ])
  })
  it('ends where its length says, not where Ethernet padding does', () => {
    expect(heard([raw(ip4({ sequence: 1, content: 'a' }, { trailer: 6 }))])).toEqual(['a'])
  })
  it('is taken whole when the network card left its length zero', () => {
    expect(heard([raw(ip4({ sequence: 1, content: 'abc' }, { total: false }))])).toEqual(['abc'])
  })
  it('may have options, as TCP may', () => {
    expect(heard([raw(ip4({ sequence: 1, content: 'a', options: 3 }, { options: 2 }))])).toEqual(['a'])
  })
  it('with anything but TCP in it is passed over', () => {
    const cut = ip4({ sequence: 1 }).subarray(0, 39)
    expect(
      heard([
        raw(ip4({ sequence: 1, content: 'a' }, { protocol: 17 })),
        raw(ip6({ sequence: 1, content: 'a' }, 17)),
        raw(cut),
      ]),
    ).toEqual([])
  })
})

describe('a stream', () => {
  const say = (sequence: number, content: string, more: Partial<Sent> = {}) => raw(ip4({ sequence, content, ...more }))
  it('begins behind the segment that opens it, which counts for one', () => {
    expect(heard([say(99, '', { flags: 2 }), say(102, 'cd'), say(100, 'ab')])).toEqual(['ab|cd'])
  })
  it('is one for each direction and connection', () => {
    expect(heard([say(1, 'a'), say(1, 'b', { port: 42_001 }), say(2, 'c')])).toEqual(['a|c', 'b'])
  })
  it('has nothing twice', () => {
    expect(heard([say(10, 'abc'), say(10, 'abc'), say(11, 'bcd'), say(10, 'ab'), say(14, 'e')])).toEqual(['abc|d|e'])
  })
  it('goes on over the wrap of sequence numbers', () => {
    expect(heard([say(0xfffffffe, 'ab'), say(2, 'ef'), say(0, 'cd')])).toEqual(['ab|cd|ef'])
  })
  it('passes over what is never filled, at the end or when too much waits', () => {
    expect(heard([say(1, 'a'), say(9, 'z'), say(5, 'm')])).toEqual(['a|m|z'])
    const piece = 'x'.repeat(1000)
    const late = Array.from({ length: 1050 }, (_, i) => say(100 + 1000 * i, piece))
    const [chunks] = tcpStreams([say(1, 'a'), ...late, say(2, 'too late')]).map((stream) => stream.chunks)
    expect(chunks).toHaveLength(1051)
    expect(chunks?.[1]?.bytes).toHaveLength(1000)
  })
  it('begins again where its port is used anew', () => {
    expect(heard([say(1, 'a'), say(5000, '', { flags: 2 }), say(5001, 'b')])).toEqual(['a|b'])
  })
})
