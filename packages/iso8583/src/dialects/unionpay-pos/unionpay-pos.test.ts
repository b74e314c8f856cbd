import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { inspect } from 'node:util'
import { describe as group, expect, it } from 'vitest'
import { describe } from '../../describe.ts'
import { unionpayPos, type UnionPayMessage } from './index.ts'

const PAN = '6225880212345678'
const TRACK_2 = '6225880212345678D30122200000000001000'
const SALE: UnionPayMessage = {
  mti: '0200',
  2: PAN,
  3: '000000',
  4: '000000012800',
  11: '000017',
  14: '3012',
  22: { panEntry: '05', pinEntry: '1' },
  23: '001',
  25: '00',
  26: '12',
  35: TRACK_2,
  41: '10000001',
  42: '898000012345678',
  49: '156',
  52: fromHex('1122334455667788'),
  53: { pinFormat: '2', encryption: '6', trackEncryption: '0' },
  55: {
    '9F26': fromHex('0102030405060708'),
    '9F36': fromHex('0001'),
    '5A': fromHex('6225880212345678'),
    '95': fromHex('0000000000'),
  },
  57: {
    softwareVersion: '1.4.0',
    pinKeyCheckValue: '82E136',
    pinDigits: 6,
    clears: 0,
    time: 1,
    repeated: false,
    entry: 1,
  },
  60: { type: '22', batch: '000001', networkCode: '000', reader: '6', chipCondition: '0' },
  64: new Uint8Array(8),
}

const encode = (message: UnionPayMessage) => expectOk(unionpayPos.encode(message), 'encode')
const decode = (bytes: Uint8Array) => expectOk(unionpayPos.decode(bytes), 'decode')

const refusal = (hex: string) => unionpayPos.decode(fromHex(hex.replaceAll(' ', '')))
const key = (length: number) => new Uint8Array(length).fill(7)
const signOn = (keys: NonNullable<UnionPayMessage[62]>['workingKeys']): UnionPayMessage => ({
  mti: '0810',
  60: { type: '00', batch: '000001', networkCode: '003' },
  62: { workingKeys: keys },
})

group('lengths of packed fields', () => {
  it('count digits, so that an odd track 2 keeps its last digit', () => {
    const bytes = encode({ mti: '0200', 35: TRACK_2 })
    expect(TRACK_2).toHaveLength(37)
    expect(toHex(bytes)).toBe(`0200000000002000000037${TRACK_2}0`)
    expect(decode(bytes)[35]).toBe(TRACK_2)
  })
  it('count digits in DE 2, 32, 60 and 61 too', () => {
    const message: UnionPayMessage = {
      mti: '0200',
      2: '6225880212345678901',
      32: '48021',
      60: { type: '22', batch: '000001', networkCode: '000' },
      61: { batch: '000001', trace: '000016', date: '1122' },
    }
    const hex = toHex(encode(message))
    expect(hex).toContain('1962258802123456789010')
    expect(hex).toContain('05480210')
    expect(hex).toContain('0011220000010000')
    expect(hex).toContain('00160000010000161122')
    expect(decode(encode(message))).toEqual(message)
  })
  it('pad DE 22 on the right and DE 23 on the left', () => {
    const bytes = encode({ mti: '0200', 22: { panEntry: '05', pinEntry: '1' }, 23: '001' })
    expect(toHex(bytes)).toBe('0200000006000000000005100001')
  })
})

group('a sale', () => {
  it('comes back as it was sent', () => {
    expect(decode(encode(SALE))).toEqual(SALE)
  })
  it('never prints card number, track, PIN block or chip card data', () => {
    const decoded = decode(encode(SALE))
    const printed = [
      JSON.stringify({ decoded }),
      inspect({ decoded }, { depth: 9 }),
      JSON.stringify(describe(unionpayPos, decoded, 'en')),
    ]
    for (const text of printed) {
      expect(text).not.toContain(PAN)
      expect(text).not.toContain('3012220000')
      expect(text).not.toMatch(/1122334455667788/)
      expect(text).toContain('622588******5678')
      expect(text).toContain('0102030405060708')
    }
  })
  it('shows issuer scripts and hides templates, which may hold a card number', () => {
    const script = fromHex('860584240000')
    const decoded = decode(encode({ mti: '0210', 55: { 70: fromHex('5A086225880212345678'), 72: script } }))
    expect(JSON.parse(JSON.stringify(decoded))).toMatchObject({ 55: { 70: '[10 bytes withheld]', 72: toHex(script) } })
  })
  it('describes itself in both languages', () => {
    const lines = describe(unionpayPos, decode(encode({ ...SALE, mti: '0210', 39: '55' })), 'zh-CN')
    expect(lines).toContainEqual({
      path: '39',
      name: { en: 'Response code', 'zh-CN': '应答码' },
      value: '55 密码错误',
      depth: 0,
    })
    expect(lines).toContainEqual({
      path: '60.batch',
      name: { en: 'Batch number', 'zh-CN': '批次号' },
      value: '000001',
      depth: 1,
    })
    expect(lines.find((line) => line.path === '55.5A')?.value).toBe('622588******5678')
  })
})

