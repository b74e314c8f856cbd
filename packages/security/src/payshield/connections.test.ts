import { connect, createServer } from 'node:net'
import { ClearPin, fromHex } from '@fiftyfive/kernel'
import { afterEach, describe, expect, it } from 'vitest'
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
import type { KeyBlock } from '../security-module.ts'
import { connectPayShield, servePayShield, type HostServer } from './index.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function served(partition: 'acquirer' | 'issuer' = 'acquirer', port = 0) {
  const { module } = testModule({ partition, authorised: true })
  const server = await servePayShield({ module, port })
  closing.push(() => server.close())
  return { module, server }
}

async function client(...servers: readonly HostServer[]) {
  const modules = servers.map(({ port }) => ({ host: '127.0.0.1', port }))
  const remote = connectPayShield({ name: 'remote', modules, connections: 2, timeout_ms: 10_000, reconnect_ms: 10 })
  closing.push(() => remote.close())
  await until(() => remote.connectionsUp() === 2 * servers.length)
  return remote
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(condition()).toBe(true)
}

const scheme = <Use extends 'pin' | 'zone-master' | 'pin-verification'>(block: KeyBlock<Use>) =>
  `S${block}` as KeyBlock<Use>

describe('the port over host commands', () => {
  it('says what it talks to', async () => {
    const { module, server } = await served()
    const remote = await client(server)
    const { masterKeyCheckValue } = await value(module.status())
    expect(await value(remote.status())).toEqual({ name: 'remote', masterKeyCheckValue, productionReady: false })
  })

  it('translates and inspects PIN blocks as the module itself does', async () => {
    const { module, server } = await served()
    const remote = await client(server)
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
    const { module, server } = await served()
    const remote = await client(server)
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
    const { module, server } = await served()
    const remote = await client(server)
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
    const { module, server } = await served('issuer')
    const remote = await client(server)
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

  it('answers many commands at once over few connections', async () => {
    const { server } = await served()
    const remote = await client(server)
    const { key } = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const macs = await Promise.all(
      Array.from({ length: 2000 }, (_, i) =>
        value(remote.generateMac({ key, algorithm: 'unionpay-ecb', data: Uint8Array.of(i >> 8, i & 255) })),
      ),
    )
    expect(new Set(macs.map(String)).size).toBe(2000)
  })

  it('goes to another module when one is gone, and comes back to it', async () => {
    const [first, second] = [await served(), await served()]
    const remote = await client(first.server, second.server)
    await first.server.close()
    await until(() => remote.connectionsUp() === 2)
    for (let i = 0; i < 10; i++) expect(await refusal(remote.status())).toBe('not refused')
    await second.server.close()
    await until(() => remote.connectionsUp() === 0)
    await until(() => remote.health().every(({ trouble }) => trouble === 'ECONNREFUSED'))
    expect(await refusal(remote.status())).toBe('unavailable')
    await served('acquirer', first.server.port)
    await until(() => remote.connectionsUp() === 2)
    expect(await refusal(remote.status())).toBe('not refused')
  })

  it('says unavailable in time when a module answers nothing', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const modules = [{ host: '127.0.0.1', port }]
    const remote = connectPayShield({ name: 'silent', modules, connections: 1, timeout_ms: 60 })
    await until(() => remote.health()[0]?.trouble === 'SILENT')
    expect(remote.health()).toEqual([{ host: '127.0.0.1', port, connections: 1, connectionsUp: 0, trouble: 'SILENT' }])
    expect(await refusal(remote.status())).toBe('unavailable')
    await remote.close()
    silent.close()
  })
})

describe('a connection', () => {
  it('drops a connection that sends nonsense, and no other', async () => {
    const { server } = await served()
    const remote = await client(server)
    const socket = connect(server.port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.write(Uint8Array.of(0xff, 0xff, 0xff))
    await closed
    expect(await refusal(remote.status())).toBe('not refused')
  })
})
