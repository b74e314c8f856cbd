import { ClearPin, fromHex, PinBlock, seededRandom, toHex } from '@fiftyfive/kernel'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Aes, Des, Sm4 } from '../ciphers/index.ts'
import { wrapKeyBlock } from '../key-blocks/index.ts'
import { adjustParity, combineDesComponents, keyCheckValue } from '../keys/index.ts'
import type { KeyBlock, PinBlockFormat } from '../security-module.ts'
import { failedKnownAnswers } from './known-answers.ts'
import { enciphered, PAN, refusal, sharedPinKey, testModule, value, zoneKey } from './test-module.ts'

afterEach(() => vi.restoreAllMocks())
const random = seededRandom('guards')
const ZONE = combineDesComponents(['13579BDF02468ACE1122334455667788', '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D'].map(fromHex))

describe('known answers', () => {
  /** A cipher that goes wrong in one bit, as a broken machine or a changed table would have it. */
  function broken(Class: typeof Des | typeof Aes | typeof Sm4, method: 'encryptBlock' | 'decryptBlock'): void {
    const original = Class.prototype[method]
    vi.spyOn(Class.prototype as Des, method).mockImplementation(function (this: Des, source, from, target, to) {
      original.call(this as never, source, from, target, to)
      target[to] = (target[to] as number) ^ 1
    })
  }

  it.each([
    [Des, 'encryptBlock', ['tdes', 'retail-mac']],
    [Des, 'decryptBlock', ['tdes', 'retail-mac']],
    [Aes, 'encryptBlock', ['aes-128', 'aes-256', 'cmac', 'key-block']],
    [Aes, 'decryptBlock', ['aes-128', 'aes-256', 'key-block']],
    [Sm4, 'encryptBlock', ['sm4']],
    [Sm4, 'decryptBlock', ['sm4']],
  ] as const)('refusal 18: a module with a broken %o %s does not start', (Class, method, expected) => {
    expect(failedKnownAnswers()).toEqual([])
    broken(Class, method)
    expect(failedKnownAnswers()).toEqual(expected)
    expect(() => testModule()).toThrow(`known-answer tests failed: ${expected.join(', ')}`)
  })
})

describe('PIN commands', () => {
  it('refusals 1 and 2: no block without PAN goes anywhere, though the standard would let it', async () => {
    const { module } = testModule()
    const { clear, blocks } = await sharedPinKey(module)
    const key = blocks[0] as KeyBlock<'pin'>
    const request = { pan: PAN, from: key, to: key, toFormat: 'iso-0' } as const
    const pinBlock = enciphered(clear, ClearPin.of('8027'), PAN, 'iso-1')
    expect(await refusal(module.translatePin({ ...request, pinBlock, fromFormat: 'iso-1' }))).toBe('format-forbidden')
  })

  it('refuse formats that do not go with a key, on either side, and blocks of another size', async () => {
    const { module } = testModule()
    const { clear, blocks } = await sharedPinKey(module)
    const tdes = blocks[0] as KeyBlock<'pin'>
    const aes = (await value(module.generateKey({ use: 'pin', algorithm: 'aes-128' }))).key
    const pinBlock = enciphered(clear)
    const translate = (from: typeof tdes, fromFormat: PinBlockFormat, to: typeof tdes, toFormat: PinBlockFormat) =>
      refusal(module.translatePin({ pinBlock, pan: PAN, from, fromFormat, to, toFormat }))
    expect(await translate(tdes, 'iso-0', aes, 'iso-4')).toBe('not refused')
    expect(await translate(aes, 'iso-0', tdes, 'iso-0')).toBe('format-forbidden')
    expect(await translate(tdes, 'iso-4', tdes, 'iso-0')).toBe('format-forbidden')
    expect(await translate(tdes, 'iso-0', aes, 'iso-0')).toBe('format-forbidden')
    expect(await translate(tdes, 'iso-0', tdes, 'iso-4')).toBe('format-forbidden')
    expect(await translate(aes, 'iso-4', aes, 'iso-4')).toBe('pin-block-malformed')
  })

  it('inspect for acquirers only, no more than 64 candidates, each with a format that fits', async () => {
    const { module } = testModule()
    const { clear, blocks } = await sharedPinKey(module)
    const candidate = { key: blocks[0] as KeyBlock<'pin'>, format: 'iso-0' } as const
    const inspect = (candidates: readonly { key: KeyBlock<'pin'>; format: PinBlockFormat }[], of = module) =>
      of.inspectPinBlock({ pinBlock: enciphered(clear), pan: PAN, candidates })
    const many = (count: number) => Array.from({ length: count }, () => candidate)
    expect(await value(inspect(many(64)))).toHaveLength(64)
    expect(await refusal(inspect(many(65)))).toBe('limit-exceeded')
    expect(await refusal(inspect([{ ...candidate, format: 'iso-4' }]))).toBe('format-forbidden')
    const wide = { pinBlock: PinBlock.of(new Uint8Array(16)), pan: PAN, candidates: [candidate] }
    expect(await value(module.inspectPinBlock(wide))).toEqual(['bad-length'])
    const issuer = testModule({ partition: 'issuer' }).module
    const { blocks: theirs } = await sharedPinKey(issuer)
    const asked = inspect([{ ...candidate, key: theirs[0] as KeyBlock<'pin'> }], issuer)
    expect(await refusal(asked)).toBe('not-authorised')
  })

  it('verify a PVV of four digits, and personalise under an index from 0 to 6', async () => {
    const { module } = testModule({ partition: 'issuer', authorised: true })
    const { clear, blocks } = await sharedPinKey(module)
    const { key: verificationKey } = await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))
    const incoming = {
      pinBlock: enciphered(clear),
      pan: PAN,
      key: blocks[0] as KeyBlock<'pin'>,
      format: 'iso-0',
    } as const
    for (const verificationValue of ['123', '12345', 'x1234', '123x']) {
      const asked = module.verifyPin({ ...incoming, verificationKey, verificationKeyIndex: 1, verificationValue })
      expect(await refusal(asked)).toBe('input-invalid')
    }
    const personalise = (verificationKeyIndex: number, key = verificationKey) =>
      refusal(module.personalizePin({ pin: ClearPin.of('8027'), pan: PAN, verificationKey: key, verificationKeyIndex }))
    for (const index of [0, 6]) expect(await personalise(index)).toBe('not refused')
    for (const index of [-1, 7, 0.5, Number.NaN]) expect(await personalise(index)).toBe('input-invalid')
    expect(await personalise(1, blocks[0] as unknown as typeof verificationKey)).toBe('key-use-forbidden')
  })
})

