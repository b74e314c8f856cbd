import { err, ok, Pan, PinBlock } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import type { CommandName } from '../module/index.ts'
import { AnswerPacker, CallPacker, CallUnpacker, unpackAnswers } from './packed-calls.ts'

const data = Uint8Array.from({ length: 300 }, (_, index) => index)
const mac = data.slice(1, 9)
const generate = { key: 'mac key', algorithm: 'unionpay-ecb', data }
const verify = { keys: ['mac key', 'older key'], algorithm: 'iso9797-1-alg3', mac, data: data.subarray(3, 20) }
const pins = { pinBlock: PinBlock.of(mac), pan: Pan.of('6225880000000000007') }
const translate = { ...pins, from: 'terminal key', fromFormat: 'iso-0', to: 'zone key', toFormat: 'iso-3' }

const secretsOpen = (request: unknown): unknown => {
  const { pinBlock, pan, ...rest } = request as Partial<typeof translate>
  return { ...rest, ...(pinBlock ? { pinBlock: pinBlock.reveal() } : {}), ...(pan ? { pan: pan.reveal() } : {}) }
}

describe('packed calls', () => {
  it('arrive as they were sent, also when their keys have been sent before', () => {
    const packer = new CallPacker()
    const unpacker = new CallUnpacker()
    const sent: [number, CommandName, unknown][] = [
      [1, 'generateMac', generate],
      [70_000, 'verifyMac', verify],
      [2 ** 32 - 1, 'translatePin', translate],
    ]
    for (let turn = 0; turn < 3; turn++) {
      for (const [id, command, request] of sent) expect(packer.add(id, command, request)).toBe(true)
      const packed = packer.take()
      const text = String.fromCharCode(...packed)
      for (const key of ['mac key', 'older key', 'terminal key', 'zone key'])
        expect(text.split(key)).toHaveLength(turn === 0 ? 2 : 1)
      const received: unknown[] = []
      unpacker.unpack(packed, (id, command, request) =>
        received.push([id, command, structuredClone(secretsOpen(request))]),
      )
      expect(received).toEqual(sent.map(([id, command, request]) => [id, command, secretsOpen(request)]))
      expect(packed.every((byte) => byte === 0)).toBe(true)
    }
  })

  it('number their keys anew when there are too many', () => {
    const packer = new CallPacker()
    const unpacker = new CallUnpacker()
    const keys: string[] = []
    for (let turn = 0; turn < 3; turn++) {
      const wanted = Array.from({ length: 40_000 }, (_, index) => `key ${turn} ${index}`)
      for (const key of wanted) packer.add(1, 'generateMac', { ...generate, key, data: mac })
      packer.add(1, 'generateMac', { ...generate, key: 'key 0 0', data: mac })
      unpacker.unpack(packer.take(), (_id, _command, request) => keys.push((request as typeof generate).key))
      expect(keys.splice(0)).toEqual([...wanted, 'key 0 0'])
    }
  })

  it.each([
    ['another command', 'generateKey', generate],
    ['no request', 'generateMac', undefined],
    ['a padding', 'generateMac', { ...generate, padding: 2 }],
    ['a part of a message', 'generateMac', { ...generate, state: '00' }],
    ['a message too long', 'generateMac', { ...generate, data: new Uint8Array(70_000) }],
    ['an unknown algorithm', 'verifyMac', { ...verify, algorithm: 'none' }],
    ['keys that are no keys', 'verifyMac', { ...verify, keys: [7] }],
    ['a key in letters that are no ASCII', 'generateMac', { ...generate, key: 'm\u0141c key' }],
    ['a card number in the clear', 'translatePin', { ...translate, pan: '6225880000000000007' }],
    ['an unknown format', 'translatePin', { ...translate, toFormat: 'iso-2' }],
  ])('leave %s to be sent as it is', (_name, command, request) => {
    const packer = new CallPacker()
    expect(packer.add(1, command as CommandName, request)).toBe(false)
    expect(packer.length).toBe(0)
  })
})

describe('packed answers', () => {
  it('arrive as they were given; refusals are left to be sent as they are', () => {
    const packer = new AnswerPacker()
    const given = [ok(mac), ok(undefined), ok(0), ok(3)]
    for (const [id, outcome] of given.entries()) expect(packer.add(id, outcome)).toBe(true)
    expect(packer.add(9, ok({ pinBlock: PinBlock.of(mac) }))).toBe(true)
    expect(packer.add(9, err({ reason: 'input-invalid', detail: '' }))).toBe(false)
    expect(packer.add(9, ok('text'))).toBe(false)
    const received: unknown[] = []
    unpackAnswers(packer.take(), (_id, outcome) => received.push(outcome))
    expect(received.slice(0, 4)).toEqual(given)
    expect((received[4] as { value: { pinBlock: PinBlock } }).value.pinBlock.reveal()).toEqual(mac)
    expect(packer.length).toBe(0)
  })
})
