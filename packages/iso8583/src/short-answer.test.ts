import { expectOk } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { iso87Ascii } from './dialects/iso87/index.ts'
import { unionpayPos, type UnionPayMessage } from './dialects/unionpay-pos/index.ts'
import { answerType } from './message-kind.ts'
import { shortAnswers } from './short-answer.ts'
import { arbitraryMessage } from './testing/arbitrary-message.ts'
import { runs } from './testing/runs.ts'

const REPEATED = [3, 4, 11, 25, 41, 42, 49, 60] as const
const refuse = shortAnswers(unionpayPos, REPEATED, { 39: '96' })

describe('a short answer', () => {
  it('is what decoding the message and encoding an answer comes to', () => {
    fc.assert(
      fc.property(arbitraryMessage(unionpayPos.spec), (any) => {
        const message = any as UnionPayMessage
        const mti = answerType(message.mti)
        const bytes = expectOk(unionpayPos.encode(message), 'encode').slice()
        const fields = Object.fromEntries(REPEATED.map((number) => [number, message[number]]))
        const expected = mti && expectOk(unionpayPos.encode({ ...fields, mti, 39: '96' }), 'answer').slice()
        expect(refuse(bytes)?.slice()).toEqual(expected)
      }),
      { numRuns: runs(100) },
    )
  })

  it('is written in any dialect, behind the last element of the message and in the place of one', () => {
    const answer = shortAnswers(iso87Ascii, [3, 39, 70], { 39: '91', 102: 'account' })
    const request = expectOk(iso87Ascii.encode({ mti: '0200', 3: '000000', 39: '00', 70: '301' }), 'encode')
    const expected = { mti: '0210', 3: '000000', 39: '91', 70: '301', 102: 'account' }
    expect(expectOk(iso87Ascii.decode(answer(request) as Uint8Array), 'decode')).toEqual(expected)
  })

  it('is not given to what is no request, is cut, or goes on behind its end', () => {
    const bytes = expectOk(unionpayPos.encode({ mti: '0200', 3: '000000', 11: '000001', 41: 'T0000001' }), 'encode')
    expect(refuse(bytes)).toBeDefined()
    for (let length = 0; length < bytes.length; length++) expect(refuse(bytes.subarray(0, length))).toBeUndefined()
    expect(refuse(Uint8Array.of(...bytes, 0))).toBeUndefined()
    expect(refuse(expectOk(unionpayPos.encode({ mti: '0210' }), 'encode'))).toBeUndefined()
  })
})
