import { concatBytes, expectOk, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { DIALECTS } from '../dialects/index.ts'
import { hostPacked } from '../dialects/host/index.ts'
import { unionpayPos } from '../dialects/unionpay-pos/index.ts'
import { iso87Ascii } from '../dialects/iso87/index.ts'
import { encodeFrame, FRAMINGS } from '../frame/framing.ts'
import { CaptureReader, decodeCapture } from './decode-capture.ts'
import { type AnyDialect, guess } from './guess.ts'
import { readJposLog } from './jpos-log.ts'

const dialects = Object.values(DIALECTS) as unknown as readonly AnyDialect[]
const options = { dialects }
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

const sale = expectOk(
  unionpayPos.encode({
    mti: '0200',
    2: '6225880212345678',
    3: '000000',
    4: '000000012800',
    11: '000017',
    22: { panEntry: '05', pinEntry: '1' },
    41: '10000001',
    42: '898000012345678',
    49: '156',
    60: { type: '22', batch: '000001', networkCode: '000' },
  }),
  'encode',
).slice()
const framed = encodeFrame({
  tpdu: Uint8Array.of(0x60, 0, 3, 0, 0),
  header: Uint8Array.of(0x60, 0x31, 0, 0x31, 0x13, 5),
  body: sale,
})

const number16 = (value: number): number[] => [value >> 8, value & 0xff]
const number32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]

/** A TCP segment from 10.0.0.7:42000 to 10.0.0.1:9000 in an Ethernet frame. */
function segment(sequence: number, payload: Uint8Array, flags = 0x18): Uint8Array {
  const tcp = [
    ...number16(42000),
    ...number16(9000),
    ...number32(sequence),
    ...number32(0),
    0x50,
    flags,
    0,
    0,
    0,
    0,
    0,
    0,
  ]
  const total = 20 + tcp.length + payload.length
  const ip = [0x45, 0, ...number16(total), 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 7, 10, 0, 0, 1]
  return concatBytes(new Uint8Array(14), Uint8Array.from([...ip, ...tcp]), payload)
}

function pcap(packets: readonly Uint8Array[]): Uint8Array {
  const header = Uint8Array.from([
    ...number32(0xa1b2c3d4),
    0,
    2,
    0,
    4,
    ...number32(0),
    ...number32(0),
    ...number32(65535),
    ...number32(1),
  ])
  const record = (bytes: Uint8Array) =>
    Uint8Array.from([
      ...number32(1700000000),
      ...number32(5),
      ...number32(bytes.length),
      ...number32(bytes.length),
      ...bytes,
    ])
  return concatBytes(header, ...packets.map(record))
}

