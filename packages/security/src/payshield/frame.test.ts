import { describe, expect, it } from 'vitest'
import { LayoutError } from './fields.ts'
import { MessageSplitter, packMessage, readRequest, readResponse, writeRequest, writeResponse } from './frame.ts'
import { isHostCommand, LAYOUTS } from './layouts.ts'

/** Frames written by hand from the layouts of the host command manual; keys and blocks in them are made up. */
const ZPK = `S10064P0TB00E0000${'A5'.repeat(24)}`
const PVK = `S10064V2TC00E0000${'5A'.repeat(24)}`
const AES = `S10064P0AB00E0000${'C3'.repeat(24)}`
const BLOCK = '1234567890ABCDEF'
const SEALED = `J${'0F'.repeat(16)}`
const REQUESTS = [
  'NC',
  'NO00',
  'B20005hello',
  'A00FFFS#P0T2B00E00',
  'A00FFFS%01#M3T2C00N00',
  `A01FFFS;1${ZPK}X#P0T2B00E00`,
  'A00002U',
  `A6FFF${ZPK}R${PVK.slice(1)}S`,
  `A8FFF${ZPK}${PVK}R%00&N`,
  `BUFF1${ZPK};FFF;001`,
  `CA${ZPK}${ZPK}12${BLOCK}0101123456789012`,
  `CC${ZPK}${ZPK}12${BLOCK}0147123456789012%01`,
  `CC${AES}${ZPK}12${BLOCK.repeat(2)}48016225881234567890;`,
  `G0${ZPK}${ZPK}A05FFFF9876543210E00001${BLOCK}0101123456789012`,
  `G0${AES}${ZPK}A08123456789012345600000001${BLOCK.repeat(2)}48016225881234567890;`,
  `CI${ZPK}${ZPK}A05FFFF9876543210E00001${BLOCK}01123456789012`,
  `GO0${ZPK}${PVK}A05FFFF9876543210E00001${BLOCK}0106123456789012L${'0F'.repeat(16)}1234567890N01234FFFFFFFF`,
  `GQ0${ZPK}${PVK}A05FFFF9876543210E00001${BLOCK}0112345678901211234%01`,
  `GW41${ZPK}A05FFFF9876543210E000010005hello`,
  `GW11${ZPK}A05FFFF9876543210E00001${BLOCK}0010ten bytes.%01`,
  `DC${ZPK}${PVK}${BLOCK}0112345678901211234`,
  `EC${ZPK}${PVK}${BLOCK}0112345678901211234%00`,
  `DA${ZPK}${PVK}12${BLOCK}010612345678901283512964774615381234567890N01234FFFFFFFF`,
  `EA${ZPK}${PVK}12${BLOCK}0106123456789012L${'0F'.repeat(16)}1234567890N01234FFFFFFFF`,
  `DE${PVK}${SEALED}0612345678901283512964774615381234567890N0`,
  `BKFFF${ZPK}${PVK}${BLOCK}010612345678901283512964774615381234567890N0`,
  `DG${PVK}${SEALED}1234567890121`,
  `DG${PVK}01234561234567890121`,
  `CW${PVK}6225881234567890;2912201`,
  `CY${PVK}1236225881234567890;2912201`,
  `M602031FFF${PVK}0005hello`,
  `M800131FFF${PVK}0005hello0123456789ABCDEF`,
  `KQ00${PVK}\x62\x25\x88\x12\x34\x56\x70\x01\x00\x18\x84\xf0\x1f\x9d08\x01\x02\x03\x04\x05\x06\x07\x08;ABCDEFGH`,
  `KQ11${PVK}\x62\x25\x88\x12\x34\x56\x70\x01\x00\x18\x84\xf0\x1f\x9d08\x01\x02\x03\x04\x05\x06\x07\x08;ABCDEFGH00`,
  `M611031FFF${PVK}000801020304`,
  `M632031FFF${PVK}${BLOCK}0005hello%01`,
  `M622060FFF${AES}${BLOCK.repeat(2)}0010sixteen letters.`,
  `M822031FFF${PVK}${BLOCK}0008eight888`,
  `M832031FFF${PVK}${BLOCK}0005hello01234567`,
  `KQ21${PVK}\x62\x25\x88\x12\x34\x56\x70\x01\x00\x18\x84\xf0\x1f\x9dABCDEFGH00%01`,
  `KQ30${PVK}${PVK}\x62\x25\x88\x12\x34\x56\x70\x01\x00\x18\x84\xf0\x1f\x9d08\x01\x02\x03\x04\x05\x06\x07\x08;ABCDEFGH123404\x01\x02\x03\x04`,
  `KQ40${PVK}${PVK}\x62\x25\x88\x12\x34\x56\x70\x01\x00\x18\x84\xf0\x1f\x9d08\x01\x02\x03\x04\x05\x06\x07\x08;ABCDEFGH00123404\x01\x02\x03\x04`,
  'JA12345678901206',
  'JA6225881234567890;06',
  `JC${ZPK}${BLOCK}01123456789012`,
  `JE${ZPK}${BLOCK}01123456789012%00`,
  `JG${ZPK}01123456789012${SEALED}`,
]
const RESPONSES = [
  'ND0026866000000000000055-F055',
  'NP0031640055-F05500000',
  'B300hello',
  `A100${ZPK}A24667`,
  `A100${ZPK}X${'1F'.repeat(16)}A24667`,
  `A700${ZPK}A24667`,
  'A726',
  `A900R${PVK.slice(1)}A24667`,
  'BV00A24667',
  'CB00061234567890ABCDEF01',
  `CD0000${BLOCK.repeat(2)}48`,
  'CD20',
  'G100061234567890ABCDEF01',
  'GP00',
  'GP0000',
  'GR01',
  'GX00',
  `GX00${BLOCK}`,
  'DD01',
  'ED00',
  'DB00',
  'EB01',
  'DF001234FFFFFFFF',
  'BL021234FFFFFFFF',
  'DH001234',
  'CX00123',
  'CZ01',
  'M700B3A092AE',
  'M900',
  `M900${BLOCK}`,
  'KR00ABCDEFGH',
  'KR00',
  `JB00${SEALED}`,
  `JD00${SEALED}`,
  'JF000123456',
  'JH001234567890ABCDEF',
]

