import { inspect } from 'node:util'
import {
  adjustParity,
  computeMac,
  decipherPinBlock,
  fullCheckValue,
  keyCheckValue,
  tdesEcbEncrypt,
} from '@fiftyfive/security'
import { asciiBytes, Pan, seededRandom } from '@fiftyfive/kernel'
import { beforeEach, expect, test } from 'vitest'
import type { PinKey } from '../ports.ts'
import { MemoryStorage } from '../testing/memory-storage.ts'
import { VirtualTime } from '../testing/virtual-time.ts'
import { openKeySlots } from './key-slots.ts'
import { PinPad } from './pin-pad.ts'

const random = seededRandom('pin pad')
const master = adjustParity(random.bytes(16))
const pinKey = adjustParity(random.bytes(16))
const macKey = adjustParity(random.bytes(16))
const pan = Pan.of('6225880000000007')
const wrapped = (key: Uint8Array) => ({
  cryptogram: tdesEcbEncrypt(master, key),
  checkValue: fullCheckValue('tdes-2', key).slice(0, 4),
})

let time: VirtualTime
let storage: MemoryStorage
let pinPad: PinPad
let heard: (number | string)[]

beforeEach(async () => {
  time = new VirtualTime()
  storage = new MemoryStorage()
  const slots = await openKeySlots(storage)
  await slots.write('master', master)
  pinPad = new PinPad({ slots, clock: time, random })
  heard = []
  pinPad.listen({
    digitsChanged: (count) => heard.push(count),
    confirmed: () => heard.push('confirmed'),
    rejected: () => undefined,
    cancelled: () => heard.push('cancelled'),
  })
  expect(await pinPad.loadWorkingKeys({ pin: wrapped(pinKey), mac: wrapped(macKey) })).toMatchObject({ ok: true })
})

const type = (...keys: string[]): void => {
  for (const key of keys) for (const one of /^\d+$/.test(key) ? key : [key]) pinPad.press(one as PinKey)
}

test('enciphers what was typed under the PIN key, bound to the card', () => {
  pinPad.bindCard(pan)
  pinPad.ask()
  type('123456', 'confirm')
  const { pinBlock } = pinPad.takePinBlock()
  expect(heard).toEqual([1, 2, 3, 4, 5, 6, 'confirmed'])
  if (!pinBlock) throw new Error('no PIN block')
  const open = (key: Uint8Array) => decipherPinBlock({ format: 'iso-0', algorithm: 'tdes-2', key, pinBlock, pan })
  const opened = open(pinKey)
  expect(opened.ok && opened.value.reveal()).toBe('123456')
  expect(open(macKey).ok).toBe(false)
})

test('tells digits, clears, time and repetition, and only within one card session', async () => {
  const entry = async (seconds: number, ...keys: string[]) => {
    pinPad.ask()
    type(...keys.slice(0, 1))
    await time.pass(seconds * 1000)
    type(...keys.slice(1), 'confirm')
    return pinPad.takePinBlock().facts
  }
  pinPad.bindCard(pan)
  expect(await entry(0, '123456')).toEqual({ digits: 6, clears: 0, time: 0, repeated: false, entry: 1 })
  expect(await entry(4, '9', 'clear', '123456')).toEqual({ digits: 6, clears: 1, time: 1, repeated: true, entry: 2 })
  expect(await entry(6, '1', '2', '3', '4')).toEqual({ digits: 4, clears: 0, time: 2, repeated: false, entry: 3 })
  expect(await entry(15, '1', '2', '3', '4')).toMatchObject({ time: 3, repeated: true, entry: 4 })
  pinPad.bindCard(pan)
  expect(await entry(0, '1', '2', '3', '4')).toMatchObject({ repeated: false, entry: 1 })
})

test('needs four digits, takes twelve, and none when nobody asks', () => {
  pinPad.bindCard(pan)
  type('1')
  pinPad.ask()
  type('1', '2', '3', 'confirm')
  expect(heard).toEqual([1, 2, 3])
  type('123456', '123456', 'confirm', '1')
  expect(pinPad.takePinBlock().facts.digits).toBe(12)
  expect(() => pinPad.takePinBlock()).toThrow('a PIN was confirmed')
})

test('cancel wipes the entry', () => {
  pinPad.bindCard(pan)
  pinPad.ask()
  type('123456', 'cancel', 'confirm')
  expect(heard.at(-1)).toBe('cancelled')
  expect(() => pinPad.takePinBlock()).toThrow('a PIN was confirmed')
})

test('another card ends the entry for the one before', () => {
  pinPad.bindCard(pan)
  pinPad.ask()
  type('1', '2')
  pinPad.bindCard(Pan.of('6225880000000015'))
  type('3', 'confirm')
  expect(heard).toEqual([1, 2])
})

test('takes both keys of a sign-on or neither', async () => {
  const before = pinPad.checkValue('pin')
  expect(before).toBe(keyCheckValue('tdes-2', pinKey))
  const fresh = adjustParity(random.bytes(16))
  const wrong = { ...wrapped(fresh), checkValue: Uint8Array.of(1, 2, 3, 4) }
  expect(await pinPad.loadWorkingKeys({ pin: wrapped(fresh), mac: wrong })).toEqual({ ok: false, error: 'check-value' })
  expect(await pinPad.loadWorkingKeys({ pin: wrong, mac: wrapped(fresh) })).toEqual({ ok: false, error: 'check-value' })
  expect(pinPad.checkValue('pin')).toBe(before)
})

test('a check value of three bytes and a zero is enough, a wrong one is not', async () => {
  const short = wrapped(pinKey)
  short.checkValue[3] = 0
  expect(await pinPad.loadWorkingKeys({ pin: short, mac: wrapped(macKey) })).toMatchObject({ ok: true })
  short.checkValue[2] = (short.checkValue[2] ?? 0) ^ 1
  expect(await pinPad.loadWorkingKeys({ pin: short, mac: wrapped(macKey) })).toMatchObject({ ok: false })
})

test('makes and checks the MAC, and keeps the keys over a restart', async () => {
  const again = new PinPad({ slots: await openKeySlots(storage), clock: time, random })
  const data = asciiBytes('message')
  expect(again.mac(data)).toEqual(computeMac('unionpay-ecb', macKey, data))
  expect(again.macIsValid(data, again.mac(data))).toBe(true)
  expect(again.macIsValid(asciiBytes('massage'), again.mac(data))).toBe(false)
})

test('shows neither keys nor digits when it is printed', () => {
  pinPad.bindCard(pan)
  pinPad.ask()
  type('123456')
  const shown = inspect(pinPad, { depth: 10, showHidden: true }) + JSON.stringify(pinPad)
  expect(shown).not.toMatch(/123456|1, 2, 3, 4|6225880000000007/)
})