describe('key commands', () => {
  const header = { keyUsage: 'P0', algorithm: 'T', modeOfUse: 'B', keyVersion: '00', optionalBlocks: {} } as const
  const sound = adjustParity(fromHex('0123456789ABCDEF1133557799BBDDFF'))

  it('keep the exportability a key came with', async () => {
    const { module } = testModule()
    const under = await zoneKey(module)
    for (const [exportability, outcome] of [
      ['E', 'not refused'],
      ['N', 'key-use-forbidden'],
      ['S', 'key-use-forbidden'],
    ] as const) {
      const keyBlock = wrapKeyBlock(ZONE, { ...header, version: 'B', exportability }, sound, random)
      const { key } = await value(module.importKey({ use: 'pin', keyBlock, under }))
      expect([exportability, await refusal(module.exportKey({ key, under }))]).toEqual([exportability, outcome])
    }
  })

  it('take a key in only in the version that binds best, with its mode of use, under a zone key', async () => {
    const { module } = testModule()
    const under = await zoneKey(module)
    const wrapped = (change: object, key = sound): string =>
      wrapKeyBlock(ZONE, { ...header, version: 'B', exportability: 'E', ...change }, key, random)
    const taken = (keyBlock: string, zone = under) => refusal(module.importKey({ use: 'pin', keyBlock, under: zone }))
    expect(await taken(wrapped({}))).toBe('not refused')
    expect(await taken(wrapped({ modeOfUse: 'N' }))).toBe('not refused')
    expect(await taken(wrapped({ modeOfUse: 'E' }))).toBe('key-use-forbidden')
    for (const version of ['A', 'C']) expect(await taken(wrapped({ version }))).toBe('key-block-invalid')
    expect(await taken(wrapped({ algorithm: 'A' }, random.bytes(20)))).toBe('key-block-invalid')
    expect(await taken(wrapped({ algorithm: 'A' }, random.bytes(24)))).toBe('key-use-forbidden')
    const pin = (await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))).key
    expect(await taken(wrapped({}), pin as unknown as typeof under)).toBe('key-use-forbidden')
  })

  it('keep a MAC key for the algorithm it came for', async () => {
    const { module } = testModule()
    const under = await zoneKey(module)
    for (const [keyUsage, algorithm] of [
      ['M1', 'iso9797-1-alg1'],
      ['M3', 'iso9797-1-alg3'],
      ['M6', 'cmac'],
    ] as const) {
      const wrapped = { ...header, keyUsage, modeOfUse: 'C', version: 'B', exportability: 'E' } as const
      const keyBlock = wrapKeyBlock(ZONE, wrapped, sound, random)
      const { key } = await value(module.importKey({ use: 'mac', keyBlock, under }))
      const made = async (each: 'iso9797-1-alg1' | 'iso9797-1-alg3' | 'cmac') =>
        (await module.generateMac({ key, algorithm: each, data: new Uint8Array(3) })).ok
      for (const each of ['iso9797-1-alg1', 'iso9797-1-alg3', 'cmac'] as const) {
        expect([keyUsage, each, await made(each)]).toEqual([keyUsage, each, each === algorithm])
      }
    }
  })

  it('take a terminal master key out of its envelope, if it is sound and the one that was meant', async () => {
    let content: Uint8Array | undefined = sound.slice()
    const activation = { publicKey: async () => Uint8Array.of(1, 2), open: async () => content?.slice() }
    const { module, audit } = testModule({ activation })
    const checkValue = keyCheckValue('tdes-2', sound)
    const take = (given: string) => module.importTerminalMaster({ envelope: new Uint8Array(256), checkValue: given })
    expect(await value(module.activationPublicKey())).toEqual(Uint8Array.of(1, 2))
    const { key } = await value(take(checkValue.toLowerCase()))
    expect(audit.at(-1)).toEqual({
      command: 'importTerminalMaster',
      outcome: 'done',
      detail: `check value ${checkValue}`,
    })
    expect(await refusal(module.exportKey({ key, under: await zoneKey(module) }))).toBe('key-use-forbidden')
    expect(await refusal(take('000000'))).toBe('check-value-mismatch')
    for (const wrong of [undefined, sound.slice(8), new Uint8Array([...sound, ...sound.slice(0, 8)])]) {
      content = wrong
      expect(await refusal(take(checkValue))).toBe('input-invalid')
    }
    content = sound.map((byte) => byte ^ 1)
    expect(await refusal(take(keyCheckValue('tdes-2', sound)))).toBe('input-invalid')
  })

  it('answer a promise that breaks, and a request that breaks, without what was thrown', async () => {
    const activation = { publicKey: () => Promise.reject(new Error('secret')), open: async () => undefined }
    const { module, audit } = testModule({ activation })
    expect(await refusal(module.activationPublicKey())).toBe('input-invalid')
    expect(await refusal(module.generateMac(null as never))).toBe('input-invalid')
    expect(audit.map(({ command, outcome }) => [command, outcome])).toEqual([
      ['activationPublicKey', 'input-invalid'],
      ['generateMac', 'input-invalid'],
    ])
    expect(JSON.stringify(audit)).not.toContain('secret')
  })

  it('refuse components that are no hex, of another length, or of zeros', async () => {
    const { module } = testModule()
    const [a, b] = ['13579BDF02468ACE1122334455667788', '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D'] as const
    const form = (algorithm: 'aes-128' | 'tdes-2', ...hexes: readonly string[]) =>
      refusal(
        module.formKey({ use: 'pin', algorithm, components: hexes.map((hex, i) => ({ custodian: String(i), hex })) }),
      )
    for (const algorithm of ['aes-128', 'tdes-2'] as const) {
      expect(await form(algorithm, a, b)).toBe('not refused')
      for (const wrong of [a.slice(2), `${a}00`, `x${a.slice(1)}`, '0'.repeat(32), ''])
        expect([wrong, await form(algorithm, wrong, b)]).toEqual([wrong, 'input-invalid'])
      expect(await form(algorithm, a)).toBe('input-invalid')
    }
  })
})

