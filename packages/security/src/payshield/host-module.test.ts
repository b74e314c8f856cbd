import { ClearPin, fromHex, PinBlock } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { combineDesComponents } from '../keys/index.ts'
import { computeMac } from '../mac/index.ts'
import {
  enciphered,
  OTHER_PAN,
  PAN,
  PIN,
  refusal,
  sharedPinKey,
  testModule,
  value,
  zoneKey,
} from '../module/test-module.ts'
import { decipherPinBlock } from '../pin/index.ts'
import type { KeyBlock, MacState, SecurityModule } from '../security-module.ts'
import { answerHostMessage } from './answer.ts'
import { readResponse, writeRequest } from './frame.ts'
import { payShieldModule, type Exchange } from './host-module.ts'

/** The port over the messages of a real module, without the line between them. */
function overHostCommands(partition: 'acquirer' | 'issuer' = 'acquirer') {
  const { module } = testModule({ partition, authorised: true })
  const said: string[] = []
  const exchange: Exchange = async (command, values) => {
    const request = writeRequest({ header: '0001', command, values })
    said.push(request.slice(4))
    return readResponse((await answerHostMessage(module, request)) ?? '')
  }
  return { module, said, remote: payShieldModule('remote', exchange, async () => undefined) }
}

/** A module that answers every command so. */
const answering = (errorCode: string, values: Record<string, string> = {}): SecurityModule =>
  payShieldModule(
    'remote',
    async (command) => ({ header: '0001', command, errorCode, values }),
    async () => undefined,
  )

const scheme = <Use extends 'pin' | 'zone-master' | 'pin-verification'>(block: KeyBlock<Use>) =>
  `S${block}` as KeyBlock<Use>

