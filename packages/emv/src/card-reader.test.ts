import { fromHex, money, ok, Pan, seededRandom, toHex, type Random, type Result } from '@fiftyfive/kernel'
import { describe, expect, test } from 'vitest'
import {
  type ApplicationChoice,
  CardReader,
  ChipMemory,
  findingsIn,
  verificationResults,
  virtualCard,
  type CardMethod,
  type CardRead,
  type CardReadError,
  type VirtualCard,
} from './index.ts'

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
  hash: unused,
  applicationCryptogram: unused,
  responseCryptogram: unused,
  scriptMac: unused,
  openScriptPin: unused,
}
/** A card read and, where it was inserted, its request cryptogram with the PIN on its way to the issuer. */
function read(
  card: VirtualCard,
  method: CardMethod,
  fallbackAllowed = false,
  random: Random = seededRandom('read'),
): Result<CardRead, CardReadError | ApplicationChoice | 'declined'> {
  const reader = new CardReader({ cryptography, sha1: unused, random })
  const shown = reader.read({ card, method, fallbackAllowed, terminal })
  if (!shown.ok || method !== 'chip') return shown
  const requested = reader.request(true)
  return requested.ok ? ok({ ...shown.value, ...requested.value }) : requested
}

test('a chip gives card number, track 2 and the data elements of DE 55', () => {
  const result = read(good, 'chip')
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  expect(result.value.track2.reveal()).toBe('6225880000000007D301222000000')
  expect(result.value.sequenceNumber).toBe('001')
  const { chipData = {} } = result.value
  expect(toHex(chipData['9F02'] ?? new Uint8Array())).toBe('000000012800')
  expect(toHex(chipData['5F2A'] ?? new Uint8Array())).toBe('0156')
  expect(toHex(chipData['95'] ?? new Uint8Array())).toBe('8000048000')
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
    const result = read(good, 'contactless', false, random)
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

describe('a tap', () => {
  const limits = { floor_minor: 0, verification_minor: 100_000, transaction_minor: 500_000 }
  const tap = (amount_minor: number, pin?: 'online' | 'none', card = good) => {
    const reader = new CardReader({ cryptography, sha1: unused, random: seededRandom('tap') })
    const about = { ...terminal, amount: money(amount_minor, 'CNY'), ...(pin ? { pin } : {}) }
    return reader.read({ card, method: 'contactless', fallbackAllowed: false, terminal: about, limits })
  }
  const resultsOf = (shown: ReturnType<typeof tap>) =>
    shown.ok && [shown.value.pin, toHex(shown.value.chipData?.['9F34'] ?? new Uint8Array())]

  test('below the limit needs no PIN, above it one that follows without another tap, and beyond that the chip', () => {
    expect(resultsOf(tap(99_999))).toEqual(['none', '1F0002'])
    expect(resultsOf(tap(100_000))).toEqual(['online', '420300'])
    expect(tap(500_000)).toEqual({ ok: false, error: 'use-chip' })
  })

  test('of a phone that has seen its holder needs no PIN, however much it is; its cryptogram says so', () => {
    const phone: VirtualCard = { ...good, device: true, memory: new ChipMemory() }
    const shown = [tap(99_999, undefined, phone), tap(100_000, undefined, phone), tap(900_000, undefined, phone)]
    expect(shown.map(resultsOf)).toEqual([
      ['none', '1F0002'],
      ['none', '010002'],
      ['none', '010002'],
    ])
    expect(shown.map((one) => one.ok && one.value.verification)).toEqual([undefined, 'device', 'device'])
    const compared = shown.map((one) => one.ok && (one.value.chipData?.['9F10']?.[4] ?? 0) & 0x06)
    expect(compared).toEqual([0, 4, 4])
    expect(resultsOf(tap(1, 'online', phone))).toEqual(['online', '420300'])
    for (const method of ['chip', 'stripe'] as const)
      expect(read(phone, method, true)).toEqual({ ok: false, error: 'unreadable' })
  })

  test('always has its PIN where the issuer must see it, and never where nobody asks', () => {
    expect(resultsOf(tap(1, 'online'))).toEqual(['online', '420300'])
    expect(resultsOf(tap(900_000, 'none'))).toEqual(['none', '1F0002'])
  })
})

test('a card that says it is blocked is not accepted, by no way that reads its chip', () => {
  const memory = new ChipMemory()
  memory.blocked = true
  for (const method of ['chip', 'contactless'] as const)
    expect(read({ ...good, memory }, method)).toEqual({ ok: false, error: 'not-accepted' })
})

test('an issuer that refuses expired cards offline has it done by the terminal', () => {
  const reader = new CardReader({ cryptography, sha1: unused, random: seededRandom('denial') })
  const none = new Uint8Array(5)
  const actionCodes = { denial: verificationResults(['application-expired']), online: none, default: none }
  const about = { ...terminal, actionCodes }
  reader.read({ card: { ...good, expiry: '2610' }, method: 'chip', fallbackAllowed: false, terminal: about })
  expect(reader.request(true)).toEqual({ ok: false, error: 'declined' })
})

describe('a card with two accounts on its chip', () => {
  const CREDIT = { aid: 'A000000333010102', label: 'UnionPay Credit' }
  const both = {
    ...good,
    further: [
      {
        ...good,
        pan: Pan.of('6225880000000106'),
        application: { aid: fromHex(CREDIT.aid), label: CREDIT.label },
      },
    ],
  }
  const applications = [{ aid: 'A000000333010101', label: 'UnionPay Debit' }, CREDIT]
  const readerWith = (random: Random = seededRandom('two')) => new CardReader({ cryptography, sha1: unused, random })
  const inserted = { card: both, method: 'chip', fallbackAllowed: false, terminal } as const

  test('the cardholder chooses, the card’s favourite first, and the second entry asks nobody again', () => {
    const reader = readerWith()
    expect(reader.read(inserted)).toEqual({ ok: false, error: { applications } })
    const chosen = reader.choose(CREDIT.aid)
    expect(chosen.ok && chosen.value.pan.reveal()).toBe('6225880000000106')
    expect(chosen.ok && chosen.value.track2.reveal()).toContain('6225880000000106D')
    const requested = reader.request(true)
    expect(requested.ok && requested.value.application?.label).toBe(CREDIT.label)
    const again = reader.again()
    expect(again.ok && again.value.pan.reveal()).toBe('6225880000000106')
  })

  test('counter and PIN are the chip’s: what one account counts the other goes on from', () => {
    const reader = readerWith()
    const counters = [CREDIT.aid, 'A000000333010101'].map((aid) => {
      reader.read(inserted)
      reader.choose(aid)
      const said = reader.request(true)
      return said.ok ? toHex(said.value.chipData?.['9F36'] ?? new Uint8Array()) : ''
    })
    const [first = 0, second = 0] = counters.map((counter) => Number.parseInt(counter, 16))
    expect(second).toBe(first + 1)
  })

  test('by tap nobody is asked: the favourite pays, and its own number with it', () => {
    const read = readerWith().read({ ...inserted, method: 'contactless' })
    expect(read.ok && read.value.pan.reveal()).toBe('6225880000000007')
  })

  test('what the terminal does not accept is not offered, and one that is left is not asked about', () => {
    const accepts = { ...terminal, applications: [{ aid: fromHex(CREDIT.aid), partial: false }] }
    const read = readerWith().read({ ...inserted, terminal: accepts })
    expect(read.ok && read.value.pan.reveal()).toBe('6225880000000106')
  })

  test('a chip that is blocked meanwhile: the choice shrinks, and in the end there is none', () => {
    const memory = new ChipMemory()
    const reader = readerWith()
    reader.read({ ...inserted, card: { ...both, memory } })
    memory.blocked = true
    expect(reader.choose(CREDIT.aid)).toEqual({ ok: false, error: { applications: [applications[0]], refused: true } })
    expect(reader.choose('A000000333010101')).toEqual({ ok: false, error: 'not-accepted' })
  })
})
