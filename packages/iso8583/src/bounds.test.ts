import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expectOk } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from './dialect.ts'
import { DIALECTS } from './dialects/index.ts'
import { FRAME_LIMITS, FrameDecoder } from './frame/frame-decoder.ts'
import { FRAMINGS } from './frame/framing.ts'
import { isMembers } from './layouts/layout.ts'
import { arbitraryMessage } from './testing/arbitrary-message.ts'
import { runs } from './testing/runs.ts'

const dialects = Object.entries(DIALECTS) as unknown as (readonly [string, Dialect<{ readonly mti: string }>])[]

/** What a decoded value takes: characters, members, and bytes that are no view into the message. */
function weight(value: unknown, message: Uint8Array): { characters: number; members: number; copied: number } {
  if (typeof value === 'string') return { characters: value.length, members: 0, copied: 0 }
  if (value instanceof Uint8Array) {
    return { characters: 0, members: 0, copied: value.buffer === message.buffer ? 0 : value.length }
  }
  const sum = { characters: 0, members: 0, copied: 0 }
  if (!isMembers(value)) return sum
  for (const member of Object.values(value)) {
    const { characters, members, copied } = weight(member, message)
    sum.characters += characters
    sum.members += 1 + members
    sum.copied += copied
  }
  return sum
}

function checkBounds(dialect: Dialect<{ readonly mti: string }>, bytes: Uint8Array): void {
  const result = dialect.decode(bytes)
  if (!result.ok) {
    const { path, expected, found } = result.error
    expect(path.length + expected.length + found.length).toBeLessThan(300)
    return
  }
  const { characters, members, copied } = weight(result.value, bytes)
  // Packed digits are two characters a byte; a byte of hex text is half a byte.
  expect(characters).toBeLessThanOrEqual(2 * bytes.length)
  expect(copied).toBeLessThanOrEqual(bytes.length)
  // A member takes a bit of a bitmap, or characters or bytes of its own; parts that are empty are known by name.
  expect(members).toBeLessThanOrEqual(8 * bytes.length)
}

describe.each(dialects)('%s', (_, dialect) => {
  const encoded = arbitraryMessage(dialect.spec).map((message) => expectOk(dialect.encode(message), 'encode').slice())

  it('makes no more of a message than its bytes hold', () => {
    fc.assert(
      fc.property(encoded, fc.nat(), fc.nat(255), (bytes, position, value) => {
        checkBounds(dialect, bytes)
        bytes[position % bytes.length] = value
        checkBounds(dialect, bytes)
      }),
      { numRuns: runs(60) },
    )
  })

  it('makes no more of arbitrary bytes than there are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => checkBounds(dialect, bytes)),
      { numRuns: runs(100) },
    )
  })
})

describe('a length', () => {
  it('is believed of an element only when the bytes are there', () => {
    const head = Uint8Array.from('02000000000000010000999', (character) => character.charCodeAt(0))
    expect(DIALECTS['iso87-ascii'].decode(head)).toEqual({
      ok: false,
      error: { path: '48', offset: 23, expected: '999 bytes', found: '0 bytes left', reason: 'truncated' },
    })
    const packed = Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0x05, 0x12, 1)
    expect(DIALECTS['unionpay-pos'].decode(packed)).toEqual({
      ok: false,
      error: { path: '62', offset: 12, expected: '512 bytes', found: '1 bytes left', reason: 'truncated' },
    })
  })
  it('is believed of a frame only up to the limit', () => {
    const decoder = new FrameDecoder(FRAMINGS.host)
    expect(decoder.push(Uint8Array.of(0xff, 0xff), 0)).toMatchObject([{ ok: false, error: { found: '65535' } }])
  })
})

describe('measured memory', () => {
  it('of damaged messages without end stays where it was', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const used = (): number => {
      collect()
      return getHeapStatistics().used_heap_size + process.memoryUsage().arrayBuffers
    }
    const corpus = dialects.flatMap(([, dialect]) =>
      fc
        .sample(arbitraryMessage(dialect.spec), { numRuns: 20, seed: 1 })
        .map((message) => [dialect, expectOk(dialect.encode(message), 'encode').slice()] as const),
    )
    const decodeAll = (rounds: number): void => {
      for (let i = 0; i < rounds; i++) {
        for (const [dialect, bytes] of corpus) {
          const damaged = bytes.slice()
          damaged[(i * 7919) % damaged.length] = i
          dialect.decode(damaged)
        }
      }
    }
    decodeAll(64)
    let before = used()
    const growths = Array.from({ length: 4 }, () => {
      decodeAll(64)
      const after = used()
      const growth = after - before
      before = after
      return growth
    })
    // 11,500 messages a time, some 2.5 MB: what kept them would grow each time, and what the engine keeps comes and goes.
    expect(Math.min(...growths)).toBeLessThan(1024 * 1024)
  })
})

describe.each(Object.entries(FRAMINGS))('frames of %s', (_, framing) => {
  it('are held up to the limit and no further, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 20 }), (chunks) => {
        const decoder = new FrameDecoder(framing)
        const frames = chunks.flatMap((chunk) => decoder.push(chunk, 0))
        const given = chunks.reduce((sum, { length }) => sum + length, 0)
        const taken = frames.reduce((sum, frame) => sum + (frame.ok ? frame.value.body.length : 0), 0)
        expect(taken).toBeLessThanOrEqual(given)
        for (const frame of frames)
          if (frame.ok) expect(frame.value.body.length).toBeLessThanOrEqual(FRAME_LIMITS.frameBytesMax)
      }),
      { numRuns: runs(50) },
    )
  })
})
