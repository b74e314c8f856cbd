import { equalBytes, expectOk, fromHex, PinBlock, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { Aes, Des } from '../ciphers/index.ts'
import {
  aesInitialKey,
  aesTransactionKey,
  aesWorkingKey,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
} from '../dukpt/index.ts'
import { combineComponents, combineDesComponents, hasOddParity, KEY_LENGTH_BYTES } from '../keys/index.ts'
import { encodePinField, sealPinField } from '../pin/index.ts'
import type { KeyAlgorithm, KeyBlock, PinBlockFormat } from '../security-module.ts'
import { PAN, PIN, refusal, sharedPinKey, testModule, value } from './test-module.ts'

const HALVES = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF']
const components = HALVES.map((hex, i) => ({ custodian: String(i), hex }))
const random = seededRandom('commands')

describe('DUKPT translation', () => {
  const componentsOf = (algorithm: KeyAlgorithm) =>
    components.map(({ custodian, hex }) => ({
      custodian,
      hex: hex.repeat(2).slice(0, 2 * KEY_LENGTH_BYTES[algorithm]),
    }))
  async function setting(algorithm: KeyAlgorithm) {
    const { module } = testModule()
    const { blocks } = await sharedPinKey(module)
    const baseKey = (await value(module.formKey({ use: 'derivation', algorithm, components: componentsOf(algorithm) })))
      .key
    return { module, baseKey, to: blocks[0] as KeyBlock<'pin'> }
  }
  const common = { pan: PAN, terminal: 'T1', toFormat: 'iso-0' } as const

  it('takes a TDES terminal to a zone key', async () => {
    const { module, baseKey, to } = await setting('tdes-2')
    const serialNumber = fromHex('FFFF9876543210E00008')
    const transactionKey = tdesTransactionKey(
      tdesInitialKey(combineDesComponents(HALVES.map(fromHex)), serialNumber),
      serialNumber,
    )
    const cipher = new Des(tdesWorkingKey(transactionKey, 'pin').reveal())
    const pinBlock = PinBlock.of(
      sealPinField(cipher, 'iso-0', encodePinField('iso-0', PIN.reveal(), random), PAN.reveal()),
    )
    const request = { ...common, pinBlock, baseKey, to, serialNumber, fromFormat: 'iso-0' } as const
    const translated = await value(module.translateDukptPin(request))
    expect(
      await value(module.inspectPinBlock({ ...translated, pan: PAN, candidates: [{ key: to, format: 'iso-0' }] })),
    ).toEqual(['well-formed'])
    expect(
      await refusal(module.translateDukptPin({ ...request, serialNumber: fromHex('123456789012345600000001') })),
    ).toBe('input-invalid')
    expect(await refusal(module.translateDukptPin({ ...request, fromFormat: 'iso-4' }))).toBe('input-invalid')
    for (const fromFormat of ['iso-1', 'iso-2'] as const) {
      expect(await refusal(module.translateDukptPin({ ...request, fromFormat: fromFormat as PinBlockFormat }))).toBe(
        'format-forbidden',
      )
    }
    expect(await refusal(module.translateDukptPin({ ...request, toFormat: 'iso-1' }))).toBe('format-forbidden')
  })

  it.each(['aes-128', 'aes-192', 'aes-256'] as const)('takes a terminal with %s to a TDES zone key', async (type) => {
    const { module, baseKey, to } = await setting(type)
    const serialNumber = fromHex('123456789012345600000003')
    const base = combineComponents(componentsOf(type).map(({ hex }) => fromHex(hex)))
    const transactionKey = aesTransactionKey(aesInitialKey(base, serialNumber), serialNumber)
    const cipher = new Aes(aesWorkingKey(transactionKey, serialNumber, 'pin', type).reveal())
    const pinBlock = PinBlock.of(
      sealPinField(cipher, 'iso-4', encodePinField('iso-4', PIN.reveal(), random), PAN.reveal()),
    )
    const request = { ...common, pinBlock, baseKey, to, serialNumber, fromFormat: 'iso-4' } as const
    const translated = await value(module.translateDukptPin(request))
    expect(
      await value(module.inspectPinBlock({ ...translated, pan: PAN, candidates: [{ key: to, format: 'iso-0' }] })),
    ).toEqual(['well-formed'])
  })
})

describe('MACs', () => {
  it('are verified under the first key that fits, at any of its lengths where that is offered', async () => {
    const { module } = testModule()
    const request = { algorithm: 'iso9797-1-alg1', data: random.bytes(100) } as const
    const make = async () =>
      (await value(module.generateKey({ use: 'mac', algorithm: 'tdes-3', macAlgorithm: request.algorithm }))).key
    const [a, b] = [await make(), await make()]
    const mac = await value(module.generateMac({ ...request, key: b }))
    expect(await value(module.verifyMac({ ...request, mac, keys: [a, b, b] }))).toBe(1)
    expect(await value(module.verifyMac({ ...request, mac, keys: [a] }))).toBeUndefined()
    expect(await refusal(module.verifyMac({ ...request, mac: mac.slice(0, 7), keys: [b] }))).toBe('input-invalid')
    expect(await refusal(module.verifyMac({ ...request, mac, keys: [] }))).toBe('input-invalid')
    expect(await refusal(module.verifyMac({ ...request, mac, keys: Array.from({ length: 17 }, () => b) }))).toBe(
      'input-invalid',
    )
    expect(await value(module.verifyShortMac({ ...request, key: b, mac: mac.slice(0, 4) }))).toBe(true)
    expect(await value(module.verifyShortMac({ ...request, key: b, mac: mac.slice(4) }))).toBe(false)
    expect(await refusal(module.verifyShortMac({ ...request, key: b, mac: mac.slice(0, 3) }))).toBe('input-invalid')
    expect(await refusal(module.verifyShortMac({ ...request, key: b, mac: new Uint8Array(9) }))).toBe('input-invalid')
    const long = { key: b, algorithm: request.algorithm, data: new Uint8Array(65_537) }
    expect(await refusal(module.generateMac(long))).toBe('limit-exceeded')
    expect(await refusal(module.verifyMac({ ...long, keys: [b], mac }))).toBe('limit-exceeded')
    expect(await refusal(module.generateMac({ ...long, data: new Uint8Array(65_536) }))).toBe('not refused')
  })

  it('cut short cannot be found by trying', async () => {
    const { module } = testModule({ failureLimit: { failures: 9, failuresPerKey: 2, window_ms: 1000 } })
    const { key } = await value(module.generateKey({ use: 'mac', algorithm: 'aes-128' }))
    const guess = () =>
      module.verifyShortMac({ key, algorithm: 'cmac', data: new Uint8Array(5), mac: new Uint8Array(4) })
    expect([await value(guess()), await value(guess())]).toEqual([false, false])
    expect(await refusal(guess())).toBe('limit-exceeded')
  })

  it('keys are of one algorithm, by default the one that goes with their cipher', async () => {
    const { module } = testModule()
    const data = new Uint8Array(8)
    const tdes = (await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))).key
    const aes = (await value(module.generateKey({ use: 'mac', algorithm: 'aes-256' }))).key
    const sm4 = (await value(module.generateKey({ use: 'mac', algorithm: 'sm4' }))).key
    const outcomes = async (key: KeyBlock<'mac'>) =>
      Promise.all(
        (['unionpay-ecb', 'iso9797-1-alg1', 'iso9797-1-alg3', 'cmac'] as const).map(
          async (algorithm) => (await module.generateMac({ key, algorithm, data })).ok,
        ),
      )
    expect(await outcomes(tdes)).toEqual([true, false, true, false])
    expect(await outcomes(aes)).toEqual([false, false, false, true])
    expect(await outcomes(sm4)).toEqual([true, false, false, false])
  })
})