describe('host command frames', () => {
  it.each(REQUESTS)('%s is read and written byte for byte', (text) => {
    const request = readRequest(`0042${text}`)
    expect(request).toMatchObject({ header: '0042', command: text.slice(0, 2) })
    expect(request && writeRequest(request)).toBe(`0042${text}`)
  })

  it.each(RESPONSES)('%s is read and written byte for byte', (text) => {
    const response = readResponse(`0042${text}`)
    expect(response).toMatchObject({ header: '0042', errorCode: text.slice(2, 4) })
    expect(response && writeResponse(response)).toBe(`0042${text}`)
  })

  it('has an example of every command and every response', () => {
    expect(new Set(REQUESTS.map((text) => text.slice(0, 2)))).toEqual(new Set(Object.keys(LAYOUTS)))
    const responses = Object.values(LAYOUTS).map(({ response }) => response)
    const missing = responses.filter((letters) => !RESPONSES.some((text) => text.startsWith(letters)))
    expect(missing).toEqual(['CJ'])
  })

  it.each(REQUESTS.filter((text) => text.length > 4))('%s cut short is noticed', (text) => {
    // What is optional at the end may be missing; nothing else may.
    const short = text.replace(/%\d\d.*$/, '').replace(/[#&;].*$/, '')
    const cut = `0042${short.slice(0, Math.max(2, short.length - 1))}`
    const outcome = (): unknown => readRequest(cut)
    if (/^(?:BU|DG|A8|KQ|CW|CY|CC.*;|G0.*;)/.test(text)) return
    expect(outcome).toThrow(LayoutError)
  })

  it('knows no commands but its own', () => {
    expect(isHostCommand('toString')).toBe(false)
    expect(readRequest('0042ZZ')).toBeUndefined()
    expect(readResponse('0042ZZ00')).toBeUndefined()
    expect(readRequest('00')).toBeUndefined()
  })
})

describe('MessageSplitter', () => {
  const stream = new Uint8Array(['0001NC', '0002B20002hi', '0003NO00'].flatMap((text) => [...packMessage(text)]))

  it.each([1, 2, 3, 7, stream.length])('gives the same messages in chunks of %i bytes', (size) => {
    const splitter = new MessageSplitter()
    const messages: string[] = []
    for (let at = 0; at < stream.length; at += size) messages.push(...splitter.push(stream.subarray(at, at + size)))
    expect(messages).toEqual(['0001NC', '0002B20002hi', '0003NO00'])
  })

  it('gives up a stream whose lengths make no sense', () => {
    expect(() => new MessageSplitter().push(Uint8Array.of(0xff, 0xff, 1))).toThrow(RangeError)
    expect(() => new MessageSplitter().push(Uint8Array.of(0, 0))).toThrow(RangeError)
  })
})
