import { ClearPin, fromHex, PinBlock, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import type { KeyBlock } from '../security-module.ts'
import type { CounterChange } from './counters.ts'
import { ModuleCore } from './module-core.ts'
import { enciphered, OTHER_PAN, PAN, refusal, sharedPinKey, testModule, value, zoneKey } from './test-module.ts'

const random = seededRandom('counters')

describe('counts', () => {
  it('of wrong PINs end with a right one, and a DUKPT number is told as it is taken', async () => {
    const changes: CounterChange[] = []
    const counters = { restored: [], changed: (change: CounterChange) => void changes.push(change) }
    const failureLimit = { failures: 2, window_ms: 1_000 }
    const { module } = testModule({ partition: 'issuer', authorised: true, failureLimit, counters })
    const { clear, blocks } = await sharedPinKey(module)
    const { key: verificationKey } = await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))
    const pin = ClearPin.of('802746')
    const verificationValue = await value(
      module.personalizePin({ pin, pan: PAN, verificationKey, verificationKeyIndex: 1 }),
    )
    const incoming = { pan: PAN, key: blocks[0] as KeyBlock<'pin'>, format: 'iso-0' } as const
    const reference = { verificationKey, verificationKeyIndex: 1, verificationValue }
    const enter = (given: ClearPin) =>
      value(module.verifyPin({ ...incoming, ...reference, pinBlock: enciphered(clear, given) }))
    const wrong = ClearPin.of('135791')
    for (const given of [wrong, pin, wrong, pin, wrong]) expect(await enter(given)).toBe(given === pin)
    expect(changes.filter((change) => change.kind === 'failures' && change.of === 'card')).toMatchObject([
      { count: 1 },
      { count: 0 },
      { count: 1 },
      { count: 0 },
      { count: 1 },
    ])
    const { key: baseKey } = await value(module.generateKey({ use: 'derivation', algorithm: 'tdes-2' }))
    await module.translateDukptPin({
      pinBlock: PinBlock.of(new Uint8Array(8)),
      pan: PAN,
      baseKey,
      serialNumber: fromHex('FFFF9876543210E00005'),
      terminal: 'T1',
      fromFormat: 'iso-0',
      to: blocks[0] as KeyBlock<'pin'>,
      toFormat: 'iso-0',
    })
    const terminal = expect.stringMatching(/^[0-9A-F]{32}$/) as string
    expect(changes.at(-1)).toEqual({ kind: 'serial-number', base: 'FFFF9876543210E0', terminal, counter: 5 })
  })

  it('refusal 8: of a key are the same whichever block brings it', async () => {
    const limit = { failures: 100, failuresPerKey: 2, window_ms: 60_000 }
    const { module } = testModule({ partition: 'issuer', failureLimit: limit })
    const { clear, blocks } = await sharedPinKey(module)
    const under = await zoneKey(module)
    const { key: first } = await value(module.generateKey({ use: 'pin-verification', algorithm: 'tdes-2' }))
    const keyBlock = await value(module.exportKey({ key: first, under }))
    const { key: again } = await value(module.importKey({ use: 'pin-verification', keyBlock, under }))
    const spelt = `${first.slice(0, 16)}${first.slice(16).toLowerCase()}` as typeof first
    expect(new Set([first, again, spelt]).size).toBe(3)
    const wrong = (verificationKey: typeof first) =>
      module.verifyPin({
        pinBlock: enciphered(clear, ClearPin.of('1357')),
        pan: PAN,
        key: blocks[0] as KeyBlock<'pin'>,
        format: 'iso-0',
        verificationKey,
        verificationKeyIndex: 1,
        verificationValue: '0000',
      })
    expect([await value(wrong(first)), await value(wrong(again))]).toEqual([false, false])
    for (const key of [first, again, spelt]) expect(await refusal(wrong(key))).toBe('limit-exceeded')
  })

  it('are told before the answer and taken over by the next module, as digests of card, key and terminal', async () => {
    const changes: CounterChange[] = []
    const counters = { restored: [] as CounterChange[], changed: (change: CounterChange) => void changes.push(change) }
    const limit = { failures: 2, failuresPerKey: 3, window_ms: 1_000 }
    const issuer = (restored: readonly CounterChange[]) =>
      testModule({ partition: 'issuer', failureLimit: limit, counters: { ...counters, restored } })
    const guess = async ({ module }: ReturnType<typeof issuer>, pan = PAN) => {
      const { clear, blocks } = await sharedPinKey(module)
      const components = ['anna', 'bert'].map((custodian, i) => ({
        custodian,
        hex: ['13579BDF02468ACE1122334455667788', '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D'][i] as string,
      }))
      const formed = await value(module.formKey({ use: 'pin-verification', algorithm: 'tdes-2', components }))
      const incoming = { pinBlock: enciphered(clear, ClearPin.of('1357'), pan), pan, format: 'iso-0' } as const
      const key = blocks[0] as KeyBlock<'pin'>
      const verification = { verificationKey: formed.key, verificationKeyIndex: 1, verificationValue: '0000' }
      return refusal(module.verifyPin({ ...incoming, key, ...verification }))
    }
    const first = issuer([])
    await guess(first)
    expect(changes).toMatchObject([
      { kind: 'failures', of: 'card', count: 1, since: 0, subject: expect.stringMatching(/^[0-9A-F]{32}$/) },
      { kind: 'failures', of: 'key', count: 1, since: 0 },
    ])
    expect(JSON.stringify(changes)).not.toContain(PAN.reveal())
    await guess(first)
    const second = issuer([...changes])
    expect(await guess(second)).toBe('limit-exceeded')
    expect(await guess(second, OTHER_PAN)).toBe('not refused')
    expect(await guess(second, OTHER_PAN)).toBe('limit-exceeded')
    second.clock.now_ms = 1_000
    expect(await guess(second)).toBe('not refused')
  })

  it('of a module are all that the next one needs', async () => {
    const restored: CounterChange[] = [
      { kind: 'failures', of: 'card', subject: 'A', count: 1, since: 5 },
      { kind: 'failures', of: 'key', subject: 'B', count: 2, since: 6 },
      { kind: 'serial-number', base: '1234567890123456', terminal: 'T', counter: 7 },
    ]
    const core = new ModuleCore({
      name: 'counting',
      masterKey: random.bytes(32),
      partition: 'acquirer',
      random,
      clock: { now: () => 10 },
      activation: { publicKey: async () => new Uint8Array(0), open: async () => undefined },
      audit: () => undefined,
      counters: { restored, changed: () => undefined },
    })
    expect([...core.counted()]).toEqual(restored)
    core.close()
    expect(await core.execute('status', undefined)).toMatchObject({ error: { reason: 'unavailable' } })
  })
})
