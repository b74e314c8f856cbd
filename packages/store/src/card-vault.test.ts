import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { Pan } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { CardKeyDestroyed, CardVault } from './card-vault.ts'

const NOW = Date.UTC(2026, 4, 1, 12)
const clock = { now: () => NOW }
const NUMBERS = ['6225880000001', '6225880000000027', '62258800000000035', '6225880000000000043'].map((digits) =>
  Pan.of(digits),
)

describe('card vault', () => {
  it('seals numbers of every length with the lasting key, each time another way, and opens them again', () => {
    const vault = new CardVault(randomBytes(32), clock)
    for (const pan of NUMBERS) {
      const [first, second] = [vault.store(pan, '3112'), vault.store(pan)]
      expect(first.sealed).not.toBe(second.sealed)
      expect(first.sealed).not.toContain(pan.reveal())
      expect(vault.reveal(first).reveal()).toBe(pan.reveal())
      expect(vault.reveal(second).reveal()).toBe(pan.reveal())
      expect(first).toMatchObject({ masked: pan.masked, expiry: '3112' })
    }
  })

  it('never uses a nonce twice', () => {
    const vault = new CardVault(randomBytes(32), clock)
    const nonces = Array.from({ length: 1_000 }, () => vault.store(NUMBERS[1] as Pan).sealed.slice(0, 16))
    expect(new Set(nonces).size).toBe(1_000)
  })

  it('knows a card by the first half of HMAC-SHA-256 of its number', () => {
    const secret = randomBytes(32)
    const vault = new CardVault(secret, clock)
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'card token', 32))
    for (const pan of NUMBERS) {
      const expected = createHmac('sha256', key).update(pan.reveal()).digest('hex').slice(0, 32)
      expect(vault.store(pan).token).toBe(expected)
      expect(vault.store(pan).token).toBe(expected)
    }
  })

  it('seals with the key of the day, bound to its name, and opens nothing of it once that is forgotten', () => {
    const vault = new CardVault(randomBytes(32), clock)
    const pan = NUMBERS[3] as Pan
    vault.learn({ id: 'yesterday', day: '2026-04-30', key: randomBytes(32) })
    const before = vault.store(pan)
    vault.learn({ id: 'today', day: '2026-05-01', key: randomBytes(32) })
    const card = vault.store(pan)
    expect(before.sealed).toMatch(/^yesterday\./)
    expect(card.sealed).toMatch(/^today\./)
    for (const each of [before, card]) expect(vault.reveal(each).reveal()).toBe(pan.reveal())
    expect(() => vault.reveal({ sealed: card.sealed.replace('today', 'yesterday') })).toThrow()
    vault.forget('today')
    expect(() => vault.reveal(card)).toThrow(CardKeyDestroyed)
    expect(vault.store(pan).sealed).toMatch(/^yesterday\./)
  })
})
