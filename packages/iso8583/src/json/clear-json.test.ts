import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnyDialect } from '../capture/guess.ts'
import { DIALECTS } from '../dialects/index.ts'
import { unionpayPos } from '../dialects/unionpay-pos/index.ts'
import { arbitraryMessage } from '../testing/arbitrary-message.ts'
import { runs } from '../testing/runs.ts'
import { clearJson } from './clear-json.ts'
import { messageFromJson } from './message-json.ts'

const dialects = Object.entries(DIALECTS) as unknown as (readonly [string, AnyDialect])[]

/** Through JSON text and back to bytes. */
function throughJson(dialect: AnyDialect, bytes: Uint8Array): { readonly bytes: string; readonly isExact: boolean } {
  const message = expectOk(dialect.decode(bytes), 'decode')
  const { json, isExact } = clearJson(dialect, message, bytes)
  const back = expectOk(messageFromJson(dialect, JSON.parse(JSON.stringify(json))), 'from JSON')
  return { bytes: toHex(expectOk(dialect.encode(back), 'encode')), isExact }
}

describe('clearJson', () => {
  it.each(dialects)('%s: the same bytes come back', (_, dialect) => {
    fc.assert(
      fc.property(arbitraryMessage(dialect.spec), (message) => {
        const bytes = expectOk(dialect.encode(message), 'encode').slice()
        expect(throughJson(dialect, bytes)).toEqual({ bytes: toHex(bytes), isExact: true })
      }),
      { numRuns: runs(40) },
    )
  })
  it.each(dialects)(
    '%s: damaged bytes that can still be read come back, or it is said that they do not',
    (_, dialect) => {
      const damaged = fc.tuple(arbitraryMessage(dialect.spec), fc.nat(), fc.nat(255))
      fc.assert(
        fc.property(damaged, ([message, position, value]) => {
          const bytes = expectOk(dialect.encode(message), 'encode').slice()
          bytes[position % bytes.length] = value
          if (!dialect.decode(bytes).ok) return
          const back = throughJson(dialect, bytes)
          expect(back.isExact).toBe(back.bytes === toHex(bytes))
        }),
        { numRuns: runs(150) },
      )
    },
  )
  it('keeps the order of chip tags, by giving the element whole', () => {
    const dialect = unionpayPos as unknown as AnyDialect
    const chip = '9F36020001950500000000009F100401020304'
    const sale = { mti: '0200', 55: fromHex(chip), 60: { type: '22', batch: '000001' } }
    const bytes = expectOk(dialect.encode(sale), 'encode').slice()
    const message = expectOk(dialect.decode(bytes), 'decode')
    const { json, isExact } = clearJson(dialect, message, bytes)
    expect(json).toMatchObject({ 55: chip, 60: { type: '22', batch: '000001' } })
    expect(isExact).toBe(true)
    expect(throughJson(dialect, bytes).bytes).toBe(toHex(bytes))
  })
  it('gives only those elements whole that need it, and says when that does not help either', () => {
    const dialect = unionpayPos as unknown as AnyDialect
    const other = { mti: '0200', 22: { panEntry: '05', pinEntry: '1' }, 55: fromHex('9F3602000195050000000000') }
    const bytes = expectOk(dialect.encode(other), 'encode').slice()
    const { json } = clearJson(dialect, expectOk(dialect.decode(bytes), 'decode'), bytes)
    expect(json).toEqual({ mti: '0200', 22: { panEntry: '05', pinEntry: '1' }, 55: '9F3602000195050000000000' })
    // The filler nibble of an odd number may be anything, and no value keeps it.
    const filled = bytes.slice()
    filled[11] = (filled[11] as number) | 0x0f
    const lost = clearJson(dialect, expectOk(dialect.decode(filled), 'decode'), filled)
    expect(lost.isExact).toBe(false)
    expect(lost.json).toMatchObject({ mti: '0200', 22: '051' })
    const bare = expectOk(dialect.encode({ mti: '0800', 11: '000001' } as { mti: string }), 'encode').slice()
    const none = clearJson(dialect, { mti: '0800', 11: '000001' } as never, bare.subarray(0, 5))
    expect(none).toEqual({ json: { mti: '0800', 11: '000001' }, isExact: false })
  })
})