describe('decodeCapture', () => {
  it.each([
    ['raw bytes', framed],
    ['hex', ascii(toHex(framed))],
    ['hex with spaces', ascii(toHex(framed).replaceAll(/../g, '$& '))],
    ['base64', ascii(Buffer.from(framed).toString('base64'))],
  ])('reads %s, finding framing and dialect', (_, input) => {
    const [found] = expectOk(decodeCapture(input, options), 'capture')
    expect(found).toMatchObject({ dialect: 'unionpay-pos', framing: 'unionpay-terminal', tpdu: '6000030000' })
    expect(found?.message.ok && found.message.value).toMatchObject({ mti: '0200', 11: '000017' })
  })

  it('puts TCP segments together: out of order, repeated, overlapping, sequence numbers wrapping', () => {
    const start = 0xffffffff - 20
    const at = (from: number, to: number) => segment((start + 1 + from) >>> 0, framed.subarray(from, to))
    const file = pcap([
      segment(start, new Uint8Array(0), 2),
      at(0, 10),
      at(40, framed.length),
      at(5, 30),
      at(0, 10),
      at(30, 40),
    ])
    const [found] = expectOk(decodeCapture(file, options), 'capture')
    expect(found).toMatchObject({ source: '10.0.0.7:42000 > 10.0.0.1:9000', dialect: 'unionpay-pos' })
    expect(found?.message.ok).toBe(true)
  })

  it.each([1, 7, 64, 1_000])('reads the same from a file that arrives in pieces of %i bytes', (size) => {
    const at = (from: number, to: number, flags = 0x18) => segment(1_000 + from, framed.subarray(from, to), flags)
    const file = pcap([at(0, 10), at(40, framed.length), at(10, 40, 0x19), at(0, framed.length), at(0, 12)])
    const reader = new CaptureReader(options)
    const found = []
    for (let from = 0; from < file.length; from += size) found.push(...reader.push(file.subarray(from, from + size)))
    found.push(...reader.end())
    const whole = expectOk(decodeCapture(file, options), 'capture')
    const told = (messages: typeof whole) => messages.map((each) => ({ ...each, inTheClear: each.inTheClear() }))
    expect(told(found)).toEqual(told(whole))
    expect(found.length).toBeGreaterThan(0)
  })

  it('says what it read of a stream when the connection ends, and begins anew', () => {
    const reader = new CaptureReader(options)
    const once = pcap([segment(1, framed, 0x19), segment(9_000, new Uint8Array(0), 2), segment(9_001, framed, 0x19)])
    expect(reader.push(once)).toHaveLength(2)
    expect(reader.end()).toEqual([])
  })

  it('reads a jPOS log, private elements included', () => {
    const log = `<log realm="channel/10.0.0.7" at="2026-11-22T06:30:05.123">
  <receive><isomsg direction="incoming">
    <field id="0" value="0200"/><field id="2" value="6225880212345678"/><field id="11" value="000017"/>
    <field id="22" value="051"/><field id="52" value="1122334455667788" type="binary"/>
    <field id="60" value="22000001000"/>
  </isomsg></receive></log>`
    expect(readJposLog(log)).toHaveLength(1)
    const [found] = expectOk(decodeCapture(ascii(log), { dialects: [unionpayPos as unknown as AnyDialect] }), 'log')
    expect(found?.source).toBe('incoming')
    expect(found?.message.ok && found.message.value).toMatchObject({
      22: { panEntry: '05', pinEntry: '1' },
      60: { type: '22', batch: '000001', networkCode: '000' },
    })
    expect(JSON.stringify(found)).not.toContain('6225880212345678')
  })

  it('reads what jPOS writes into CDATA, and says what a protected log hides', () => {
    const log = `<log at="2026-11-22T06:30:05.123"><isomsg direction="outgoing"><field id="0" value="0200"/>
      <field id="2" value="622588______5678"/><field id="11" value="000017"/>
      <field id="35" value="622588______5678=____________"/><field id="44"><![CDATA[A<B&C]]></field>
      <field id="45" value="[WIPED]"/><field id="52" value="AA55AA55AA55AA55" type="binary"/></isomsg></log>`
    const [found] = expectOk(decodeCapture(ascii(log), options), 'log')
    expect(found).toMatchObject({ message: { ok: true, value: { 11: '000017', 44: 'A<B&C' } } })
    expect(found?.leftOut).toEqual(['2', '35', '45', '52'])
  })
  it('takes logged parts for those of the dialect, or leaves the element out', () => {
    const log = (parts: string) =>
      ascii(`<isomsg><field id="0" value="0800"/><field id="11" value="000017"/>
        <isomsg id="54"><isomsg id="1">${parts}</isomsg></isomsg></isomsg>`)
    const part = (id: string, value: string) => `<field id="${id}" value="${value}"/>`
    const amount = [
      ['accountType', '00'],
      ['amountType', '02'],
      ['currency', '156'],
      ['sign', 'C'],
      ['amount', '000000000100'],
    ] as const
    const asUnionPay = { dialects: [unionpayPos as unknown as AnyDialect] }
    const [fits] = expectOk(
      decodeCapture(log(amount.map(([id, value]) => part(id, value)).join('')), asUnionPay),
      'log',
    )
    expect(fits).toMatchObject({ message: { ok: true, value: { 54: { 1: { amount: '000000000100' } } } } })
    expect(fits).not.toHaveProperty('leftOut')
    const [other] = expectOk(decodeCapture(log(part('1', 'x')), asUnionPay), 'log')
    expect(other).toMatchObject({ leftOut: ['54'], message: { ok: true, value: { mti: '0800', 11: '000017' } } })
    expect(readJposLog('<isomsg/><isomsg><field id="0" value="0800"/><isomsg id="48"/></isomsg>')).toHaveLength(1)
  })
  it('takes what fits several dialects for what the messages beside it are', () => {
    const asked = expectOk(hostPacked.encode({ mti: '0800', 11: '000017' }), 'encode').slice()
    const answered = expectOk(hostPacked.encode({ mti: '0810', 11: '000017', 39: '00' }), 'encode').slice()
    const dialectsOf = (text: string) =>
      expectOk(decodeCapture(ascii(text), options), 'decode').map(({ dialect }) => dialect)
    expect(dialectsOf(toHex(asked))).toEqual(['unionpay-pos'])
    expect(dialectsOf(`${toHex(asked)}\n\n${toHex(answered)}`)).toEqual(['host-packed', 'host-packed'])
    const logged = (fields: Readonly<Record<string, string>>) =>
      `<isomsg>${Object.entries(fields)
        .map(([id, value]) => `<field id="${id}" value="${value}"/>`)
        .join('')}</isomsg>`
    const echo = logged({ 0: '0810', 11: '000017', 39: '00' })
    expect(dialectsOf(echo)).toEqual(['unionpay-pos'])
    expect(dialectsOf(logged({ 0: '0800', 7: '1122063005', 11: '000017' }) + echo)).toEqual([
      'iso87-ascii',
      'iso87-ascii',
    ])
  })
  it('tells which of several pasted messages is none', () => {
    const text = ascii(`${toHex(sale)}\n\n0800202000\n`)
    expect(expectOk(decodeCapture(text, options), 'decode').map(({ message }) => message)).toMatchObject([
      { ok: true },
      { ok: false, error: { path: 'message', found: '5 bytes' } },
    ])
  })
  it('takes a message in ASCII that looks like hex for what it is', () => {
    const text = expectOk(iso87Ascii.encode({ mti: '0800', 11: '000017', 70: '301' }), 'encode').slice()
    const found = expectOk(decodeCapture(concatBytes(text, ascii('\r\n')), options), 'decode')
    expect(found).toMatchObject([
      { dialect: 'iso87-ascii', framing: 'none', message: { ok: true, value: { 70: '301' } } },
    ])
    const framed = encodeFrame({ body: text }, FRAMINGS['ascii-4'])
    expect(expectOk(decodeCapture(framed, options), 'decode')[0]?.framing).toBe('ascii-4')
  })
  it('keeps the parts of a nested jPOS element apart', () => {
    const log = '<isomsg><field id="0" value="0800"/><isomsg id="48"><field id="1" value="a&amp;b"/></isomsg></isomsg>'
    expect(readJposLog(log)[0]?.fields).toEqual({ 48: { 1: 'a&b' } })
  })

  it('explains bytes that do not fit a dialect and framing which were given', () => {
    const cut = framed.slice()
    cut[30] = 0xff
    const [found] = expectOk(
      decodeCapture(cut, { dialects: [unionpayPos as unknown as AnyDialect], framing: 'unionpay-terminal' }),
      'capture',
    )
    expect(found?.message).toMatchObject({ ok: false, error: { reason: 'content' } })
  })

  it('says so when nothing explains the bytes', () => {
    expect(decodeCapture(Uint8Array.of(1, 2, 3), options).ok).toBe(false)
  })
})

