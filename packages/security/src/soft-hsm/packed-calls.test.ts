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

  it('number their keys anew when there are more than may be', () => {
    const packer = new CallPacker(2)
    const unpacker = new CallUnpacker()
    const sent = (...keys: readonly string[]): { readonly got: readonly string[]; readonly text: string } => {
      for (const key of keys) packer.add(1, 'generateMac', { ...generate, key, data: mac })
      const packed = packer.take()
      const text = String.fromCharCode(...packed)
      const got: string[] = []
      unpacker.unpack(packed, (_id, _command, request) => got.push((request as typeof generate).key))
      expect(got).toEqual(keys)
      return { got, text }
    }
    sent('key A', 'key B')
    expect(sent('key B', 'key A').text).not.toContain('key')
    sent('key C', 'key A')
    // There were three: whatever comes now is told as text again, and only once.
    for (const isTold of [true, false]) {
      const { text } = sent('key B', 'key C')
      expect(['key B', 'key C'].map((key) => text.includes(key))).toEqual([isTold, isTold])
    }
  })

  it.each([
    ['generateMac', { ...generate, data: new Uint8Array(0xffff) }],
    ['verifyMac', { ...verify, data: new Uint8Array(0xffff), mac: new Uint8Array(0xff) }],
    ['verifyMac', { ...verify, keys: Array.from({ length: 0xff }, () => 'mac key') }],
    ['verifyMac', { ...verify, keys: [] }],
  ] as const)('take the longest %s that they can tell', (command, request) => {
    const packer = new CallPacker()
    expect(packer.add(1, command, request)).toBe(true)
    const received: unknown[] = []
    new CallUnpacker().unpack(packer.take(), (_id, _command, got) => received.push(structuredClone(got)))
    expect(received).toEqual([request])
  })

  it('give a PIN block that outlives their bytes', () => {
    const packer = new CallPacker()
    packer.add(1, 'translatePin', translate)
    let block: PinBlock | undefined
    new CallUnpacker().unpack(packer.take(), (_id, _command, request) => {
      block = (request as typeof translate).pinBlock
    })
    expect(block?.reveal()).toEqual(mac)
  })

  it.each([
    ['another command', 'generateKey', generate],
    ['no request', 'generateMac', undefined],
    ['a padding', 'generateMac', { ...generate, padding: 2 }],
    ['a part of a message', 'generateMac', { ...generate, state: '00' }],
    ['null', 'generateMac', null],
    ['a number', 'generateMac', 7],
    ['a message too long', 'generateMac', { ...generate, data: new Uint8Array(0x1_0000) }],
    ['a message to verify that is too long', 'verifyMac', { ...verify, data: new Uint8Array(0x1_0000) }],
    ['a padding of what is verified', 'verifyMac', { ...verify, padding: 2 }],
    ['a last part to verify', 'verifyMac', { ...verify, state: '00' }],
    ['a message that is no bytes', 'generateMac', { ...generate, data: 'text' }],
    ['a message to verify that is no bytes', 'verifyMac', { ...verify, data: 'text' }],
    ['a MAC that is no bytes', 'verifyMac', { ...verify, mac: 'text' }],
    ['a MAC too long', 'verifyMac', { ...verify, mac: new Uint8Array(0x100) }],
    ['too many keys', 'verifyMac', { ...verify, keys: Array.from({ length: 0x100 }, () => 'mac key') }],
    ['one key in the place of several', 'verifyMac', { ...verify, keys: 'mac key' }],
    ['a key that is none among others', 'verifyMac', { ...verify, keys: ['mac key', 7] }],
    ['a key too long', 'generateMac', { ...generate, key: 'k'.repeat(513) }],
    ['a key to translate from that is none', 'translatePin', { ...translate, from: 7 }],
    ['a key to translate to that is none', 'translatePin', { ...translate, to: 7 }],
    ['a PIN block in the clear', 'translatePin', { ...translate, pinBlock: mac }],
    ['an unknown format to translate from', 'translatePin', { ...translate, fromFormat: 'iso-2' }],
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
    const given = [ok(mac), ok(undefined), ok(0), ok(255), ok(new Uint8Array(0xff).fill(3))]
    for (const [id, outcome] of given.entries()) expect(packer.add(id, outcome)).toBe(true)
    expect(packer.add(9, ok({ pinBlock: PinBlock.of(mac) }))).toBe(true)
    expect(packer.add(9, err({ reason: 'input-invalid', detail: '' }))).toBe(false)
    expect(packer.add(9, ok('text'))).toBe(false)
    for (const value of ['text', -1, 256, null, {}, { pinBlock: mac }, [mac], new Uint8Array(0x100)])
      expect(packer.add(9, ok(value))).toBe(false)
    const received: unknown[] = []
    const packed = packer.take()
    unpackAnswers(packed, (_id, outcome) => received.push(outcome))
    // What was told outlives the bytes it came in.
    packed.fill(0)
    expect(received.slice(0, 5)).toEqual(given)
    expect((received[5] as { value: { pinBlock: PinBlock } }).value.pinBlock.reveal()).toEqual(mac)
    expect(packer.length).toBe(0)
  })
})