group('the MAC', () => {
  it('covers everything before DE 64 and takes its place', () => {
    const encoded = encode(SALE)
    const input = expectOk(unionpayPos.macInput(encoded), 'macInput')
    expect(toHex(encoded)).toBe(`${toHex(input)}0000000000000000`)
    const mac = fromHex('4233413039324145')
    expect(decode(unionpayPos.withMac(encoded, mac))[64]).toEqual(mac)
    expect(encoded.subarray(-8)).toEqual(new Uint8Array(8))
  })
  it('is missed where there is none', () => {
    expect(unionpayPos.macInput(encode({ mti: '0800', 11: '000001' }))).toMatchObject({ error: { reason: 'missing' } })
  })
})

group('chip parameters', () => {
  const administration = (networkCode: string) => ({ type: '00', batch: '000001', networkCode })
  const keys = [1, 2].map((index) => ({
    '9F06': fromHex('A000000333'),
    '9F22': Uint8Array.of(index),
    DF05: fromHex('20301231'),
  }))
  it('are listed to a terminal that uploads its state', () => {
    const message: UnionPayMessage = {
      mti: '0830',
      60: administration('372'),
      62: { parameters: { status: '1', 1: keys[0] as never, 2: keys[1] as never } },
    }
    const bytes = encode(message)
    expect(toHex(bytes)).toContain('319F0605A0000003339F220101DF0504203012319F0605A0000003339F220102')
    expect(decode(bytes)).toEqual(message)
    const lines = describe(unionpayPos, decode(bytes), 'en')
    expect(lines).toContainEqual(expect.objectContaining({ path: '62.parameters.2.9F22', value: '02', depth: 3 }))
    expect(lines).toContainEqual(expect.objectContaining({ path: '62.parameters.status', value: '1' }))
  })
  it('are told apart by a tag that JavaScript does not list first', () => {
    const first = { '9F06': fromHex('A000000333'), DF05: fromHex('20301231') }
    const second = { '9F06': fromHex('A000000333'), 50: fromHex('43554950') }
    const parameters = { status: '1', 1: first, 2: second }
    const message: UnionPayMessage = { mti: '0830', 60: administration('372'), 62: { parameters } }
    const bytes = encode(message)
    expect(toHex(bytes)).toContain('DF0504203012319F0605A000000333500443554950')
    expect(decode(bytes)).toEqual(message)
  })
  it('are told to be none', () => {
    const message: UnionPayMessage = { mti: '0830', 60: administration('382'), 62: { parameters: { status: '0' } } }
    expect(decode(encode(message))).toEqual(message)
  })
  it('are asked for by identifier and index', () => {
    const { DF05: _expiry, ...wanted } = keys[0] as Record<string, Uint8Array>
    const message: UnionPayMessage = { mti: '0800', 60: administration('370'), 62: { wanted } }
    expect(decode(encode(message))).toEqual(message)
  })
  it('are refused without a status, with a cut record, and where records could not be told apart', () => {
    const answer = (data: string) => {
      const length = String(data.length / 2).padStart(4, '0')
      return refusal(`0810 0000000000000014 0011 00000001370 0 ${length} ${data}`)
    }
    expect(answer('319F0605A000000333')).toMatchObject({ value: { 62: { parameters: { status: '1' } } } })
    expect(answer('')).toMatchObject({ error: { path: '62.status' } })
    expect(answer('019F0605A000000333')).toMatchObject({ error: { path: '62.status' } })
    expect(answer('319F0605A0000003')).toMatchObject({ error: { path: '62.9F06', reason: 'structure' } })
    const apart = { status: '1', 1: keys[0] as never, 2: { DF02: new Uint8Array(4) } }
    const message: UnionPayMessage = { mti: '0810', 60: administration('370'), 62: { parameters: apart } }
    expect(unionpayPos.encode(message)).toMatchObject({ error: { path: '62.2' } })
  })
})

