import { expectOk } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../dialect.ts'
import { DIALECTS } from '../dialects/index.ts'
import { unionpayPos } from '../dialects/unionpay-pos/index.ts'
import { arbitraryMessage } from '../testing/arbitrary-message.ts'
import { messageFromJson, messageToJson } from './message-json.ts'
import { runs } from '../testing/runs.ts'

const dialects = Object.entries(DIALECTS) as unknown as (readonly [string, Dialect<{ readonly mti: string }>])[]

describe('messages as JSON', () => {
  it.each(dialects)('%s: the clear form comes back as it was', (_, dialect) => {
    fc.assert(
      fc.property(arbitraryMessage(dialect.spec), (message) => {
        const json: unknown = JSON.parse(JSON.stringify(messageToJson(dialect, message, 'clear')))
        expect(expectOk(messageFromJson(dialect, json), 'from JSON')).toEqual(message)
      }),
      { numRuns: runs(50) },
    )
  })
  it('masks card data in the other form', () => {
    const json = messageToJson(unionpayPos, { mti: '0200', 2: '6225880212345678' }, 'masked')
    expect(json).toEqual({ mti: '0200', 2: '622588******5678' })
  })
  it.each([
    [{ 2: '62' }, 'mti'],
    [{ mti: '0200', 5: '1' }, '5'],
    [{ mti: '0200', 52: 'XY' }, '52'],
    [{ mti: '0200', 55: { '9F26': 5 } }, '55.9F26'],
  ])('names what is wrong in %j', (json, path) => {
    expect(messageFromJson(unionpayPos, json)).toMatchObject({ ok: false, error: { path } })
  })
})
