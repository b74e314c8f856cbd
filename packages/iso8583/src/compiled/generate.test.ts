import { readFileSync } from 'node:fs'
import { expectOk } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitWords } from '../bitmap.ts'
import { createDialect } from '../dialect.ts'
import { Field } from '../field.ts'
import { arbitraryMessage } from '../testing/arbitrary-message.ts'
import { runs } from '../testing/runs.ts'
import { Cursor, Writer } from '../wire/cursor.ts'
import { generateCodec } from './generate.ts'
import { generateText } from './generate-text.ts'
import { GENERATED } from './generated-dialects.ts'
import type { GeneratedCodec } from './generated-codec.ts'
import { iso87AsciiCodec } from './generated/iso87-ascii.ts'
import { unionpayPosCodec } from './generated/unionpay-pos.ts'

const codecs: { readonly [id: string]: GeneratedCodec } = {
  'unionpay-pos': unionpayPosCodec,
  'iso87-ascii': iso87AsciiCodec,
}

it('strings are made by what the generator writes', () => {
  const file = new URL('../wire/generated/flat-text.ts', import.meta.url)
  expect(readFileSync(file, 'utf8'), 'run `npm run generate`').toBe(generateText())
})

describe.each(GENERATED.map(({ spec, name }) => [spec.id, spec, name] as const))('%s', (id, spec, name) => {
  const generated = codecs[id] as GeneratedCodec
  const byTable = createDialect(spec)
  const fast = createDialect(spec, generated)

  it('is what the generator writes', () => {
    const file = new URL(`generated/${id}.ts`, import.meta.url)
    expect(readFileSync(file, 'utf8'), 'run `npm run generate`').toBe(generateCodec(spec, name))
  })

  it('writes and reads every message as the table-driven codec does', () => {
    fc.assert(
      fc.property(arbitraryMessage(spec), (message) => {
        const bytes = expectOk(fast.encode(message), 'encode').slice()
        expect(bytes).toEqual(expectOk(byTable.encode(message), 'encode by table'))
        const decoded = expectOk(fast.decode(bytes), 'decode')
        expect(decoded).toEqual(expectOk(byTable.decode(bytes), 'decode by table'))
        expect(Object.keys(decoded)).toEqual(Object.keys(expectOk(byTable.decode(bytes), 'decode by table')))
      }),
      { numRuns: runs(60) },
    )
  })

  it('answers damaged bytes as the table-driven codec does', () => {
    const encoded = arbitraryMessage(spec).map((message) => expectOk(fast.encode(message), 'encode').slice())
    fc.assert(
      fc.property(encoded, fc.nat(), fc.nat(255), fc.nat(3), (bytes, position, value, cut) => {
        bytes[position % bytes.length] = value
        const damaged = cut === 0 ? bytes.subarray(0, position % bytes.length) : bytes
        expect(fast.decode(damaged)).toEqual(byTable.decode(damaged))
      }),
      { numRuns: runs(400) },
    )
  })

  it('answers messages that are wrong as the table-driven codec does', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 40, unit: 'binary' }),
      fc.string({ maxLength: 20, unit: fc.constantFrom('0', '9', 'D', ' ', 'é', '密') }),
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom(null, 7, {}, [], { text: 'x' }),
    )
    fc.assert(
      fc.property(arbitraryMessage(spec), fc.nat(spec.fieldsMax + 2), anything, (message, number, value) => {
        const wrong = { ...message, [number]: value } as { readonly mti: string }
        expect(fast.encode(wrong)).toEqual(byTable.encode(wrong))
        expect(fast.encode(message)).toEqual(byTable.encode(message))
      }),
      { numRuns: runs(150) },
    )
  })

  it('leaves an ordinary message to nobody else', () => {
    const fields = Array.from({ length: spec.fieldsMax + 1 }, (_, number) => {
      const field = spec.fields[number]
      return field && new Field(String(number), field)
    })
    const message = {
      mti: '0200',
      2: '6225880212345678',
      3: '000000',
      4: '000000012800',
      11: '000017',
      52: Buffer.alloc(8),
    }
    const cursor = new Cursor()
    cursor.start(expectOk(byTable.encode(message as never), 'encode'))
    expect(generated.decode(cursor, spec, fields)).toEqual({ ...message, 52: new Uint8Array(8) })
    const writer = new Writer()
    writer.reserve(1000)
    const words = bitWords()
    expect(generated.encode(message, writer, 0, 1000, words, fields)).toBeGreaterThan(0)
    expect(generated.encode(message, writer, 0, 20, words, fields)).toBe(-1)
  })
})