describe('data keys', () => {
  it('take whole blocks with an initial vector of one block', async () => {
    const { module } = testModule()
    const { key } = await value(module.generateKey({ use: 'data', algorithm: 'aes-128' }))
    const [initialVector, data] = [random.bytes(16), random.bytes(48)]
    const sealed = await value(module.encryptData({ key, initialVector, data }))
    expect(await value(module.decryptData({ key, initialVector, data: sealed }))).toEqual(data)
    for (const wrong of [
      { initialVector: random.bytes(8), data },
      { initialVector, data: random.bytes(47) },
      { initialVector, data: new Uint8Array(0) },
      { initialVector, data: random.bytes(65_552) },
      // The second block of the text equals the first of the cipher text: zeros enter the cipher.
      { initialVector, data: new Uint8Array([...data.slice(0, 16), ...sealed.slice(0, 16)]) },
    ]) {
      expect(await refusal(module.encryptData({ key, ...wrong }))).toBe('input-invalid')
    }
  })
})

describe('keys', () => {
  it('are made for uses and algorithms that go together', async () => {
    const { module } = testModule()
    const made = async (use: string, algorithm: string) =>
      refusal(module.generateKey({ use: use as 'pin', algorithm: algorithm as 'sm4' }))
    for (const use of ['pin-verification', 'pin-offset', 'card-verification', 'cryptogram']) {
      expect([use, await made(use, 'tdes-2'), await made(use, 'tdes-3'), await made(use, 'aes-128')]).toEqual([
        use,
        'not refused',
        'input-invalid',
        'input-invalid',
      ])
    }
    expect([
      await made('derivation', 'aes-256'),
      await made('derivation', 'tdes-3'),
      await made('derivation', 'sm4'),
      await made('zone-master', 'sm4'),
    ]).toEqual(['not refused', 'input-invalid', 'input-invalid', 'input-invalid'])
    expect([await made('pin', 'sm4'), await made('pin', 'rc4'), await made('magic', 'tdes-2')]).toEqual([
      'not refused',
      'input-invalid',
      'input-invalid',
    ])
  })

  it('go to a terminal under a master key that is as strong, in the form of a sign-on response', async () => {
    const { module } = testModule()
    const wrapUnder = (await value(module.generateKey({ use: 'terminal-master', algorithm: 'tdes-2' }))).key
    const wrap = (use: 'pin' | 'zone-master', algorithm: 'tdes-2' | 'tdes-3' | 'aes-128') =>
      module.generateKey({ use, algorithm, wrapUnder })
    const made = await value(wrap('pin', 'tdes-2'))
    expect(made.cryptogram).toHaveLength(16)
    expect(made.signOnCheckValue).toMatch(new RegExp(`^${made.checkValue}[0-9A-F]{2}$`))
    expect(await refusal(wrap('pin', 'tdes-3'))).toBe('key-use-forbidden')
    expect(await refusal(wrap('pin', 'aes-128'))).toBe('key-use-forbidden')
    expect(await refusal(wrap('zone-master', 'tdes-2'))).toBe('key-use-forbidden')
    expect(await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))).not.toHaveProperty('cryptogram')
  })

  it('travel between modules, keeping use, algorithm and check value', async () => {
    const [here, there] = [testModule().module, testModule({ partition: 'issuer' }).module]
    const form = {
      use: 'zone-master',
      algorithm: 'aes-256',
      components: ['1', '2'].map((custodian) => ({ custodian, hex: custodian.repeat(63) + '7' })),
    } as const
    const [ours, theirs] = [await value(here.formKey(form)), await value(there.formKey(form))]
    expect(ours.checkValue).toBe(theirs.checkValue)
    for (const [use, algorithm] of [
      ['pin', 'sm4'],
      ['mac', 'aes-128'],
      ['data', 'tdes-3'],
      ['pin', 'tdes-2'],
    ] as const) {
      const made = await value(here.generateKey({ use, algorithm }))
      const keyBlock = await value(here.exportKey({ key: made.key, under: ours.key }))
      const taken = await value(there.importKey({ use, keyBlock, under: theirs.key }))
      expect(taken.checkValue).toBe(made.checkValue)
      expect(await value(there.keyCheckValue({ key: taken.key }))).toEqual({ checkValue: made.checkValue, use })
      const other = use === 'pin' ? 'mac' : 'pin'
      expect(await refusal(there.importKey({ use: other, keyBlock, under: theirs.key }))).toBe('key-use-forbidden')
    }
    expect(await refusal(here.exportKey({ key: ours.key, under: ours.key }))).toBe('key-use-forbidden')
  })

  it('that were unwrapped are forgotten, oldest first, and unwrapped again when needed', async () => {
    const { KeySlots } = await import('./key-slots.ts')
    const slots = new KeySlots(random.bytes(32), random, 2)
    const blocks = Array.from({ length: 4 }, () =>
      slots.store({ use: 'pin', algorithm: 'tdes-2', exportable: true }, combineDesComponents(HALVES.map(fromHex))),
    )
    const loaded = blocks.map((block) => expectOk(slots.load(block, 'pin'), 'key'))
    // A command may hold any of them: none goes before it has ended.
    expect(loaded.every((key) => hasOddParity(key.bytes) && key.cipher.blockSize === 8)).toBe(true)
    slots.tidy()
    const zeros = new Uint8Array(16)
    expect(loaded.map(({ bytes }) => equalBytes(bytes, zeros))).toEqual([true, true, false, false])
    const block = new Uint8Array(8)
    expect(() => loaded[0]?.cipher.encryptBlock(block, 0, block, 0)).toThrow('wiped')
    slots.tidy()
    const [again, kept] = [0, 3].map((i) => expectOk(slots.load(blocks[i] as KeyBlock<'pin'>, 'pin'), 'key'))
    expect(kept).toBe(loaded[3])
    expect(again?.checkValue).toBe(kept?.checkValue)
    slots.wipe()
    expect(again?.bytes).toEqual(zeros)
  })
})

it('a closed module answers nothing', async () => {
  const { module } = testModule()
  await module.close()
  expect(await refusal(module.status())).toBe('unavailable')
})