describe('guess', () => {
  it.each(dialects.map((dialect) => [dialect.spec.id, dialect] as const))('knows %s by one message', (id, dialect) => {
    const iso87 = {
      mti: '0200',
      2: '6225880212345678',
      3: '000000',
      11: '000017',
      37: '261122000017',
      41: '10000001',
      49: '156',
    }
    const message = id.startsWith('iso2003')
      ? {
          ...iso87,
          3: { transaction: '00', from: '00', to: '0A' },
          11: '000000000017',
          41: '1000000100000000',
          49: undefined,
        }
      : iso87
    const body = expectOk(
      dialect.encode({ ...message, ...(id !== 'unionpay-pos' && { 7: '1122063005' }), mti: MTI[id] ?? '0200' }),
      'encode',
    ).slice()
    const found = guess(encodeFrame({ body }), dialects)
    expect(found[0]?.framing).toBe('host')
    expect(found[0]?.dialect).toBe(id)
  })
  it('tells UnionPay from other packed dialects by what the others refuse', () => {
    expect(guess(framed, dialects)[0]).toMatchObject({
      dialect: 'unionpay-pos',
      framing: 'unionpay-terminal',
      decoded: 1,
    })
    const host = expectOk(iso87Ascii.encode({ mti: '0800', 7: '1122063005', 11: '000001', 70: '301' }), 'encode')
    expect(guess(encodeFrame({ body: host }), dialects)[0]).toMatchObject({ dialect: 'iso87-ascii', framing: 'host' })
  })
})
const MTI: Readonly<Record<string, string>> = {
  'iso93-ascii': '1200',
  'iso93-binary': '1200',
  iso2003: '2200',
  'iso2003-ascii': '2200',
}