group('private fields by message', () => {
  const check = fromHex('82E13665')
  it.each([
    [24, 8, false],
    [40, 16, false],
    [56, 24, false],
    [60, 16, true],
    [84, 24, true],
  ])('working keys of %i bytes', (total, length, track) => {
    const keys = {
      pinKey: key(length),
      pinCheckValue: check,
      macKey: key(length),
      macCheckValue: check,
      ...(track && { trackKey: key(length), trackCheckValue: check }),
    }
    const bytes = encode(signOn(keys))
    expect(bytes.length).toBe(2 + 8 + 2 + 6 + 2 + total)
    const decoded = decode(bytes)
    expect(decoded[62]?.workingKeys).toEqual(keys)
    expect(JSON.stringify(decoded)).not.toContain('0707')
  })
  it('DE 63 is the operator at sign-on and advice in a response', () => {
    const operator: UnionPayMessage = { mti: '0800', 63: { operator: '01 ' } }
    expect(decode(encode(operator))).toEqual(operator)
    const advice = { cause: 'T.stale-key', confidence_percent: 93 }
    const refused: UnionPayMessage = { mti: '0210', 39: '55', 63: { companyCode: 'CUP', advice } }
    expect(Buffer.from(encode(refused)).toString('latin1')).toContain('CUPFF1|T.stale-key|93|')
    expect(decode(encode(refused))).toEqual(refused)
    const last: UnionPayMessage = { mti: '0210', 63: { companyCode: 'CUP', advice: { ...advice, triesLeft: 1 } } }
    expect(decode(encode(last))).toEqual(last)
    const theirs: UnionPayMessage = { mti: '0210', 63: { companyCode: 'CUP', text: 'FF1|not ours' } }
    expect(decode(encode(theirs))).toEqual(theirs)
  })
  it('DE 48 of a batch upload lists transactions, without their card numbers in a log', () => {
    const batch = {
      1: { cardKind: '00', trace: '000017', pan: '00006225880212345678', amount: '000000012800' },
      2: { cardKind: '01', trace: '000018', pan: '00004761739001010119', amount: '000000000100' },
    }
    const upload: UnionPayMessage = { mti: '0320', 48: { batch } }
    const bytes = encode(upload)
    expect(toHex(bytes)).toContain('00820200000017000062258802123456780000000128000100001800004761739001010119')
    expect(decode(bytes)).toEqual(upload)
    expect(JSON.stringify(decode(bytes))).not.toContain('588021234')
    expect(JSON.stringify(decode(encode({ mti: '0200', 48: { text: '6225880212345678' } })))).not.toContain('6225')
  })
  it('DE 48 of a settlement holds totals', () => {
    const settlement = {
      domesticDebitAmount: '000000012800',
      domesticDebitCount: '001',
      domesticCreditAmount: '000000000000',
      domesticCreditCount: '000',
      domesticResult: '1',
      foreignDebitAmount: '000000000000',
      foreignDebitCount: '000',
      foreignCreditAmount: '000000000000',
      foreignCreditCount: '000',
      foreignResult: '1',
    }
    const message: UnionPayMessage = { mti: '0510', 48: { settlement } }
    expect(decode(encode(message))).toEqual(message)
  })
  it('DE 57 of another maker stays text', () => {
    const theirs: UnionPayMessage = { mti: '0200', 57: { text: 'FF1SW99' } }
    expect(decode(encode(theirs))).toEqual(theirs)
  })
})

group('bytes that are wrong', () => {
  it('name the field, the offset and what was expected', () => {
    expect(refusal('0200 2000000000000000 00A000')).toEqual({
      ok: false,
      error: { path: '3', offset: 11, expected: 'digits', found: 'byte A0', reason: 'content' },
    })
  })
  it.each([
    ['02', 'mti', 'truncated'],
    ['02A0', 'mti', 'message-type'],
    ['0200 20', 'bitmap', 'truncated'],
    ['0200 8000000000000000', 'bitmap', 'bitmap'],
    ['0200 0800000000000000', '5', 'unknown-field'],
    ['0200 4000000000000000 20', '2', 'length'],
    ['0200 4000000000000000 1962', '2', 'truncated'],
    ['0200 2000000000000000 00000000', 'message', 'trailing'],
    ['0200 0000020000000000 A001', '23', 'padding'],
    ['0200 0000000000000200 00039F2605', '55.9F26', 'structure'],
  ])('%s', (hex, path, reason) => {
    expect(refusal(hex)).toMatchObject({ ok: false, error: { path, reason } })
  })
  it('never show card data', () => {
    const result = refusal('0200 4000000000000000 16622588021234567A')
    expect(result).toMatchObject({ error: { path: '2', found: 'a byte that is withheld' } })
  })
})
