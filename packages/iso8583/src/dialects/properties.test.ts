import { expectOk, type Result } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../dialect.ts'
import type { CodecError } from '../error.ts'
import { arbitraryMessage } from '../testing/arbitrary-message.ts'
import { DIALECTS } from './index.ts'
import { runs } from '../testing/runs.ts'

/** All dialects have the same face; what differs is the type of their messages. */
const dialects = Object.entries(DIALECTS) as unknown as (readonly [string, Dialect<{ readonly mti: string }>])[]

const isWellFormed = (error: CodecError): boolean =>
  error.path !== '' && error.expected !== '' && error.found !== '' && error.offset >= 0

describe.each(dialects)('%s', (_, dialect) => {
  const encoded = arbitraryMessage(dialect.spec).map((message) => expectOk(dialect.encode(message), 'encode').slice())

  it('gives back every message that it can write', () => {
    fc.assert(
      fc.property(arbitraryMessage(dialect.spec), (message) => {
        const bytes = expectOk(dialect.encode(message), 'encode')
        const decoded = expectOk(dialect.decode(bytes), 'decode')
        expect(decoded).toEqual(message)
        expect(Object.keys(decoded).toSorted()).toEqual(Object.keys(message).toSorted())
        expect(expectOk(dialect.encode(decoded), 'encode again')).toEqual(bytes)
      }),
      { numRuns: runs(150) },
    )
  })

  it('reads a message without elements', () => {
    const bytes = expectOk(dialect.encode({ mti: '0800' }), 'encode')
    expect(Object.keys(expectOk(dialect.decode(bytes), 'decode'))).toEqual(['mti'])
  })

  it('peeks at every element as it reads it among the others', () => {
    fc.assert(
      fc.property(arbitraryMessage(dialect.spec), (message) => {
        const bytes = expectOk(dialect.encode(message), 'encode')
        const numbers = Object.keys(dialect.spec.fields).map(Number)
        const values = numbers.map((number) => message[number as never])
        expect(expectOk(dialect.peek(bytes, numbers as never), 'peek')).toEqual(values)
        for (const [i, number] of numbers.entries()) {
          expect(expectOk(dialect.peek(bytes, [number] as never), 'peek')).toEqual([values[i]])
        }
      }),
      { numRuns: runs(30) },
    )
  })

  it('answers damaged bytes with an error or a message that it can write again', () => {
    fc.assert(
      fc.property(encoded, fc.nat(), fc.nat(255), (bytes, position, value) => {
        bytes[position % bytes.length] = value
        const result = dialect.decode(bytes)
        check(dialect, result, bytes.length)
        const structure = dialect.peek(bytes, [])
        if (result.ok) expect(structure).toEqual({ ok: true, value: [] })
        const numbers = Object.keys(dialect.spec.fields).map(Number)
        if (structure.ok) expect(dialect.peek(bytes, numbers as never).ok).toBe(result.ok)
      }),
      { numRuns: runs(500) },
    )
  })

  it('answers every cut message with an error', () => {
    fc.assert(
      fc.property(encoded, fc.nat(), (bytes, cut) => {
        expect(dialect.decode(bytes.subarray(0, cut % bytes.length)).ok).toBe(false)
      }),
      { numRuns: runs(100) },
    )
  })

  it('answers arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => check(dialect, dialect.decode(bytes), bytes.length)),
      { numRuns: runs(500) },
    )
  })
})

function check(
  dialect: Dialect<{ readonly mti: string }>,
  result: Result<{ readonly mti: string }, CodecError>,
  length: number,
): void {
  if (result.ok) expect(dialect.encode(result.value).ok).toBe(true)
  else {
    expect(isWellFormed(result.error)).toBe(true)
    expect(result.error.offset).toBeLessThanOrEqual(length)
  }
}