describe('what is told of a message', () => {
  const one = [unionpayPos] as unknown as readonly AnyDialect[]
  const log = (at: string) =>
    ascii(`<log at="${at}"><isomsg direction="incoming"><field id="0" value="0800"/></isomsg></log>`)
  const timeOf = (at: string): number | undefined => expectOk(decodeCapture(log(at), options), 'decode')[0]?.at
  it.each([
    ['2024-01-05T10:11:12.123', '2024-01-05T10:11:12.123Z'],
    ['2024-01-05T10:11:12', '2024-01-05T10:11:12Z'],
    ['2024-01-05T10:11:12.123Z', '2024-01-05T10:11:12.123Z'],
    ['2024-01-05T10:11:12.123+08:00', '2024-01-05T02:11:12.123Z'],
    ['2024-01-05T10:11:12.123-0530', '2024-01-05T15:41:12.123Z'],
    ['Fri Jan 05 10:11:12 UTC 2024', '2024-01-05T10:11:12Z'],
    ['Fri Jan 05 10:11:12.123 UTC 2024', '2024-01-05T10:11:12Z'],
  ])('the time %s', (written, meant) => {
    expect(timeOf(written)).toBe(Date.parse(meant))
  })
  it('no time where there is none, and no direction either', () => {
    const [message] = expectOk(decodeCapture(ascii('<isomsg><field id="0" value="0800"/></isomsg>'), options), 'decode')
    expect(message).toMatchObject({ source: 'log', framing: 'none', message: { ok: true } })
    expect(message).not.toHaveProperty('at')
    expect(timeOf('yesterday')).toBeUndefined()
    const noted = expectOk(decodeCapture(log('x'), options), 'decode')[0]
    expect(noted?.source).toBe('incoming')
  })
  it('why nothing can be made of a logged message', () => {
    const odd = ascii('<isomsg><field id="0" value="0800"/><field id="4" value="x"/></isomsg>')
    expect(expectOk(decodeCapture(odd, { dialects: one }), 'decode')[0]).toMatchObject({
      dialect: 'unionpay-pos',
      message: { ok: false, error: { path: '4' } },
    })
    expect(expectOk(decodeCapture(odd, { dialects: [] }), 'decode')[0]).toMatchObject({
      dialect: '',
      message: { ok: false, error: { path: 'message', found: 'none' } },
    })
    expect(expectOk(decodeCapture(odd, options), 'decode')[0]?.inTheClear()).toBeUndefined()
  })
  it('header and TPDU where the framing has them', () => {
    const [message] = expectOk(decodeCapture(framed, options), 'decode')
    expect(message).toMatchObject({ source: 'stream 1', tpdu: '6000030000', header: '603100311305' })
    expect(message?.inTheClear()).toMatchObject({ isExact: true })
    expect(message).not.toHaveProperty('at')
    const [host] = expectOk(decodeCapture(encodeFrame({ body: sale }), { dialects: one, framing: 'host' }), 'decode')
    expect(host).not.toHaveProperty('tpdu')
    expect(host).not.toHaveProperty('header')
  })
  it('what is wrong, when dialect and framing are given', () => {
    const wrong = Uint8Array.of(1, 2, 3)
    expect(decodeCapture(wrong, options)).toEqual({
      ok: false,
      error: 'no known dialect and framing explain these bytes',
    })
    expect(decodeCapture(wrong, { dialects: one }).ok).toBe(false)
    expect(decodeCapture(wrong, { dialects, framing: 'none' }).ok).toBe(false)
    const [none] = expectOk(decodeCapture(wrong, { dialects: one, framing: 'none' }), 'decode')
    expect(none).toMatchObject({ framing: 'none', dialect: 'unionpay-pos', message: { ok: false } })
    expect(none?.inTheClear()).toBeUndefined()
    const cut = decodeCapture(encodeFrame({ body: sale }).slice(0, 40), { dialects: one, framing: 'host' })
    expect(cut).toMatchObject({ value: [{ message: { error: { path: 'frame', reason: 'truncated' } } }] })
    const [host] = expectOk(decodeCapture(Uint8Array.of(0, 1, 2), { dialects: one, framing: 'host' }), 'decode')
    expect(host).toMatchObject({ framing: 'host', message: { ok: false, error: { path: 'frame' } } })
    expect(host?.inTheClear()).toBeUndefined()
    expect(expectOk(decodeCapture(sale, { dialects: one, framing: 'none' }), 'decode')).toHaveLength(1)
  })
})