describe('audit', () => {
  it('has a record of each key operation and each refusal, none of what succeeds all day', async () => {
    const { module, audit } = testModule()
    const made = await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    await value(module.generateMac({ key: made.key, algorithm: 'unionpay-ecb', data: new Uint8Array(3) }))
    await refusal(module.generateMac({ key: made.key, algorithm: 'cmac', data: new Uint8Array(3) }))
    await value(module.status())
    expect(audit).toEqual([
      { command: 'generateKey', outcome: 'done', detail: `check value ${made.checkValue}` },
      { command: 'generateMac', outcome: 'key-use-forbidden', detail: 'a M3 tdes-2 key does not make cmac' },
    ])
    expect((await value(module.status())).productionReady).toBe(false)
  })
})

describe('MACs in parts', () => {
  it('go on only from a state of this module and key, and end with a byte at least', async () => {
    const { module } = testModule()
    const make = async () =>
      (await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2', macAlgorithm: 'iso9797-1-alg3' }))).key
    const [key, other] = [await make(), await make()]
    const [algorithm, data] = ['iso9797-1-alg3', random.bytes(24)] as const
    const whole = await value(module.generateMac({ key, algorithm, data }))
    const state = await value(module.continueMac({ key, algorithm, data: data.slice(0, 16) }))
    expect(state).toMatch(/^[0-9A-F]{16}$/)
    const last = { algorithm, data: data.slice(16), state }
    expect(await value(module.generateMac({ ...last, key }))).toEqual(whole)
    expect(await value(module.verifyMac({ ...last, keys: [other, key], mac: whole }))).toBe(1)
    expect(await value(module.verifyShortMac({ ...last, key, mac: whole.slice(0, 4) }))).toBe(true)
    expect(await value(module.continueMac({ key: other, algorithm, data: data.slice(0, 16) }))).not.toBe(state)
    const wrong = async (change: object) => refusal(module.generateMac({ ...last, key, ...change }))
    for (const given of ['', state.slice(2), `${state}00`, 'G'.repeat(16)])
      expect(await wrong({ state: given })).toBe('input-invalid')
    expect(await wrong({ data: new Uint8Array(0) })).toBe('input-invalid')
    expect(await wrong({ padding: 3 })).toBe('input-invalid')
    expect(await wrong({ padding: 4 })).toBe('input-invalid')
    expect(await wrong({ padding: 2 })).toBe('not refused')
    for (const length of [0, 7, 9]) {
      expect(await refusal(module.continueMac({ key, algorithm, data: new Uint8Array(length) }))).toBe('input-invalid')
    }
    const folding = (await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))).key
    const fold = { key: folding, algorithm: 'unionpay-ecb', data: new Uint8Array(8) } as const
    expect(await refusal(module.continueMac(fold))).toBe('input-invalid')
    expect(await refusal(module.generateMac({ ...fold, state }))).toBe('input-invalid')
    const pin = (await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))).key
    const asMac = pin as unknown as KeyBlock<'mac'>
    expect(await refusal(module.continueMac({ key: asMac, algorithm, data }))).toBe('key-use-forbidden')
  })
})

