import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { createDialect, type Dialect, withoutLayouts } from './dialect.ts'
import { DIALECTS } from './dialects/index.ts'
import type { UntypedMessage } from './message-type.ts'
import type { FieldSpec } from './specification.ts'

const {
  'unionpay-pos': unionpay,
  'iso87-ascii': iso87,
  'iso93-ascii': iso93,
  iso2003,
  'host-ebcdic': ebcdic,
} = DIALECTS
const SALE = { mti: '0200', 2: '6225880212345678', 3: '000000', 11: '000017', 41: '10000001' } as const
const bytesOf = (message: Parameters<typeof unionpay.encode>[0]) => expectOk(unionpay.encode(message), 'encode').slice()

describe('peek', () => {
  it('gives elements in the order asked for, undefined where there is none or could be none', () => {
    expect(unionpay.peek(bytesOf(SALE), [41, 2, 4])).toEqual({ ok: true, value: ['10000001', SALE[2], undefined] })
    expect(unionpay.peek(bytesOf(SALE), [64, 1 as never, 200 as never])).toMatchObject({
      value: [undefined, undefined, undefined],
    })
    expect(unionpay.peek(bytesOf({ mti: '0800' }), [41])).toEqual({ ok: true, value: [undefined] })
  })
  it('does not look at the content of others, and does at the structure of all', () => {
    const bytes = bytesOf(SALE)
    bytes[20] = 0xaa
    expect(unionpay.decode(bytes)).toMatchObject({ error: { path: '3', offset: 20 } })
    expect(unionpay.peek(bytes, [2, 41])).toEqual({ ok: true, value: [SALE[2], '10000001'] })
    expect(unionpay.peek(bytes, [41, 3])).toMatchObject({ error: { path: '3', offset: 20, reason: 'content' } })
    expect(unionpay.peek(bytes.subarray(0, -1), [2])).toMatchObject({ error: { path: '41', reason: 'truncated' } })
    expect(unionpay.peek(Uint8Array.of(...bytes, 0), [2])).toMatchObject({ error: { reason: 'trailing' } })
    expect(unionpay.peek(bytes.subarray(0, 5), [2])).toMatchObject({ error: { path: 'bitmap' } })
    expect(unionpay.peek(bytes.subarray(0, 1), [2])).toMatchObject({ error: { path: 'mti' } })
  })
  it('chooses a layout by elements that come before, unless they are wrong', () => {
    const message = {
      mti: '0800',
      60: { type: '00', batch: '000001', networkCode: '370' },
      62: { wanted: { '9F22': fromHex('01') } },
    }
    const bytes = bytesOf(message)
    expect(unionpay.peek(bytes, [62])).toEqual({ ok: true, value: [message[62]] })
    bytes[12] = 0xaa
    expect(unionpay.peek(bytes, [62])).toEqual({ ok: true, value: [{ data: fromHex('9F220101') }] })
  })
})

describe('decode', () => {
  it('tells what is wrong with an element before what is wrong behind it', () => {
    const bytes = bytesOf(SALE)
    bytes[20] = 0xaa
    expect(unionpay.decode(bytes.subarray(0, -1))).toMatchObject({ error: { path: '3', offset: 20 } })
    bytes[20] = 0
    expect(unionpay.decode(bytes.subarray(0, -1))).toMatchObject({ error: { path: '41', reason: 'truncated' } })
    expect(unionpay.decode(Uint8Array.of(...bytes, 1, 2))).toEqual({
      ok: false,
      error: { path: 'message', offset: bytes.length, expected: 'the end', found: '2 bytes more', reason: 'trailing' },
    })
  })
  it('gives binary values as views that can be wiped', () => {
    const bytes = bytesOf({ mti: '0200', 52: fromHex('1122334455667788') })
    expectOk(unionpay.decode(bytes), 'decode')[52]?.fill(0)
    expect(toHex(bytes.subarray(-8))).toBe('0000000000000000')
  })
})

describe('encode', () => {
  it('writes messages that are longer than usual', () => {
    const long = 'x'.repeat(999)
    const message = { mti: '0200', 2: '6225880212345678', 46: long, 47: long, 48: long } as const
    const bytes = expectOk(iso87.encode(message), 'encode').slice()
    expect(bytes).toEqual(expectOk(createDialect(iso87.spec).encode(message), 'encode by table'))
    expect(expectOk(iso87.decode(bytes), 'decode')).toEqual(message)
  })
  it('gives bytes that later messages leave alone', () => {
    const kept = Array.from({ length: 300 }, (_, i) => {
      const message = { ...SALE, 11: String(i).padStart(6, '0') }
      return { message, bytes: expectOk(unionpay.encode(message), 'encode') }
    })
    expect(unionpay.encode({ mti: '0200', 2: '1', 3: 'x' }).ok).toBe(false)
    for (const { message, bytes } of kept) expect(expectOk(unionpay.decode(bytes), 'decode')).toEqual(message)
  })
  it('fills short text and refuses short digits', () => {
    const bytes = expectOk(iso87.encode({ mti: '0200', 43: 'SHOP' }), 'encode')
    expect(Buffer.from(bytes).toString().slice(20)).toBe('SHOP'.padEnd(40))
    expect(iso87.encode({ mti: '0200', 3: '0' })).toMatchObject({ error: { path: '3', reason: 'length' } })
  })
  it.each(['020', '02000', '02x0', '', undefined, 200])('refuses %j as a message type', (mti) => {
    expect(iso87.encode({ mti } as never)).toMatchObject({ error: { path: 'mti', reason: 'message-type' } })
    expect(unionpay.encode({ mti } as never)).toMatchObject({ error: { path: 'mti', reason: 'message-type' } })
  })
})

