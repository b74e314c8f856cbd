import { ClearPin, concatBytes, fromHex, toHex } from '@fiftyfive/kernel'
import { expect, it } from 'vitest'
import { cardMasterKey, commonSessionKey, scriptMac, scriptPinChange } from '../emv/index.ts'
import { unwrapKeyBlock } from '../key-blocks/index.ts'
import { combineComponents, combineDesComponents } from '../keys/index.ts'
import type { KeyBlock, KeyUse } from '../security-module.ts'
import type { HostSecurityModule } from './extended.ts'
import { enciphered, OTHER_PAN, PAN, refusal, sharedPinKey, testModule, value } from './test-module.ts'

const HALVES = ['0723C80DB5F4CD3D1122334455667788', '01010101010101018899AABBCCDDEEFF'] as const
const CLEAR = combineDesComponents(HALVES.map(fromHex))
const BUREAU = ['13579BDF02468ACE1122334455667788', '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D'].map((hex) => hex + hex)
const form = async <Use extends KeyUse>(module: HostSecurityModule, use: Use, hex: readonly string[] = HALVES) => {
  const algorithm = use === 'zone-master' ? 'aes-256' : 'tdes-2'
  const components = hex.map((half, i) => ({ custodian: String(i), hex: half }))
  return (await value(module.formKey({ use, algorithm, components }))).key
}
const CARD = { pan: PAN, sequenceNumber: '01' }
const SAID = { transactionCounter: fromHex('0018'), cryptogram: fromHex('1122334455667788') }
/** Of the two components above: odd parity, as DES wants it. */
const own = cardMasterKey(CLEAR, { pan: PAN.reveal(), sequenceNumber: '01' }, 'A')

async function issuer(settings: Parameters<typeof testModule>[0] = {}) {
  const { module } = testModule({ partition: 'issuer', authorised: true, ...settings })
  const { clear, blocks } = await sharedPinKey(module)
  return { module, clear, pinKey: blocks[0] as KeyBlock<'pin'>, key: await form(module, 'script-integrity') }
}

it('gives the key of one chip to whoever makes the card, and to nobody else', async () => {
  const { module, key } = await issuer()
  const request = { ...CARD, key, use: 'script-integrity', under: await form(module, 'zone-master', BUREAU) } as const
  const block = await value(module.deriveCardKey(request))
  const opened = unwrapKeyBlock(combineComponents(BUREAU.map(fromHex)), block)
  expect(
    opened.ok && [toHex(opened.value.key), opened.value.header.keyUsage, opened.value.header.exportability],
  ).toEqual([toHex(own), 'E2', 'N'])
  expect(await value(module.deriveCardKey({ ...request, pan: OTHER_PAN }))).not.toBe(block)
  expect(await refusal(module.deriveCardKey({ ...request, sequenceNumber: '001' }))).toBe('input-invalid')
  expect(await refusal(module.deriveCardKey({ ...request, use: 'cryptogram' }))).toBe('key-use-forbidden')
  expect(await refusal(module.deriveCardKey({ ...request, under: key as never }))).toBe('key-use-forbidden')
  for (const settings of [{ authorised: false }, { production: true }, { partition: 'acquirer' }] as const) {
    const other = testModule({ partition: 'issuer', authorised: true, ...settings }).module
    expect(await refusal(other.deriveCardKey(request))).toBe('not-authorised')
  }
})

it('makes the command that gives a chip its tries back', async () => {
  const { module, key } = await issuer()
  const mac = scriptMac(commonSessionKey(own, SAID.cryptogram), fromHex('842400000800181122334455667788'))
  const command = await value(module.scriptCommand({ ...CARD, ...SAID, key }))
  expect(toHex(command)).toBe(`8424000008${toHex(mac)}`)
  for (const change of [
    { sequenceNumber: '1' },
    { transactionCounter: new Uint8Array(3) },
    { cryptogram: new Uint8Array(7) },
  ]) {
    expect(await refusal(module.scriptCommand({ ...CARD, ...SAID, key, ...change }))).toBe('input-invalid')
  }
  expect(
    await refusal(module.scriptCommand({ ...CARD, ...SAID, key: (await form(module, 'cryptogram')) as never })),
  ).toBe('key-use-forbidden')
  const acquirer = testModule().module
  const theirs = await form(acquirer, 'script-integrity')
  expect(await refusal(acquirer.scriptCommand({ ...CARD, ...SAID, key: theirs }))).toBe('not-authorised')
})

it('seals a new PIN for one chip, never one that anybody would guess', async () => {
  const { module, key, clear, pinKey } = await issuer()
  const sealUnder = await form(module, 'script-confidentiality')
  const change = (pin: string, more = {}) => {
    const newPinBlock = enciphered(clear, ClearPin.of(pin))
    const newPin = { key: pinKey, format: 'iso-0', sealUnder } as const
    return module.scriptCommand({ ...CARD, ...SAID, key, newPinBlock, newPin, ...more })
  }
  const session = commonSessionKey(own, SAID.cryptogram)
  const sealed = scriptPinChange(session, '418305')
  const mac = scriptMac(session, concatBytes(fromHex('842400021800181122334455667788'), sealed))
  expect(toHex(await value(change('418305')))).toBe(`8424000218${toHex(sealed)}${toHex(mac)}`)
  expect(await refusal(change('123456'))).toBe('input-invalid')
  expect(await refusal(change('418305', { newPinBlock: enciphered(fromHex('00'.repeat(16)) as never) }))).toBe(
    'pin-block-malformed',
  )
  const wrongKey = { key: pinKey, format: 'iso-0', sealUnder: key }
  expect(await refusal(change('418305', { newPin: wrongKey }))).toBe('key-use-forbidden')
  expect(await refusal(change('418305', { newPinBlock: undefined }))).toBe('input-invalid')
})