it('a state of a MAC belongs to its key: the same block under another key is another state', async () => {
  const { module } = testModule()
  const halves = [
    '0723C80DB5F4CD3D1122334455667788',
    '8899AABBCCDDEEFF0123456789ABCDEF',
    '5A5A00FF5A5A00FF1357246813572468',
  ]
  const [sealed, clear] = [[] as string[], [] as Des[]]
  let data: Uint8Array = random.bytes(8)
  for (const second of [1, 2]) {
    const components = [0, second].map((at) => ({ custodian: String(at), hex: halves[at] as string }))
    const form = { use: 'mac', algorithm: 'tdes-2', macAlgorithm: 'iso9797-1-alg1', components } as const
    const { key } = await value(module.formKey(form))
    sealed.push(await value(module.continueMac({ key, algorithm: 'iso9797-1-alg1', data })))
    clear.push(new Des(combineDesComponents([0, second].map((at) => fromHex(halves[at] as string)))))
    // What the second key enciphers to the very block that the first one did.
    const other = new Des(combineDesComponents([0, 2].map((at) => fromHex(halves[at] as string))))
    const reached = new Uint8Array(8)
    clear[0]?.encryptBlock(data, 0, reached, 0)
    other.decryptBlock(reached, 0, reached, 0)
    data = reached
  }
  expect(sealed[0]).not.toBe(sealed[1])
})

it('a closed module has wiped its master key and what was sealed with it', async () => {
  const masterKey = random.bytes(32)
  const { module } = testModule({ masterKey, partition: 'issuer', authorised: true })
  await value(module.sealTable({ table: '8351296477461538' }))
  const wiped = [Des, Aes].map((Class) => vi.spyOn(Class.prototype, 'wipe'))
  await module.close()
  expect(toHex(masterKey)).toBe('0'.repeat(64))
  // Sealing of tables, PINs and states of MACs, digests, and both keys that bind key blocks.
  expect(wiped.map((spy) => spy.mock.calls.length)).toEqual([1, 6])
})
