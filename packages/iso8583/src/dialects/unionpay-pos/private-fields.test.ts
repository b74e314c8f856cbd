import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { unionpayPos, type UnionPayMessage } from './index.ts'

const decode = (bytes: Uint8Array) => expectOk(unionpayPos.decode(bytes), 'decode')
const ascii = (text: string): string => toHex(Uint8Array.from(text, (character) => character.charCodeAt(0)))

/** Writes the message, finds the element's content in it as given in hex, reads the message back. */
function expectWritten(message: UnionPayMessage, content: string): void {
  const bytes = expectOk(unionpayPos.encode(message), 'encode').slice()
  expect(toHex(bytes)).toContain(content)
  expect(decode(bytes)).toEqual(message)
  expect(expectOk(unionpayPos.peek(bytes, [48, 62]), 'peek')).toEqual([message[48], message[62]])
}
const management = (networkCode: string) => ({ type: '00', batch: '000001', networkCode })

describe('DE 48', () => {
  it('counts the transactions at the end of a batch upload', () => {
    expectWritten({ mti: '0320', 48: { batchEnd: { count: '0012' } }, 60: management('207') }, '00040012')
  })
  it('is a tip in an adjustment', () => {
    expectWritten({ mti: '0220', 48: { tip: { amount: '000000001500' } } }, '0012000000001500')
  })
  it('tells how the card was read that a load is paid from', () => {
    expectWritten({ mti: '0200', 25: '91', 48: { otherCard: { panEntry: '05', pinEntry: '2' } } }, '00040520')
  })
  it('stays text where nothing else is known', () => {
    expectWritten({ mti: '0200', 25: '00', 48: { text: '0520' } }, '00040520')
    expectWritten({ mti: '0500', 48: { text: '12' } }, '000212')
  })
})

describe('DE 62', () => {
  it('sets terminal parameters by code', () => {
    expectWritten(
      {
        mti: '0810',
        60: management('360'),
        62: {
          terminalParameters: {
            applicationKind: '60',
            responseTimeout_s: '60',
            phone1: '02155556666   ',
            allowsTips: '0',
            merchantName: '小店'.padEnd(38, ' '),
            transactions: fromHex('FFF00000'),
          },
        },
      },
      `0075${ascii('1160126014')}${ascii('02155556666   18022')}`.slice(0, -2),
    )
  })
  it('tells of the terminal itself', () => {
    expectWritten(
      {
        mti: '0820',
        60: management('362'),
        62: { terminalStatus: { keypad: '1', pinPad: '0', dialStatistics: '007200999980' } },
      },
      ascii('01102051007200999980'),
    )
  })
  it('names the terminal at sign-on', () => {
    expectWritten(
      { mti: '0800', 60: management('003'), 62: { terminalSerial: { label: 'Sequence No', serial: '313612345678' } } },
      `0025${ascii('Sequence No12313612345678')}`,
    )
  })
  it('asks for the list of CA keys from where it stands, and for refused cards', () => {
    expectWritten(
      { mti: '0820', 60: management('372'), 62: { listed: { kind: '1', count: '00' } } },
      `0003${ascii('100')}`,
    )
    expectWritten(
      { mti: '0800', 60: management('390'), 62: { refusedCardsFrom: { number: '000' } } },
      `0003${ascii('000')}`,
    )
  })
  it('lists refused cards, and does not show them', () => {
    const message: UnionPayMessage = {
      mti: '0810',
      60: management('390'),
      62: {
        refusedCards: {
          status: '1',
          last: '002',
          1: { length: '06', card: '622588        ' },
          2: { length: '14', card: '62258802123456' },
        },
      },
    }
    expectWritten(message, ascii('100206622588        1462258802123456'))
    const bytes = expectOk(unionpayPos.encode(message), 'encode')
    expect(JSON.stringify(decode(bytes))).not.toContain('62258802123456')
  })
  it('carries a chip transaction of a batch upload', () => {
    const approved = { usage: '61', cardKind: '00', result: '00', amount: '000000012800', currency: '156' }
    expectWritten(
      { mti: '0320', 60: management('203'), 62: { chipTransaction: approved } },
      `0021${ascii('610000000000012800156')}`,
    )
    const refused = { ...approved, usage: '71', result: '11', reason: '10' }
    expectWritten(
      { mti: '0320', 60: management('206'), 62: { chipTransaction: refused } },
      `0023${ascii('71001100000001280015610')}`,
    )
  })
  it.each([
    ['an unknown code', '0810', '360', '99', '62.99', 'structure'],
    ['a code twice', '0820', '362', '011011', '62.keypad', 'structure'],
    ['a value cut short', '0810', '360', '146', '62.phone1', 'truncated'],
    ['a half record', '0810', '390', '100106', '62.card', 'truncated'],
  ])('refuses %s', (_, mti, code, text, path, reason) => {
    const message = { mti, 60: management(code), 62: { data: Uint8Array.from(text, (one) => one.charCodeAt(0)) } }
    const bytes = expectOk(unionpayPos.encode(message), 'encode')
    expect(unionpayPos.decode(bytes)).toMatchObject({ ok: false, error: { path, reason } })
  })
})

describe('value-added services', () => {
  it('ask for instalments, and are told the plan', () => {
    const wanted = { periods: '12', project: 'P01'.padEnd(30), feePayment: '10', reserved: ' '.repeat(28) }
    expectWritten({ mti: '0200', 25: '64', 62: { instalments: wanted } }, `0062${ascii('12P01')}`)
    const plan = {
      firstAmount: '000000010000',
      currency: '156',
      fee: '000000000500',
      points: '000000000000',
      feePayment: '0',
      firstFee: ' '.repeat(12),
      laterFee: ' '.repeat(12),
      reserved: ' '.repeat(13),
    }
    expectWritten({ mti: '0210', 25: '64', 62: { instalmentPlan: plan } }, `0077${ascii('000000010000156')}`)
  })
  it('tell points, and the terminal of a refunded sale', () => {
    expectWritten({ mti: '0210', 25: '65', 62: { points: { points: '0000000100', rest: '000000000900' } } }, '0022')
    const refund: UnionPayMessage = {
      mti: '0220',
      60: { type: '27', batch: '000001' },
      62: { originalTerminal: { id: '10000002' } },
    }
    expectWritten(refund, `0008${ascii('10000002')}`)
  })
  it('load an electronic purse, and show neither card nor authentication code', () => {
    const load = {
      usage: 'RQ',
      issuer: fromHex('0102030405060708'),
      card: '00006225880212345678',
      random: fromHex('11223344'),
      keyIndex: fromHex('01'),
      keyVersion: fromHex('00'),
      sequence: fromHex('0007'),
      balance: fromHex('00000064'),
      amount: fromHex('000003E8'),
      kind: fromHex('02'),
      terminal: fromHex('112233445566'),
      mac: fromHex('AABBCCDD'),
    }
    const message: UnionPayMessage = { mti: '0200', 58: { load } }
    expectWritten(message, '00475251010203040506070800006225880212345678')
    const text = JSON.stringify(decode(expectOk(unionpayPos.encode(message), 'encode')))
    expect(text).not.toContain('225880212')
    expect(text).not.toContain('AABBCCDD')
    const other: UnionPayMessage = { mti: '0210', 58: { data: fromHex('5250AABB') } }
    expectWritten(other, '00045250AABB')
    expect(JSON.stringify(decode(expectOk(unionpayPos.encode(other), 'encode')))).not.toContain('AABB')
  })
})
