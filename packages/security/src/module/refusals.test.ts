import { ClearPin, fromHex, PinBlock, seededRandom, toHex } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { wrapKeyBlock } from '../key-blocks/index.ts'
import { adjustParity } from '../keys/index.ts'
import { decipherPinBlock, translationPermitted } from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat } from '../security-module.ts'
import type { PinReference } from './extended.ts'
import { enciphered, OTHER_PAN, PAN, PIN, refusal, sharedPinKey, testModule, value, zoneKey } from './test-module.ts'

const TABLE = '8351296477461538'

async function issuer() {
  const { module, clock, audit } = testModule({ partition: 'issuer', authorised: true })
  const { clear, blocks } = await sharedPinKey(module)
  const key = blocks[0] as KeyBlock<'pin'>
  const verificationKey = (await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))).key
  const pvv = await value(module.personalizePin({ pin: PIN, pan: PAN, verificationKey, verificationKeyIndex: 1 }))
  const reference: PinReference = { method: 'visa-pvv', key: verificationKey, keyIndex: 1, value: pvv }
  const incoming = { pan: PAN, key, format: 'iso-0', pinBlock: enciphered(clear) } as const
  return { module, clock, audit, clear, key, verificationKey, pvv, reference, incoming }
}

describe('what the soft HSM refuses', () => {
  it('1: translation of a block with PAN into format 1, or into anything that is no ISO format (abuse 20)', async () => {
    const { module } = testModule()
    const { clear, blocks } = await sharedPinKey(module)
    const [key] = blocks as [KeyBlock<'pin'>]
    for (const fromFormat of ['iso-0', 'iso-3', 'iso-1'] as const) {
      const request = { pinBlock: enciphered(clear, PIN, PAN, fromFormat), pan: PAN, from: key, fromFormat, to: key }
      expect(await refusal(module.translatePin({ ...request, toFormat: 'iso-1' }))).toBe('format-forbidden')
      const foreign = 'docutel' as PinBlockFormat
      expect(await refusal(module.translatePin({ ...request, toFormat: foreign }))).toBe('format-forbidden')
    }
    expect(translationPermitted('iso-4', 'iso-1')).toBe(false)
    expect(translationPermitted('unionpay-sm4', 'iso-1')).toBe(false)
  })

  it('2: translation from or to format 2', async () => {
    const { module } = testModule()
    const { clear, blocks } = await sharedPinKey(module)
    const [key] = blocks as [KeyBlock<'pin'>]
    const request = { pinBlock: enciphered(clear), pan: PAN, from: key, to: key }
    const two = 'iso-2' as PinBlockFormat
    expect(await refusal(module.translatePin({ ...request, fromFormat: two, toFormat: 'iso-0' }))).toBe(
      'format-forbidden',
    )
    expect(await refusal(module.translatePin({ ...request, fromFormat: 'iso-0', toFormat: two }))).toBe(
      'format-forbidden',
    )
  })

  it('3: another PAN between input and output (abuse 21)', async () => {
    const { module } = testModule()
    const { clear, blocks } = await sharedPinKey(module)
    const [key] = blocks as [KeyBlock<'pin'>]
    const formats = { from: key, fromFormat: 'iso-0', to: key, toFormat: 'iso-0' } as const
    const pinBlock = enciphered(clear)
    // The command has one PAN for both sides. Under a wrong one the filler breaks before anything is translated.
    expect(await refusal(module.translatePin({ pinBlock, pan: OTHER_PAN, ...formats }))).toBe('pin-block-malformed')
    const { pinBlock: translated } = await value(module.translatePin({ pinBlock, pan: PAN, ...formats }))
    const opened = decipherPinBlock({
      format: 'iso-0',
      algorithm: 'tdes-2',
      key: clear,
      pinBlock: translated,
      pan: PAN,
    })
    expect(opened.ok && opened.value.reveal()).toBe(PIN.reveal())
  })

  it('4: a decimalisation table that is not sealed by this module, or gives the PIN away (abuse 22)', async () => {
    const { module, incoming } = await issuer()
    const key = (await value(module.generateKey({ use: 'pin-offset', algorithm: 'tdes-2' }))).key
    const good = await value(module.sealTable({ table: TABLE }))
    const verify = (table: string) =>
      module.verifyPinReference({
        ...incoming,
        reference: {
          method: 'ibm-offset',
          key,
          table: table as typeof good,
          validationData: '0123456789012345',
          value: '1234',
        },
      })
    expect(await value(verify(good))).toBe(false)
    expect(await refusal(verify(TABLE))).toBe('input-invalid')
    expect(await refusal(verify(`L${'0'.repeat(32)}`))).toBe('input-invalid')
    expect(await refusal(verify(`${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`))).toBe('input-invalid')
    for (const table of [
      '0000000000000001',
      '0123456012345601',
      '0000012345678900',
      '01234567890123',
      '012345678901234A',
    ]) {
      expect(await refusal(module.sealTable({ table }))).toBe('input-invalid')
    }
    const reference = { method: 'ibm-offset', key, table: good, value: '1234' } as const
    for (const validationData of ['', '123', '012345678901234G', '0123456789ABCDEF0']) {
      const verification = module.verifyPinReference({ ...incoming, reference: { ...reference, validationData } })
      expect(await refusal(verification)).toBe('input-invalid')
    }
    for (const digits of ['123', '1234567', '1234567890123']) {
      const long = { ...reference, validationData: '0123456789ABCDEF', value: digits }
      expect(await refusal(module.verifyPinReference({ ...incoming, reference: long }))).toBe('input-invalid')
    }
    expect(await refusal(testModule().module.sealTable({ table: TABLE }))).toBe('not-authorised')
  })

  it('5: PVV or offset for an acquirer; for an issuer without the old PIN', async () => {
    const acquirer = testModule({ authorised: true })
    const verificationKey = (await value(acquirer.module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' })))
      .key
    const personalisation = { pin: PIN, pan: PAN, verificationKey, verificationKeyIndex: 1 }
    expect(await refusal(acquirer.module.personalizePin(personalisation))).toBe('not-authorised')
    expect(await refusal(acquirer.module.randomPin({ pan: PAN, digits: 6 }))).toBe('not-authorised')

    const { module, clear, incoming, reference } = await issuer()
    const newPinBlock = enciphered(clear, ClearPin.of('418302'))
    const wrongOld = { ...incoming, pinBlock: enciphered(clear, ClearPin.of('111999')), reference, newPinBlock }
    expect(await refusal(module.changePin(wrongOld))).toBe('not-authorised')
    const changed = await value(module.changePin({ ...incoming, reference, newPinBlock }))
    const after = { ...incoming, pinBlock: newPinBlock, reference: { ...reference, value: changed } }
    expect(await value(module.verifyPinReference(after))).toBe(true)
  })

  it('6: clear PINs outside the authorised state, and in production even then', async () => {
    for (const settings of [{}, { authorised: true, production: true }] as const) {
      const { module } = testModule({ partition: 'issuer', ...settings })
      const { blocks } = await sharedPinKey(module)
      const verificationKey = (await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))).key
      const personalisation = { pin: PIN, pan: PAN, verificationKey, verificationKeyIndex: 1 }
      expect(await refusal(module.personalizePin(personalisation))).toBe('not-authorised')
      const clear = { pin: PIN, pan: PAN, to: blocks[0] as KeyBlock<'pin'>, toFormat: 'iso-0' } as const
      expect(await refusal(module.encryptClearPin(clear))).toBe('not-authorised')
    }
  })

  it('7: telling PIN block errors apart with one code outside, the rule that broke in the shape and the audit log', async () => {
    const { module, audit } = testModule()
    const { blocks } = await sharedPinKey(module)
    const [key] = blocks as [KeyBlock<'pin'>]
    const random = seededRandom('noise')
    for (let i = 0; i < 50; i++) {
      const pinBlock = PinBlock.of(random.bytes(8))
      const request = { pinBlock, pan: PAN, from: key, fromFormat: 'iso-0', to: key, toFormat: 'iso-0' } as const
      expect(await refusal(module.translatePin(request))).toBe('pin-block-malformed')
    }
    const details = new Set(audit.map(({ detail }) => detail))
    expect(details).toContain('PIN block: bad-control')
    expect(details.size).toBeGreaterThan(1)
  })

  it('8: more failed verifications than allowed, of a card and under a key, until the window is over (abuse 23)', async () => {
    const limit = { failures: 3, failuresPerKey: 5, window_ms: 60_000 }
    const { module, clock, audit } = testModule({ partition: 'issuer', authorised: true, failureLimit: limit })
    const { clear, blocks } = await sharedPinKey(module)
    const verificationKey = (await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))).key
    const wrong = (pan: typeof PAN) =>
      module.verifyPin({
        pinBlock: enciphered(clear, ClearPin.of('1357'), pan),
        pan,
        key: blocks[0] as KeyBlock<'pin'>,
        format: 'iso-0',
        verificationKey,
        verificationKeyIndex: 1,
        verificationValue: '0000',
      })
    for (let i = 0; i < 3; i++) expect(await value(wrong(PAN))).toBe(false)
    expect(await refusal(wrong(PAN))).toBe('limit-exceeded')
    for (let i = 0; i < 2; i++) expect(await value(wrong(OTHER_PAN))).toBe(false)
    // The second card has tries left, the key has not.
    expect(await refusal(wrong(OTHER_PAN))).toBe('limit-exceeded')
    expect(audit.filter(({ outcome }) => outcome === 'limit-exceeded')).toHaveLength(2)
    clock.now_ms = 60_000
    expect(await value(wrong(PAN))).toBe(false)
  })

  it('9: a key against its usage', async () => {
    const { module } = testModule()
    const pin = (await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))).key
    const mac = (await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))).key
    const data = new Uint8Array(8)
    const asMac = pin as unknown as KeyBlock<'mac'>
    expect(await refusal(module.generateMac({ key: asMac, algorithm: 'unionpay-ecb', data }))).toBe('key-use-forbidden')
    const asData = mac as unknown as KeyBlock<'data'>
    const initialVector = new Uint8Array(8)
    expect(await refusal(module.decryptData({ key: asData, initialVector, data }))).toBe('key-use-forbidden')
    // A MAC key is for its own algorithm only.
    expect(await refusal(module.generateMac({ key: mac, algorithm: 'cmac', data }))).toBe('key-use-forbidden')
    const asZone = pin as unknown as KeyBlock<'zone-master'>
    expect(await refusal(module.exportKey({ key: mac, under: asZone }))).toBe('key-use-forbidden')
    const wrapUnder = pin as unknown as KeyBlock<'terminal-master'>
    expect(await refusal(module.generateKey({ use: 'pin', algorithm: 'tdes-2', wrapUnder }))).toBe('key-use-forbidden')
  })

  it('10: a tampered key block, and a key that comes in without authentication', async () => {
    const { module } = testModule()
    const under = await zoneKey(module)
    const { key } = await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const exported = await value(module.exportKey({ key, under }))
    for (let at = 0; at < exported.length; at++) {
      const changed = exported.charAt(at) === '0' ? '1' : '0'
      const keyBlock = exported.slice(0, at) + changed + exported.slice(at + 1)
      const reason = await refusal(module.importKey({ use: 'mac', keyBlock, under }))
      expect(['key-block-invalid', 'key-use-forbidden']).toContain(reason)
    }
    const variantForm = `U${'0123456789ABCDEF'.repeat(2)}`
    expect(await refusal(module.importKey({ use: 'mac', keyBlock: variantForm, under }))).toBe('key-block-invalid')
  })

  describe('11: weak keys', () => {
    const zoneClear = combined()
    const importOf = async (bytes: Uint8Array, algorithm = 'T') => {
      const { module } = testModule()
      const under = await zoneKey(module)
      const header = {
        version: 'B',
        keyUsage: 'P0',
        algorithm,
        modeOfUse: 'B',
        keyVersion: '00',
        exportability: 'E',
        optionalBlocks: {},
      } as const
      const keyBlock = wrapKeyBlock(zoneClear, header, bytes, seededRandom('wrap'))
      return refusal(module.importKey({ use: 'pin', keyBlock, under }))
    }
    const sound = adjustParity(fromHex('0123456789ABCDEF1133557799BBDDFF'))

    it('takes a sound key the same way, so the refusals below are about the key', async () => {
      expect(await importOf(sound)).toBe('not refused')
    })
    it('parity', async () => {
      const even = sound.slice()
      even[3] = (even[3] as number) ^ 1
      expect(await importOf(even)).toBe('input-invalid')
    })
    it('single length', async () => expect(await importOf(sound.slice(0, 8))).toBe('key-block-invalid'))
    it('equal halves', async () => {
      expect(await importOf(new Uint8Array([...sound.slice(0, 8), ...sound.slice(0, 8)]))).toBe('input-invalid')
    })
    it('a weak DES key inside', async () => {
      expect(await importOf(new Uint8Array([...fromHex('0101010101010101'), ...sound.slice(8)]))).toBe('input-invalid')
    })
    it('a wrapping key weaker than what it wraps', async () => {
      expect(await importOf(fromHex('00112233445566778899AABBCCDDEEFF'), 'A')).toBe('key-use-forbidden')
      const { module } = testModule()
      const under = await zoneKey(module)
      const { key } = await value(module.generateKey({ use: 'pin', algorithm: 'aes-128' }))
      expect(await refusal(module.exportKey({ key, under }))).toBe('key-use-forbidden')
    })
  })

  it('12: check values over 6 digits, and zeros through the data commands', async () => {
    const { module } = testModule()
    const { key, checkValue } = await value(module.generateKey({ use: 'data', algorithm: 'tdes-2' }))
    expect((await value(module.keyCheckValue({ key }))).checkValue).toMatch(/^[0-9A-F]{6}$/)
    expect(checkValue).toHaveLength(6)
    expect(await refusal(module.keyCheckValue({ key, digits: 16 }))).toBe('not-authorised')
    const vector = fromHex('0123456789ABCDEF')
    expect(await refusal(module.encryptData({ key, initialVector: new Uint8Array(8), data: new Uint8Array(8) }))).toBe(
      'input-invalid',
    )
    // An initial vector equal to the data makes zeros of it just as well.
    expect(await refusal(module.encryptData({ key, initialVector: vector, data: vector }))).toBe('input-invalid')
    const fine = await value(module.encryptData({ key, initialVector: vector, data: fromHex('FFEEDDCCBBAA9988') }))
    expect(toHex(await value(module.decryptData({ key, initialVector: vector, data: fine })))).toBe('FFEEDDCCBBAA9988')
  })

  it('13: export of keys that must stay, and in any form but a key block', async () => {
    const { module } = testModule()
    const under = await zoneKey(module)
    expect(await refusal(module.exportKey({ key: under, under }))).toBe('key-use-forbidden')
    const wrapUnder = (await value(module.generateKey({ use: 'terminal-master', algorithm: 'tdes-2' }))).key
    expect(await refusal(module.exportKey({ key: wrapUnder, under }))).toBe('key-use-forbidden')
    // A working key that went to a terminal belongs to that terminal alone.
    const { key } = await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2', wrapUnder }))
    expect(await refusal(module.exportKey({ key, under }))).toBe('key-use-forbidden')
    const free = (await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))).key
    expect(await value(module.exportKey({ key: free, under }))).toMatch(/^B\d{4}P0TB00E/)
  })

  it('14: two components of one custodian, and a key from a single one', async () => {
    const { module } = testModule()
    const form = (...components: { custodian: string; hex: string }[]) =>
      refusal(module.formKey({ use: 'zone-master', algorithm: 'tdes-2', components }))
    const [a, b] = ['13579BDF02468ACE1122334455667788', '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D']
    expect(await form({ custodian: 'anna', hex: a })).toBe('input-invalid')
    expect(await form({ custodian: 'anna', hex: a }, { custodian: 'Anna ', hex: b })).toBe('not-authorised')
    expect(await form({ custodian: 'anna', hex: a }, { custodian: 'bert', hex: '0'.repeat(32) })).toBe('input-invalid')
    expect(await form({ custodian: 'anna', hex: a }, { custodian: 'bert', hex: a })).toBe('input-invalid')
    for (const algorithm of ['aes-128', 'sm4'] as const) {
      const components = ['anna', 'bert'].map((custodian) => ({ custodian, hex: a }))
      expect(await refusal(module.formKey({ use: 'pin', algorithm, components }))).toBe('input-invalid')
    }
    expect(await form({ custodian: 'anna', hex: a }, { custodian: 'bert', hex: b })).toBe('not refused')
  })

  it('15: DUKPT serial numbers out of order or used before (abuse 24)', async () => {
    const { module } = testModule()
    const baseKey = (await value(module.generateKey({ use: 'derivation', algorithm: 'tdes-2' }))).key
    const to = (await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))).key
    const send = (serialNumber: string, terminal = 'T1') =>
      refusal(
        module.translateDukptPin({
          pinBlock: PinBlock.of(new Uint8Array(8)),
          pan: PAN,
          baseKey,
          serialNumber: fromHex(serialNumber),
          terminal,
          fromFormat: 'iso-0',
          to,
          toFormat: 'iso-0',
        }),
      )
    expect(await send('FFFF9876543210E00000')).toBe('input-invalid')
    expect(await send('FFFF9876543210EFFFFF')).toBe('input-invalid')
    expect(await send('FFFF9876543210FFF801')).toBe('input-invalid')
    // Accepted as a number; the zero block is no PIN.
    expect(await send('FFFF9876543210E00005')).toBe('pin-block-malformed')
    expect(await send('FFFF9876543210E00005')).toBe('input-invalid')
    expect(await send('FFFF9876543210E00004')).toBe('input-invalid')
    expect(await send('FFFF9876543210E00006', 'T2')).toBe('input-invalid')
    expect(await send('FFFF9876543210E00006')).toBe('pin-block-malformed')
  })

  it('16: a PIN, key, PIN block or full PAN in anything it says', async () => {
    const { module, audit, clear, key, incoming, verificationKey } = await issuer()
    const seen: unknown[] = []
    const note = async (outcome: Promise<unknown>) => void seen.push(await outcome)
    await note(module.verifyPin({ ...incoming, verificationKey, verificationKeyIndex: 1, verificationValue: '0000' }))
    await note(
      module.verifyPin({
        ...incoming,
        pan: OTHER_PAN,
        verificationKey,
        verificationKeyIndex: 1,
        verificationValue: '0000',
      }),
    )
    await note(
      module.verifyPin({
        ...incoming,
        key: 'nonsense' as KeyBlock<'pin'>,
        verificationKey,
        verificationKeyIndex: 1,
        verificationValue: '0000',
      }),
    )
    await note(module.translatePin({ ...incoming, from: key, fromFormat: 'iso-0', to: key, toFormat: 'iso-0' }))
    await note(module.translatePin(null as never))
    const said = JSON.stringify(audit) + JSON.stringify(seen)
    const secrets = [PIN.reveal(), PAN.reveal(), OTHER_PAN.reveal(), toHex(clear), toHex(incoming.pinBlock.reveal())]
    for (const secret of secrets) expect(said.toUpperCase()).not.toContain(secret)
  })

  it('17: single DES for PINs, PINs of other lengths, and PINs anybody would guess', async () => {
    const { module, clear, incoming, reference } = await issuer()
    const single = 'des' as never
    expect(await refusal(module.generateKey({ use: 'pin', algorithm: single }))).not.toBe('not refused')
    expect(ClearPin.parse('123').ok || ClearPin.parse('1234567890123').ok).toBe(false)
    expect(await refusal(module.randomPin({ pan: PAN, digits: 3 }))).toBe('input-invalid')
    for (const guessable of ['111111', '123456', '987654', '1212', '1990', '123123']) {
      const newPinBlock = enciphered(clear, ClearPin.of(guessable))
      expect(await refusal(module.changePin({ ...incoming, reference, newPinBlock }))).toBe('input-invalid')
    }
  })
})

/** The zone key of `zoneKey`, for tests that stand at its other end. */
function combined(): Uint8Array {
  const [a, b] = ['13579BDF02468ACE1122334455667788', '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D'].map(fromHex) as [
    Uint8Array,
    Uint8Array,
  ]
  return adjustParity(a.map((byte, i) => byte ^ (b[i] as number)))
}
