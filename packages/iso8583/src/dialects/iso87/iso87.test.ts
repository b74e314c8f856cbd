import { expectOk, fromHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { iso87Ascii, type Iso87Message } from './index.ts'

const roundTrip = (message: Iso87Message) =>
  expectOk(iso87Ascii.decode(expectOk(iso87Ascii.encode(message), 'encode')), 'decode')

describe('iso87Ascii', () => {
  it('writes digits, lengths and bitmap as characters and a PIN block as bytes', () => {
    const bytes = expectOk(
      iso87Ascii.encode({ mti: '0200', 2: '6225880212345678', 52: fromHex('FF22334455667788') }),
      'encode',
    )
    expect(Buffer.from(bytes).toString('latin1')).toBe(
      `02004000000000001000166225880212345678\xFF\x22\x33\x44\x55\x66\x77\x88`,
    )
  })
  it('has a second bitmap when a field above 64 is there', () => {
    const reversal: Iso87Message = {
      mti: '0400',
      7: '1122220500',
      11: '000018',
      90: {
        mti: '0200',
        trace: '000017',
        transmitted: '1122220000',
        acquirer: '00012345678',
        forwarder: '00000000000',
      },
      128: fromHex('0102030405060708'),
    }
    expect(roundTrip(reversal)).toEqual(reversal)
  })
  it('reads PIN tries left out of DE 44 and leaves other text alone', () => {
    const refused: Iso87Message = { mti: '0210', 39: '55', 44: { triesLeft: 2 } }
    expect(roundTrip(refused)).toEqual(refused)
    const other: Iso87Message = { mti: '0210', 39: '00', 44: { text: 'TRIES=many' } }
    expect(roundTrip(other)).toEqual(other)
  })
  it('covers DE 128 with macInput', () => {
    const encoded = expectOk(iso87Ascii.encode({ mti: '0200', 70: '301', 128: new Uint8Array(8) }), 'encode')
    expect(expectOk(iso87Ascii.macInput(encoded), 'macInput')).toHaveLength(encoded.length - 8)
  })
})
