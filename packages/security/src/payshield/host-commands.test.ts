import { asciiBytes, fromHex, PinBlock, toHex } from '@fiftyfive/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tdesInitialKey, tdesTransactionKey, tdesWorkingKey } from '../dukpt/index.ts'
import { applicationCryptogram, cardMasterKey, commonSessionKey, responseCryptogram1 } from '../emv/index.ts'
import { combineDesComponents } from '../keys/index.ts'
import { RetailMac } from '../mac/index.ts'
import { enciphered, PAN, PIN, refusal, sharedPinKey, testModule, value } from '../module/test-module.ts'
import { decipherPinBlock } from '../pin/index.ts'
import { answerHostMessage } from './answer.ts'
import { latin1 } from './frame.ts'
import { LAYOUTS } from './index.ts'

describe('host commands of the soft HSM', () => {
  it('personalises, verifies and changes over commands what an issuer needs', async () => {
    const { module } = testModule({ partition: 'issuer', authorised: true })
    const say = async (text: string): Promise<string> =>
      ((await answerHostMessage(module, `0001${text}`)) ?? '').slice(4)
    const made = async (usage: string): Promise<string> => {
      const answer = await say(`A00FFFS#${usage}T2${usage === 'P0' ? 'B' : 'C'}00E00`)
      expect(answer.slice(0, 4)).toBe('A100')
      return answer.slice(4, -6)
    }
    const account = PAN.reveal().slice(-13, -1)
    const [zpk, pvk, ibmKey, cvk] = [await made('P0'), await made('V2'), await made('V1'), await made('C0')]
    expect(await say(`BUFF1${zpk}`)).toMatch(/^BV00[0-9A-F]{6}$/)
    expect(await say(`BUFF1${zpk};FFF;000`)).toMatch(/^BV00[0-9A-F]{16}$/)
    const sealed = (await say(`JA${account}06`)).slice(4)
    const block = (await say(`JG${zpk}01${account}${sealed}`)).slice(4)
    expect(await say(`JE${zpk}${block}01${account}`)).toBe(`JF00${sealed}`)
    const pvv = (await say(`DG${pvk}${sealed}${account}1`)).slice(4)
    expect(pvv).toMatch(/^\d{4}$/)
    expect(await say(`EC${zpk}${pvk}${block}01${account}1${pvv}`)).toBe('ED00')
    expect(await say(`DC${zpk}${pvk}${block}01${account}1${String((Number(pvv) + 1) % 10_000).padStart(4, '0')}`)).toBe(
      'DD01',
    )
    const table = await value(module.sealTable({ table: '8351296477461538' }))
    const offset = (await say(`DE${ibmKey}${sealed}06${account}${table}1234567890N0`)).slice(4)
    expect(await say(`BKFFF${zpk}${ibmKey}${block}0106${account}${table}1234567890N0`)).toBe(`BL00${offset}`)
    expect(await say(`EA${zpk}${ibmKey}12${block}0106${account}${table}1234567890N0${offset}`)).toBe('EB00')
    expect(await say(`DA${zpk}${ibmKey}12${block}0106${account}${table}1234567890N0000000FFFFFF`)).toBe('DB01')
    expect(await say(`DA${zpk}${ibmKey}12${block}0106${account}83512964774615381234567890N0${offset}`)).toBe('DB25')
    const cvv = (await say(`CW${cvk}${PAN.reveal()};2912201`)).slice(4)
    expect(await say(`CY${cvk}${cvv}${PAN.reveal()};2912201`)).toBe('CZ00')
    expect(await say(`CY${cvk}${cvv}${PAN.reveal()};2911201`)).toBe('CZ01')
  })

  it('answers what it cannot do with the documented codes', async () => {
    const { module } = testModule()
    const say = async (text: string): Promise<string> =>
      ((await answerHostMessage(module, `0001${text}`)) ?? '').slice(4)
    const zpk = (await say('A00FFFS#P0T2B00E00')).slice(4, -6)
    const tampered = `${zpk.slice(0, -1)}${zpk.endsWith('0') ? '1' : '0'}`
    const translation = (key: string, format = '01', to = '01'): string =>
      `CC${key}${zpk}120123456789ABCDEF${format}${to}123456789012`
    expect(await say(translation(zpk))).toMatch(/^CD2[04]$/)
    expect(await say(translation(tampered))).toBe('CDA4')
    expect(await say(translation('U0123456789ABCDEF0123456789ABCDEF'))).toBe('CD26')
    expect(await say(translation(zpk, '02'))).toBe('CD23')
    expect(await say(translation(zpk, '01', '05'))).toBe('CD69')
    expect(await say(`M602031FFF${zpk}0005hello`)).toBe('M7A6')
    const [m1, m6] = [(await say('A00FFFS#M1T2C00E00')).slice(4, -6), (await say('A00FFFS#M6A1C00E00')).slice(4, -6)]
    expect(await say(`M602011FFF${m1}0005hello`)).toMatch(/^M700[0-9A-F]{8}$/)
    expect(await say(`M602111FFF${m1}0005hello`)).toMatch(/^M700[0-9A-F]{16}$/)
    const hello = `FFF${m1}0005hello`
    expect(await say(`M672011${hello}`)).toBe('M702')
    expect(await say(`M872011${hello}12345678`)).toBe('M902')
    expect(await say(`M604011${hello}`)).toBe('M703')
    expect(await say(`M602091${hello}`)).toBe('M704')
    expect(await say(`M602011003${m1}0005hello`)).toBe('M705')
    expect(await say(`M602010${hello}`)).toBe('M709')
    // Its first part does not know how long the message is, which padding method 3 puts first.
    expect(await say(`M612013FFF${m1}0008whole111`)).toBe('M709')
    expect(await say(`M612011${hello}`)).toBe('M706')
    expect(await say(`M632011FFF${m1}${'0'.repeat(16)}0000`)).toBe('M706')
    expect(await say(`M602060FFF${m6}0005hello`)).toMatch(/^M700[0-9A-F]{8}$/)
    // The same data as hex: its length counts digits.
    expect(await say(`M601011FFF${m1}000A68656C6C6F`)).toBe(await say(`M602011FFF${m1}0005hello`))
    expect(await say(`M601011FFF${m1}000A68656C6C6G`)).toBe('M715')
    expect(await say('JA12345678901206')).toBe('JB17')
    expect(await say(`BUFF1${zpk};FFF;001`)).toMatch(/^BV00[0-9A-F]{6}$/)
    for (const options of [';FFF;000', ';000', ';000%00']) expect(await say(`BUFF1${zpk}${options}`)).toBe('BV17')
    for (const options of ['', ';002', ';001', ';FFF;001%00'])
      expect(await say(`BUFF1${zpk}${options}`)).toMatch(/^BV00[0-9A-F]{6}$/)
    expect(await say(`BUFF1${zpk};FFF;002`)).toBe('BV15')
    for (const options of ['0', ';', ';FFF;0010', ';FFF;001;']) expect(await say(`BUFF1${zpk}${options}`)).toBe('BV80')
    expect(await say('A00002U')).toBe('A126')
    expect(await say('A00FFFU#P0T2B00E00')).toBe('A126')
    expect(await say('A00002S#P0T2B00E00')).toBe('A126')
    // Refusals 10 and 13: no key comes in without authentication, and none goes out in variant form.
    const zmk = (await say('A00FFFS#K0T2B00N00')).slice(4, -6)
    expect(await say(`A6FFF${zmk}X0123456789ABCDEF0123456789ABCDEFS`)).toBe('A726')
    expect(await say(`A8FFF${zmk}${zpk}U`)).toBe('A926')
    expect(await say(`A8FFF${zmk}${zpk}X`)).toBe('A926')
    expect(await say(`A8FFF${zmk}${zmk}R`)).toBe('A9A6')
    const exported = await say(`A8FFF${zmk}${zpk}R`)
    expect(exported).toMatch(/^A900RB\d{4}P0TB00E/)
    const imported = await say(`A6FFF${zmk}${exported.slice(4, -6)}S`)
    expect(imported).toMatch(/^A700SD\d{4}P0TB00E/)
    expect(imported.slice(-6)).toBe(exported.slice(-6))
    expect(await say(`A01FFFS;0${zmk}R#P0T2B00E00`)).toMatch(/^A100SD.*RB\d{4}P0/)
    expect(await say(`A00FFFS#Z9T2B00E00`)).toBe('A1A6')
    expect(await say(`A00FFFS#P0T9B00E00`)).toBe('A1A7')
    expect(await say(`CC${zpk}${zpk}120123456789ABCDEF010112345678901X`)).toBe('CD22')
    expect(await say('A00FFFS#V2T2B00E00')).toBe('A1A8')
    expect(await say('A00FFFS#P0T2N00E00')).toMatch(/^A100/)
    expect(await say('A00FFFS#P0T2B01E00')).toBe('A1A9')
    expect(await say('A00FFFS#P0T2B00X00')).toBe('A1AA')
    expect(await say('A00FFFS#P0T2B00E01')).toBe('A1AB')
    for (const letter of ['N', 'S']) {
      const kept = (await say(`A00FFFS#P0T2B00${letter}00`)).slice(4, -6)
      expect(await say(`A8FFF${zmk}${kept}R`)).toBe('A9A6')
    }
    expect(await say(`A8FFF${zmk}${zpk}R&N`)).toMatch(/^A900RB\d{4}P0TB00N/)
    expect(await say(`A8FFF${zmk}${zpk}R&X`)).toBe('A9AA')
    expect(await say('ZZ')).toBe('Z[68')
    expect(await say('CCgarbage')).toBe('CD80')
    expect(await say('B20004ping')).toBe('B300ping')
    expect(await say('NO00')).toMatch(/^NP00/)
    expect(await answerHostMessage(module, '1')).toBeUndefined()
    // A trailer comes back behind any answer; longer ones are none, and binary data may hold its mark.
    const [shortest, longest] = ['\x19', `\x19${'t'.repeat(32)}`]
    for (const trailer of [shortest, longest]) {
      expect(await say(`B20004ping${trailer}`)).toBe(`B300ping${trailer}`)
      expect(await say(`${translation(tampered)}${trailer}`)).toBe(`CDA4${trailer}`)
    }
    expect(await say(`B20004ping${longest}t`)).toBe('B380')
    expect(await say('B20004pi\x19g')).toBe('B300pi\x19g')
  })

  it('checks a cryptogram and answers it', async () => {
    const { module } = testModule({ partition: 'issuer' })
    const halves = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF']
    const components = halves.map((hex, i) => ({ custodian: String(i), hex }))
    const { key } = await value(module.formKey({ use: 'cryptogram', algorithm: 'tdes-2', components }))
    const card = { pan: '62258812345670', sequenceNumber: '01' }
    const masterKey = cardMasterKey(combineDesComponents(halves.map(fromHex)), card, 'A')
    // Mastercard's session key is made of the counter and the unpredictable number; ARPCs are under the card key. The
    // host pads as its scheme has it, and the command fills up with zeros.
    const sessionKey = commonSessionKey(masterKey, fromHex('0018000084F01F9D'))
    const data = fromHex('01020304050607080980')
    const cryptogram = applicationCryptogram(sessionKey, data.slice(0, -1))
    const say = (arqc: Uint8Array): Promise<string | undefined> =>
      answerHostMessage(
        module,
        `0001KQ11S${key}${latin('6225881234567001')}${latin('001884F01F9D')}0A${latin1(data)};${latin1(arqc)}00`,
      )
    const response = responseCryptogram1(masterKey, cryptogram, fromHex('3030'))
    expect(await say(cryptogram)).toBe(`0001KR00${latin1(response)}`)
    expect(await say(cryptogram.toReversed())).toBe('0001KR01')
    const frame = (start: string): Promise<string | undefined> =>
      answerHostMessage(
        module,
        `0001KQ${start}S${key}${latin('6225881234567001')}${latin('001884F01F9D')}0A${latin1(data)};${latin1(cryptogram)}`,
      )
    expect([await frame('01'), await frame('02')]).toEqual(['0001KR00', '0001KR05'])
    expect([await frame('51'), await frame('11')]).toEqual(['0001KR04', '0001KR15'])
    const alone = (scheme: string): Promise<string | undefined> =>
      answerHostMessage(
        module,
        `0001KQ2${scheme}S${key}${latin('6225881234567001')}${latin('001884F01F9D')}${latin1(cryptogram)}00`,
      )
    expect(await alone('1')).toBe(`0001KR00${latin1(response)}`)
    expect(await alone('7')).toBe('0001KR05')
    // A script's MAC as well: for scheme 0 alone, and how it is made is not published.
    const script = (start: string, code = ''): Promise<string | undefined> => {
      const card = `S${key}S${key}${latin('6225881234567001')}${latin('001884F01F9D')}`
      const message = `KQ${start}${card}0A${latin1(data)};${latin1(cryptogram)}${code}123404abcd`
      return answerHostMessage(module, `0001${message}`)
    }
    expect([await script('31'), await script('41', '00')]).toEqual(['0001KR03', '0001KR03'])
    expect([await script('30'), await script('40', '00')]).toEqual(['0001KR04', '0001KR04'])
    const empty = `0001KQ01S${key}${latin('6225881234567001')}${latin('001884F01F9D')}00;${latin1(cryptogram)}`
    expect(await answerHostMessage(module, empty)).toBe('0001KR81')
    // Visa's version 10 takes the card key itself and pads with zeros.
    const visa = applicationCryptogram(masterKey, data, 1)
    const visaFrame = `0001KQ00S${key}${latin('6225881234567001')}${latin('001884F01F9D')}0A${latin1(data)};${latin1(visa)}`
    expect(await answerHostMessage(module, visaFrame)).toBe('0001KR00')
  })

  it('takes a message in parts, and its MAC is that of the whole', async () => {
    const { module } = testModule()
    const say = async (text: string): Promise<string> =>
      ((await answerHostMessage(module, `0001${text}`)) ?? '').slice(4)
    const whole = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEF'
    const part = (from: number, to?: number): string => {
      const data = whole.slice(from, to)
      return data.length.toString(16).toUpperCase().padStart(4, '0') + data
    }
    for (const [usage, algorithm, digit, paddings] of [
      ['M1', 'T2', '1', '12'],
      ['M1', 'T3', '1', '12'],
      ['M3', 'T2', '3', '12'],
      ['M6', 'T2', '6', '0'],
      ['M6', 'A3', '6', '0'],
    ] as const) {
      const key = (await say(`A00FFFS#${usage}${algorithm}C00E00`)).slice(4, -6)
      for (const padding of paddings) {
        const start = (mode: string): string => `${mode}01${digit}${padding}FFF${key}`
        const mac = await say(`M6${start('0')}${part(0)}`)
        expect(mac).toMatch(/^M700[0-9A-F]{16}$/)
        const first = (await say(`M6${start('1')}${part(0, 16)}`)).slice(4)
        const middle = (await say(`M8${start('2')}${first}${part(16, 32)}`)).slice(4)
        expect(await say(`M6${start('3')}${middle}${part(32)}`)).toBe(mac)
        expect(await say(`M8${start('3')}${middle}${part(32)}${mac.slice(4)}`)).toBe('M900')
        expect(await say(`M8${start('3')}${first}${part(32)}${mac.slice(4)}`)).toBe('M901')
      }
    }
  })

  it('translates DUKPT PINs, each serial number once', async () => {
    const { module } = testModule()
    const halves = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF']
    const components = halves.map((hex, i) => ({ custodian: String(i), hex }))
    const bdk = `S${(await value(module.formKey({ use: 'derivation', algorithm: 'tdes-2', components }))).key}`
    const { clear, blocks } = await sharedPinKey(module)
    const block = (serialNumber: string): string => {
      const ksn = fromHex(serialNumber)
      const transactionKey = tdesTransactionKey(tdesInitialKey(combineDesComponents(halves.map(fromHex)), ksn), ksn)
      return toHex(enciphered(tdesWorkingKey(transactionKey, 'pin').reveal()).reveal())
    }
    const account = PAN.reveal().slice(-13, -1)
    const say = async (text: string): Promise<string> =>
      ((await answerHostMessage(module, `0001${text}`)) ?? '').slice(4)
    const [first, second, short] = ['FFFF9876543210E00001', 'FFFF9876543210E00002', '9876543210E00003']
    const g0 = `G0${bdk}S${blocks[0]}A05${first}${block(first)}0101${account}`
    expect(await say(g0)).toMatch(/^G10000[0-9A-F]{16}01$/)
    expect(await say(g0)).toBe('G115')
    const ci = await say(`CI${bdk}S${blocks[0]}A05${second}${block(second)}01${account}`)
    expect(ci).toMatch(/^CJ0000[0-9A-F]{16}01$/)
    const pinBlock = PinBlock.of(fromHex(ci.slice(6, 22)))
    const opened = decipherPinBlock({ format: 'iso-0', algorithm: 'tdes-2', key: clear, pinBlock, pan: PAN })
    expect(opened.ok && opened.value.reveal()).toBe(PIN.reveal())
    // A shorter number, as its descriptor says, stands for one with F before it.
    const whole = `FFFF${short}`
    expect(await say(`G0${bdk}S${blocks[0]}605${short}${block(whole)}0101${account}`)).toMatch(/^G100/)
  })

  it('verifies PINs and makes MACs of terminals with DUKPT', async () => {
    const { module } = testModule({ partition: 'issuer', authorised: true })
    const halves = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF']
    const components = halves.map((hex, i) => ({ custodian: String(i), hex }))
    const bdk = `S${(await value(module.formKey({ use: 'derivation', algorithm: 'tdes-2', components }))).key}`
    const working = (serialNumber: string, use: 'pin' | 'mac-request'): Uint8Array => {
      const ksn = fromHex(serialNumber)
      const transactionKey = tdesTransactionKey(tdesInitialKey(combineDesComponents(halves.map(fromHex)), ksn), ksn)
      return tdesWorkingKey(transactionKey, use).reveal()
    }
    const block = (serialNumber: string): string => toHex(enciphered(working(serialNumber, 'pin')).reveal())
    const say = async (text: string): Promise<string> =>
      ((await answerHostMessage(module, `0001${text}`)) ?? '').slice(4)
    const made = async (usage: string): Promise<string> =>
      (await say(`A00FFFS#${usage}T2${usage === 'P0' ? 'B' : 'C'}00E00`)).slice(4, -6)
    const [zpk, pvk, ibmKey] = [await made('P0'), await made('V2'), await made('V1')]
    const account = PAN.reveal().slice(-13, -1)
    const base = 'FFFF9876543210E0000'
    const zoneBlock = toHex(
      (
        await value(module.encryptClearPin({ pin: PIN, pan: PAN, to: zpk.slice(1) as never, toFormat: 'iso-0' }))
      ).pinBlock.reveal(),
    )
    const sealed = (await say(`JE${zpk}${zoneBlock}01${account}`)).slice(4)
    const pvv = (await say(`DG${pvk}${sealed}${account}1`)).slice(4)
    const gq = (count: number, value: string, mode = '0'): Promise<string> =>
      say(`GQ${mode}${bdk}${pvk}A05${base}${count}${block(`${base}${count}`)}01${account}1${value}`)
    // A verification key that is none costs the terminal no serial number.
    expect(await say(`GQ0${bdk}${zpk}A05${base}1${block(`${base}1`)}01${account}1${pvv}`)).toBe('GRA6')
    expect(await gq(1, pvv)).toBe('GR00')
    expect(await gq(1, pvv)).toBe('GR15')
    expect(await gq(2, String((Number(pvv) + 1) % 10_000).padStart(4, '0'))).toBe('GR01')
    expect(await gq(3, pvv, '1')).toBe('GR04')
    const other = `${base}9`
    expect(await say(`GQ0${bdk}${pvk}A05${base}3${block(other)}01${account}1${pvv}`)).toMatch(/^GR2[04]$/)
    const table = await value(module.sealTable({ table: '8351296477461538' }))
    const digits = String(PIN.reveal().length).padStart(2, '0')
    const offset = (await say(`DE${ibmKey}${sealed}${digits}${account}${table}1234567890N0`)).slice(4)
    const go = (count: number, value: string): Promise<string> =>
      say(
        `GO0${bdk}${ibmKey}A05${base}${count}${block(`${base}${count}`)}01${digits}${account}${table}1234567890N0${value}`,
      )
    expect(await go(4, offset)).toBe('GP00')
    expect(await go(5, `${offset.startsWith('0') ? '1' : '0'}${offset.slice(1)}`)).toBe('GP01')
    // The MAC of a serial number does not use it up, and does not wait for its PIN.
    const mac = toHex(new RetailMac(working(`${base}6`, 'mac-request')).compute(asciiBytes('hello'), 1))
    const gw = (mode: string, middle = '', data = '0005hello'): Promise<string> =>
      say(`GW${mode}${bdk}A05${base}6${middle}${data}`)
    expect(await gw('41')).toBe(`GX00${mac}`)
    expect(await gw('11', mac)).toBe('GX00')
    expect(await gw('11', mac, '0005hellp')).toBe('GX01')
    expect([await gw('21'), await gw('42'), await gw('41', '', '0000')]).toEqual(['GX02', 'GX04', 'GX15'])
    expect(await say(`GW41${bdk}A05${base}00005hello`)).toBe('GX15')
    expect(await say(`GW41${zpk}A05${base}60005hello`)).toBe('GXA6')
    expect(await gq(6, pvv)).toBe('GR00')
    const acquirer = testModule().module
    const refused = await answerHostMessage(
      acquirer,
      `0001GQ0${bdk}${pvk}A05${base}7${block(`${base}7`)}01${account}1${pvv}`,
    )
    expect(refused).toBe('0001GR17')
  })

  it('answers every garbled command with some error code, and stays alive', async () => {
    const { module } = testModule({ partition: 'issuer', authorised: true })
    const say = async (text: string): Promise<string> => (await answerHostMessage(module, `0001${text}`)) ?? ''
    const zpk = (await say('A00FFFS#P0T2B00E00')).slice(8, -6)
    const frames = Object.keys(LAYOUTS).map((command) => `${command}${zpk}${zpk}120123456789ABCDEF0101123456789012`)
    const letters = fc.constantFrom('0', 'F', 'S', 'U', '%', ';', '#', 'J', 'L', '\u00ff', '\0')
    const garbling = fc.array(fc.tuple(fc.nat(), letters), { minLength: 1, maxLength: 6 })
    const property = fc.asyncProperty(fc.constantFrom(...frames), garbling, fc.nat(), async (frame, changes, cut) => {
      let text = frame
      for (const [where, letter] of changes) {
        const at = 2 + (where % (text.length - 2))
        text = text.slice(0, at) + letter + text.slice(at + 1)
      }
      const answer = await say(text.slice(0, 2 + (cut % text.length)))
      expect(answer.slice(0, 5)).toBe(`0001${frame.charAt(0)}`)
      expect(answer.slice(6, 8)).toMatch(/^(?:0\d|[1-8]\d|A\d)$/)
    })
    await fc.assert(property, { numRuns: 400 })
    expect(await refusal(module.status())).toBe('not refused')
  })
})

const latin = (hex: string): string => latin1(fromHex(hex))