describe('the port over host commands', () => {
  it('says what it talks to', async () => {
    const { module, remote } = overHostCommands()
    const { masterKeyCheckValue } = await value(module.status())
    expect(await value(remote.status())).toEqual({ name: 'remote', masterKeyCheckValue, productionReady: false })
  })

  it('translates and inspects PIN blocks as the module itself does', async () => {
    const { module, remote } = overHostCommands()
    const { clear, blocks } = await sharedPinKey(module)
    const from = scheme(blocks[0] as KeyBlock<'pin'>)
    const { key: to } = await value(remote.generateKey({ use: 'pin', algorithm: 'tdes-2' }))
    const request = { pan: PAN, from, fromFormat: 'iso-0', to, toFormat: 'iso-3' } as const
    const { pinBlock } = await value(remote.translatePin({ ...request, pinBlock: enciphered(clear) }))
    const candidates = [
      { key: to, format: 'iso-3' },
      { key: from, format: 'iso-0' },
    ] as const
    expect(await value(remote.inspectPinBlock({ pinBlock, pan: PAN, candidates }))).toEqual([
      'well-formed',
      'bad-digits',
    ])
    const back = await value(
      remote.translatePin({ pinBlock, pan: PAN, from: to, fromFormat: 'iso-3', to: from, toFormat: 'iso-0' }),
    )
    const opened = decipherPinBlock({ format: 'iso-0', algorithm: 'tdes-2', key: clear, pan: PAN, ...back })
    expect(opened.ok && opened.value.reveal()).toBe(PIN.reveal())
    const malformed = remote.translatePin({ ...request, pinBlock: enciphered(clear), pan: OTHER_PAN })
    expect(await refusal(malformed)).toBe('pin-block-malformed')
    expect(await refusal(remote.translatePin({ ...request, pinBlock, toFormat: 'iso-1' }))).toBe('format-forbidden')
  })

  it('makes, exports and imports keys, and MACs that agree on both sides', async () => {
    const { module, remote } = overHostCommands()
    const under = scheme(await zoneKey(module))
    for (const macAlgorithm of ['iso9797-1-alg1', 'iso9797-1-alg3', 'cmac', 'unionpay-ecb'] as const) {
      const made = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2', macAlgorithm }))
      const keyBlock = await value(remote.exportKey({ key: made.key, under }))
      const again = await value(remote.importKey({ use: 'mac', keyBlock, under }))
      expect(again.checkValue).toBe(made.checkValue)
      const last = await value(remote.exportKey({ key: made.key, under, exportable: false }))
      const kept = await value(remote.importKey({ use: 'mac', keyBlock: last, under }))
      expect(await refusal(remote.exportKey({ key: kept.key, under }))).toBe('key-use-forbidden')
      const mine = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2', macAlgorithm, exportable: false }))
      expect(await refusal(remote.exportKey({ key: mine.key, under }))).toBe('key-use-forbidden')
      const data = Uint8Array.from({ length: 37 }, (_, i) => i * 7)
      const mac = await value(remote.generateMac({ key: made.key, algorithm: macAlgorithm, data }))
      expect(mac).toHaveLength(8)
      const other = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2', macAlgorithm }))
      const verification = { algorithm: macAlgorithm, data, mac, keys: [other.key, again.key] }
      expect(await value(remote.verifyMac(verification))).toBe(1)
      expect(await value(remote.verifyMac({ ...verification, data: data.slice(1) }))).toBeUndefined()
    }
  })

  it('gives a terminal its working key, and the same UnionPay MAC as the terminal computes', async () => {
    const { module, remote } = overHostCommands()
    const { key: wrapUnder } = await value(remote.generateKey({ use: 'terminal-master', algorithm: 'tdes-2' }))
    const made = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2', wrapUnder }))
    expect(made.cryptogram).toHaveLength(16)
    expect(made.signOnCheckValue?.slice(0, 6)).toBe(made.checkValue)
    const halves = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF']
    const components = halves.map((hex, i) => ({ custodian: String(i), hex }))
    const algorithm = 'unionpay-ecb'
    const formed = module.formKey({ use: 'mac', algorithm: 'tdes-2', macAlgorithm: 'iso9797-1-alg1', components })
    const key = `S${(await value(formed)).key}` as KeyBlock<'mac'>
    const data = Uint8Array.from({ length: 300 }, (_, i) => i)
    const clear = combineDesComponents(halves.map(fromHex))
    expect(await value(remote.generateMac({ key, algorithm, data }))).toEqual(computeMac(algorithm, clear, data))
  })

  it('verifies PINs, telling a wrong PIN from a block that is none', async () => {
    const { module, remote } = overHostCommands('issuer')
    const { clear, blocks } = await sharedPinKey(module)
    const { key: verificationKey } = await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))
    const verificationValue = await value(
      module.personalizePin({ pin: PIN, pan: PAN, verificationKey, verificationKeyIndex: 1 }),
    )
    const request = {
      pan: PAN,
      key: scheme(blocks[0] as KeyBlock<'pin'>),
      format: 'iso-0',
      verificationKey: scheme(verificationKey),
      verificationKeyIndex: 1,
      verificationValue,
    } as const
    expect(await value(remote.verifyPin({ ...request, pinBlock: enciphered(clear) }))).toBe(true)
    expect(await value(remote.verifyPin({ ...request, pinBlock: enciphered(clear, ClearPin.of('999111')) }))).toBe(
      false,
    )
    const malformed = remote.verifyPin({ ...request, pinBlock: enciphered(clear), pan: OTHER_PAN })
    expect(await refusal(malformed)).toBe('pin-block-malformed')
    const personalisation = { pin: PIN, pan: PAN, verificationKey, verificationKeyIndex: 1 }
    expect(await refusal(remote.personalizePin(personalisation))).toBe('not-authorised')
  })

  it('takes a message in parts, and its MAC is that of the whole', async () => {
    const { remote } = overHostCommands()
    const macAlgorithm = 'cmac'
    const { key } = await value(remote.generateKey({ use: 'mac', algorithm: 'aes-128', macAlgorithm }))
    const data = Uint8Array.from({ length: 40 }, (_, i) => i)
    const part = { key, algorithm: macAlgorithm } as const
    const first = await value(remote.continueMac({ ...part, data: data.slice(0, 16) }))
    const state = await value(remote.continueMac({ ...part, data: data.slice(16, 32), state: first }))
    expect(first).toHaveLength(32)
    const whole = await value(remote.generateMac({ ...part, data }))
    expect(await value(remote.generateMac({ ...part, data: data.slice(32), state }))).toEqual(whole)
    const verification = { keys: [key], algorithm: macAlgorithm, data: data.slice(32), state, mac: whole } as const
    expect(await value(remote.verifyMac(verification))).toBe(0)
    expect(await value(remote.verifyMac({ ...verification, state: first }))).toBeUndefined()
    const folded = remote.continueMac({ key, algorithm: 'unionpay-ecb', data: data.slice(0, 16) })
    expect(await refusal(folded)).toBe('input-invalid')
  })

  it('asks for MACs with the padding of the request, of 16 digits but for the folded one', async () => {
    const { remote, said } = overHostCommands()
    const macAlgorithm = 'iso9797-1-alg3'
    const { key } = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2', macAlgorithm }))
    const data = Uint8Array.of(1, 2, 3)
    const macs = [undefined, 1, 2, 3] as const
    const made = await Promise.all(
      macs.map((padding) => value(remote.generateMac({ key, algorithm: macAlgorithm, data, padding }))),
    )
    expect(made[0]).toEqual(made[1])
    expect(new Set(made.map(String)).size).toBe(3)
    expect(said.slice(-4).map((text) => text.slice(0, 7))).toEqual(['M600131', 'M600131', 'M600132', 'M600133'])
  })

  it('compares no MAC that is none', async () => {
    const { remote, said } = overHostCommands()
    const { key } = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const before = said.length
    const verify = (mac: Uint8Array): Promise<unknown> =>
      value(remote.verifyMac({ keys: [key], algorithm: 'unionpay-ecb', data: new Uint8Array(8), mac }))
    for (const length of [0, 7, 9, 15]) expect(await verify(new Uint8Array(length).fill(0x41))).toBeUndefined()
    expect(await verify(new Uint8Array(8).fill(0x47))).toBeUndefined()
    expect(said).toHaveLength(before)
    expect(await verify(new Uint8Array(8).fill(0x41))).toBeUndefined()
    expect(said).toHaveLength(before + 1)
  })

  it('sends the whole PAN where the format takes all of it in, else twelve digits', async () => {
    const { remote, said } = overHostCommands()
    const { key: from } = await value(remote.generateKey({ use: 'pin', algorithm: 'aes-128' }))
    const candidates = [{ key: from, format: 'iso-4' }] as const
    await remote.inspectPinBlock({ pinBlock: PinBlock.of(new Uint8Array(16)), pan: PAN, candidates })
    expect(said.at(-1)).toMatch(new RegExp(`^CC.*4848${PAN.reveal()};$`))
    const { key } = await value(remote.generateKey({ use: 'pin', algorithm: 'tdes-2' }))
    const eight = PinBlock.of(new Uint8Array(8))
    await remote.inspectPinBlock({ pinBlock: eight, pan: PAN, candidates: [{ key, format: 'iso-3' }] })
    expect(said.at(-1)).toMatch(new RegExp(`^CC.*4747${PAN.reveal().slice(-13, -1)}$`))
  })

  it('refuses what a payShield has no command for, and asks it for nothing', async () => {
    const { remote, said } = overHostCommands()
    const components = [{ custodian: 'a', hex: '00' }]
    expect([
      await refusal(remote.formKey({ use: 'pin', algorithm: 'tdes-2', components })),
      await refusal(remote.activationPublicKey()),
      await refusal(remote.importTerminalMaster({ envelope: new Uint8Array(256), checkValue: '000000' })),
      await refusal(remote.generateKey({ use: 'pin', algorithm: 'sm4' })),
    ]).toEqual(['not-authorised', 'not-authorised', 'not-authorised', 'input-invalid'])
    const key = '' as KeyBlock<'pin'>
    const pin = { pinBlock: PinBlock.of(new Uint8Array(16)), pan: PAN, key, format: 'unionpay-sm4' } as const
    const to = { from: key, fromFormat: 'unionpay-sm4', to: key, toFormat: 'iso-0' } as const
    const verificationKey = '' as KeyBlock<'pin-verification'>
    const reference = { verificationKey, verificationKeyIndex: 1, verificationValue: '1234' }
    const back = { ...to, fromFormat: 'iso-0', toFormat: 'unionpay-sm4' } as const
    expect(await refusal(remote.translatePin({ ...pin, ...to }))).toBe('format-forbidden')
    expect(await refusal(remote.translatePin({ ...pin, ...back }))).toBe('format-forbidden')
    expect(await refusal(remote.verifyPin({ ...pin, ...reference }))).toBe('format-forbidden')
    expect(said).toEqual([])
  })

  it.each([
    ['10', 'key-block-invalid', undefined],
    ['13', 'unavailable', undefined],
    ['17', 'not-authorised', undefined],
    ['20', 'pin-block-malformed', 'bad-digits'],
    ['24', 'pin-block-malformed', 'bad-length'],
    ['39', 'limit-exceeded', undefined],
    ['69', 'format-forbidden', undefined],
    ['A4', 'key-block-invalid', undefined],
    ['A6', 'key-use-forbidden', undefined],
    ['15', 'input-invalid', undefined],
    ['99', 'input-invalid', undefined],
  ])('words error %s as %s, and quotes it', async (code, reason, shape) => {
    const outcome = await answering(code).status()
    const words = expect.stringContaining(`payShield ${code}`)
    expect(outcome).toEqual({ ok: false, error: { reason, detail: words, ...(shape && { shape }) } })
  })

  it('says that a real one is ready for production, and unavailable when nothing comes back', async () => {
    const device = answering('00', { checkValue: '2686660000000000', firmware: '1500-0023' })
    const status = { name: 'remote', masterKeyCheckValue: '268666', productionReady: true }
    expect(await value(device.status())).toEqual(status)
    const silent = payShieldModule(
      'remote',
      async () => undefined,
      async () => undefined,
    )
    expect(await refusal(silent.status())).toBe('unavailable')
    const key = '' as KeyBlock<'mac'>
    const data = new Uint8Array(8)
    const request = { algorithm: 'unionpay-ecb', data } as const
    expect(await refusal(silent.verifyMac({ ...request, keys: [key], mac: new Uint8Array(8).fill(65) }))).toBe(
      'unavailable',
    )
    expect(await refusal(silent.continueMac({ ...request, key, algorithm: 'cmac', state: '00' as MacState }))).toBe(
      'unavailable',
    )
    expect(await refusal(silent.generateKey({ use: 'pin', algorithm: 'tdes-2' }))).toBe('unavailable')
    const under = '' as KeyBlock<'zone-master'>
    expect(await refusal(silent.exportKey({ key, under }))).toBe('unavailable')
    expect(await refusal(silent.importKey({ use: 'pin', keyBlock: '', under }))).toBe('unavailable')
  })

  it('goes without the long check value where a module gives none out', async () => {
    const wrapped = { key: 'S1', wrapped: `X${'1F'.repeat(16)}`, checkValue: '123456' }
    const remote = payShieldModule(
      'remote',
      async (command) => ({ header: '0001', command, errorCode: command === 'A0' ? '00' : '17', values: wrapped }),
      async () => undefined,
    )
    const wrapUnder = 'S2' as KeyBlock<'terminal-master'>
    const made = await value(remote.generateKey({ use: 'pin', algorithm: 'tdes-2', wrapUnder }))
    expect(made).toEqual({ key: 'S1', checkValue: '123456', cryptogram: new Uint8Array(16).fill(0x1f) })
  })

  it('has each key made with the usage its use has there', async () => {
    const { remote, said } = overHostCommands()
    for (const use of ['terminal-master', 'zone-master', 'pin', 'mac', 'data'] as const)
      await remote.generateKey({ use, algorithm: 'tdes-2' })
    await remote.generateKey({ use: 'mac', algorithm: 'aes-128' })
    await remote.generateKey({ use: 'mac', algorithm: 'tdes-3', macAlgorithm: 'cmac', exportable: false })
    expect(said.map((text) => text.slice(text.indexOf('#') + 1))).toEqual([
      '51T2B00E00',
      '52T2B00E00',
      'P0T2B00E00',
      'M1T2C00E00',
      'D0T2B00E00',
      'M6A1C00E00',
      'M6T3C00N00',
    ])
  })
})