describe('the MAC', () => {
  const mac = fromHex('4233413039324145')
  const dialects = { iso87, iso93, iso2003, ebcdic } as unknown as Record<string, Dialect<UntypedMessage>>
  it.each([
    ['iso87', 64],
    ['iso87', 128],
    ['iso93', 64],
    ['iso93', 128],
    ['iso2003', 128],
    ['ebcdic', 64],
  ])('of %s is the last element, DE %i', (name, number) => {
    const dialect = dialects[name] as Dialect<UntypedMessage>
    const encoded = expectOk(dialect.encode({ mti: '0200', [number]: new Uint8Array(8) }), 'encode').slice()
    const input = expectOk(dialect.macInput(encoded), 'macInput')
    const whole = dialect.withMac(encoded, mac)
    expect(whole.subarray(0, input.length)).toEqual(input)
    expect(whole.length).toBe(encoded.length)
    expect(expectOk(dialect.decode(whole), 'decode')[number]).toEqual(mac)
    expect(() => dialect.withMac(encoded, mac.subarray(1))).toThrow('withMac')
  })
  it('is missed in a message without it, and in one that is cut', () => {
    const without = expectOk(iso87.encode({ mti: '0200', 64: mac, 70: '301' }), 'encode').slice()
    expect(iso87.macInput(without)).toMatchObject({ error: { path: 'bitmap', reason: 'missing' } })
    expect(() => iso87.withMac(without, mac)).toThrow('withMac')
    const cut = bytesOf({ mti: '0200', 64: mac }).subarray(0, 12)
    expect(unionpay.macInput(cut)).toMatchObject({ error: { path: '64', reason: 'truncated' } })
    expect(unionpay.macInput(cut.subarray(0, 9))).toMatchObject({ error: { path: 'bitmap' } })
    expect(unionpay.macInput(cut.subarray(0, 1))).toMatchObject({ error: { path: 'mti' } })
    const whole = bytesOf({ mti: '0200', 64: mac })
    expect(expectOk(unionpay.macInput(whole), 'macInput')).toEqual(whole.subarray(0, 10))
    expect(unionpay.macInput(whole.subarray(0, -1))).toMatchObject({
      error: { path: '64', reason: 'truncated', expected: '8 bytes', found: '7 bytes left' },
    })
    const other = bytesOf({ mti: '0200', 11: '000017', 64: mac })
    expect(unionpay.macInput(other.with(9, 0))).toMatchObject({ error: { expected: 'DE 64 with a MAC', offset: 0 } })
    // Bit 63 is none of a MAC, and a message that nothing is known of has no place for one.
    expect(unionpay.macInput(other.with(9, 2)).ok).toBe(false)
    const unknown = createDialect({ ...unionpay.spec, fields: { 11: unionpay.spec.fields[11] as FieldSpec } })
    expect(unknown.macInput(other)).toMatchObject({ error: { path: 'bitmap', reason: 'missing' } })
  })
  it('may lie in a third bitmap, and in hex characters', () => {
    const own = createDialect({
      id: 'own',
      name: { en: 'Own', 'zh-CN': '自有' },
      messageType: 'ascii',
      bitmap: 'hex',
      fieldsMax: 192,
      fields: { 192: { content: 'b', encoding: 'hex', length: 8 } },
    })
    const encoded = expectOk(own.encode({ mti: '0200', 192: new Uint8Array(8) }), 'encode').slice()
    expect(expectOk(own.macInput(encoded), 'macInput')).toHaveLength(encoded.length - 16)
    expect(Buffer.from(own.withMac(encoded, mac)).toString()).toMatch(/4233413039324145$/)
    expect(expectOk(own.decode(own.withMac(own.withMac(encoded, mac), mac)), 'decode')[192]).toEqual(mac)
  })
})

describe('withoutLayouts', () => {
  it('keeps every element whole', () => {
    const bytes = bytesOf({ ...SALE, 22: { panEntry: '05', pinEntry: '1' }, 60: { type: '22', batch: '000001' } })
    const decoded = expectOk(withoutLayouts(unionpay.spec).decode(bytes), 'decode')
    expect(decoded).toEqual({ ...SALE, 22: '051', 60: '22000001' })
  })
})
