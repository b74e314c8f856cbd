import { money, seededRandom, toHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { ChipMemory, findingsIn, readCard, virtualCard, type CardMethod, type VirtualCard } from './index.ts'

const good = virtualCard({
  id: 'one',
  label: 'Test card',
  pan: '6225880000000007',
  expiry: '3012',
  serviceCode: '220',
  sequenceNumber: '01',
  condition: 'good',
})
const terminal = { amount: money(12_800, 'CNY'), date: '261122' }
/** No key, no cryptography: cards of an issuer that does not check cryptograms. */
const unused = () => {
  throw new Error('a card without keys computes nothing')
}
const cryptography = {
  applicationCryptogram: unused,
  responseCryptogram: unused,
  scriptMac: unused,
  openScriptPin: unused,
}
const read = (card: VirtualCard, method: CardMethod, fallbackAllowed = false) =>
  readCard({ card, method, fallbackAllowed, terminal, cryptography, random: seededRandom('read') })

test('a chip gives card number, track 2 and the data elements of DE 55', () => {
  const result = read(good, 'chip')
  if (!result.ok) throw new Error(result.error)
  expect(result.value.track2.reveal()).toBe('6225880000000007D301222000000')
  expect(result.value.sequenceNumber).toBe('001')
  const { chipData = {} } = result.value
  expect(toHex(chipData['9F02'] ?? new Uint8Array())).toBe('000000012800')
  expect(toHex(chipData['5F2A'] ?? new Uint8Array())).toBe('0156')
  expect(toHex(chipData['95'] ?? new Uint8Array())).toBe('8000040000')
  expect(toHex(chipData['9F34'] ?? new Uint8Array())).toBe('420300')
  expect(toHex(chipData['9A'] ?? new Uint8Array())).toBe('261122')
})

test('the chip counts its payments, and an expired card is read but marked', () => {
  const counterOf = (result: ReturnType<typeof read>) =>
    result.ok && toHex(result.value.chipData?.['9F36'] ?? new Uint8Array())
  const card: VirtualCard = { ...good, memory: new ChipMemory(6), expiry: '2610' }
  const first = read(card, 'chip')
  expect([counterOf(first), counterOf(read(card, 'contactless'))]).toEqual(['0007', '0008'])
  expect(first.ok && findingsIn(first.value.chipData?.['95'] ?? new Uint8Array())).toContain('application-expired')
})

test('every read has its own unpredictable number', () => {
  const random = seededRandom('numbers')
  const numbers = Array.from({ length: 20 }, () => {
    const result = readCard({
      card: good,
      method: 'contactless',
      fallbackAllowed: false,
      terminal,
      cryptography,
      random,
    })
    return result.ok ? toHex(result.value.chipData?.['9F37'] ?? new Uint8Array()) : result.error
  })
  expect(new Set(numbers).size).toBe(20)
})

test('the stripe of a chip card is refused until the chip was tried, then marked as fallback', () => {
  expect(read(good, 'stripe')).toEqual({ ok: false, error: 'use-chip' })
  expect(read(good, 'stripe', true)).toMatchObject({ ok: true, value: { fallback: true } })
})

test('a card that has only a stripe is no fallback and carries no chip data', () => {
  const result = read({ ...good, serviceCode: '101' }, 'stripe')
  expect(result).toMatchObject({ ok: true, value: { fallback: false } })
  expect(result.ok && 'chipData' in result.value).toBe(false)
  expect(read({ ...good, serviceCode: '101' }, 'chip')).toEqual({ ok: false, error: 'unreadable' })
})

test('worn parts cannot be read, whichever way they are reached', () => {
  const chipWorn: VirtualCard = { ...good, condition: 'chip-worn' }
  expect(read(chipWorn, 'chip')).toEqual({ ok: false, error: 'unreadable' })
  expect(read(chipWorn, 'contactless')).toEqual({ ok: false, error: 'unreadable' })
  expect(read(chipWorn, 'stripe', true).ok).toBe(true)
  expect(read({ ...good, condition: 'stripe-worn' }, 'stripe', true)).toEqual({ ok: false, error: 'unreadable' })
})

test('a read prints masked', () => {
  expect(JSON.stringify(read(good, 'chip'))).not.toContain('6225880000000007')
})
