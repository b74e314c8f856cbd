import { findingsIn, type VirtualCard } from '@fiftyfive/emv'
import { toHex } from '@fiftyfive/kernel'
import { beforeEach, describe, expect, test } from 'vitest'
import { certified, certifiedIssuer, keyPair } from '../testing/certified-chip.ts'
import { Counter, TEST_CARD } from '../testing/counter.ts'
import { issueChip } from '../testing/test-chip.ts'

/** Data authentication and approvals without the issuer, over real bytes, RSA and downloads. */
const PIN = '204816'
const { issuer, authority } = certifiedIssuer(TEST_CARD.pan.reveal())
const chipKey = keyPair(896).private
const LIMITS = {
  offline: { amountMax_minor: 4_000, inRowMax: 2 },
  records: { '9F14': Uint8Array.of(2), '9F23': Uint8Array.of(3) },
}

let counter: Counter
beforeEach(async () => {
  counter = new Counter()
  counter.acquirer.caKeys.push(authority)
  await counter.powerOn({ downloadsParameters: true })
  await counter.time.pass(0)
})
const last = (mti: string) => counter.acquirer.received.findLast((message) => message.mti === mti) ?? { mti }
const tagOf = (mti: string, name: string) => last(mti)[55]?.[name] ?? new Uint8Array()
const found = (mti = '0200') => findingsIn(tagOf(mti, '95'))

async function pay(card: VirtualCard, amount_minor = 12_800): Promise<void> {
  await counter.presentCard(card, 'chip', amount_minor)
  await counter.enterPin(PIN)
}
/** Away from the receipt. */
async function done(): Promise<void> {
  counter.terminal.dispatch({ type: 'done' })
  await counter.time.pass(0)
}

describe('the terminal finds out by itself whether a chip is a copy', () => {
  const cards = {
    sda: {},
    dda: { authenticationKey: chipKey },
    cda: { authenticationKey: chipKey, combined: true },
  } as const
  test.each(Object.entries(cards))('%s: a chip as its issuer made it has nothing against it', async (method, more) => {
    await pay(certified(issueChip(counter, PIN, more).card, issuer))
    const { chip } = counter.screen('approved').receipt
    expect(found()).toEqual([...(method === 'sda' ? ['sda-selected'] : []), 'floor-limit-exceeded'])
    expect(chip?.tsi).toBe('E800')
  })
  test.each([
    ['sda', 'sda-failed'],
    ['dda', 'dda-failed'],
    ['cda', 'cda-failed'],
  ] as const)('%s: records that were changed afterwards, and go online', async (method, finding) => {
    const { records, ...card } = certified(issueChip(counter, PIN, cards[method]).card, issuer)
    await pay({ ...card, expiry: '3112', ...(records ? { records } : {}) })
    expect(found()).toContain(finding)
  })
  test('an authority nobody has a key of proves nothing', async () => {
    await pay(certified(issueChip(counter, PIN).card, { ...issuer, authorityIndex: Uint8Array.of(0x56) }))
    expect(found()).toContain('sda-failed')
  })
  test('a copy with another key signs neither the terminal’s number nor its own cryptogram', async () => {
    const other = keyPair(896).private
    const dynamic = certified(issueChip(counter, PIN, cards.dda).card, issuer)
    await pay({ ...dynamic, authenticationKey: other })
    expect(found()).toContain('dda-failed')
    await done()
    const combined = certified(issueChip(counter, PIN, cards.cda).card, issuer)
    await pay({ ...combined, authenticationKey: other })
    expect(counter.screen('refused').family).toBe('card')
  })
})

describe('card and terminal agree without the issuer', () => {
  const offlineCard = (more: Partial<VirtualCard> = {}) =>
    certified(issueChip(counter, PIN, { ...LIMITS, authenticationKey: chipKey, combined: true, ...more }).card, issuer)

  test('a new card is shown to its issuer first; small payments stay here afterwards, and are told in an advice', async () => {
    const card = offlineCard()
    await pay(card, 1_000)
    expect(found()).toContain('new-card')
    expect(counter.screen('approved').receipt.outcome).toBe('approved')
    await done()
    await pay(card, 1_000)
    const { receipt } = counter.screen('approved')
    expect(receipt).toMatchObject({
      kind: 'offline-sale',
      charged: true,
      verified: 'pin',
      chip: { certificate: true, tvr: '0000000000' },
    })
    expect([last('0220')[22], last('0220')[60]?.type, last('0220')[52]]).toEqual([
      { panEntry: '05', pinEntry: '2' },
      '30',
      undefined,
    ])
    expect([toHex(tagOf('0220', '9F27')), toHex(tagOf('0220', '9F34'))]).toEqual(['40', '410302'])
    expect(receipt.chip?.cryptogram).toBe(toHex(tagOf('0220', '9F26')))
  })

  test('the floor limit, a sale split below it, the card’s own limit, and too many in a row lead to the issuer', async () => {
    const card = offlineCard()
    await pay(card, 1_000)
    for (const [amount, outcome] of [
      [5_000, 'sale'],
      [4_500, 'sale'],
      [100, 'offline-sale'],
      [4_000, 'offline-sale'],
      [1_000, 'sale'],
      [100, 'offline-sale'],
      [100, 'offline-sale'],
      [100, 'sale'],
      [100, 'offline-sale'],
    ] as const) {
      await done()
      await pay(card, amount)
      expect([amount, counter.screen('approved').receipt.kind]).toEqual([amount, outcome])
    }
  })

  test('without a way to the host it is recorded, and told as soon as there is one', async () => {
    const card = offlineCard()
    await pay(card, 1_000)
    await done()
    counter.acquirer.cut()
    await counter.time.pass(0)
    await pay(card, 500)
    expect(counter.screen('approved').receipt.outcome).toBe('stored')
    await done()
    // The card wants its issuer, and nobody can be asked: nothing was charged.
    await counter.presentCard(card, 'chip', 4_100)
    await counter.enterPin(PIN)
    expect(counter.screen('refused')).toMatchObject({ family: 'network', receipt: { charged: false } })
    await done()
    counter.acquirer.reachable = true
    await counter.time.pass(10_000)
    expect([last('0220')[4], counter.terminal.state.journal.advices]).toEqual(['000000000500', undefined])
  })

  test('not where the cardholder was not verified, nor where nothing was proven', async () => {
    const plain = issueChip(counter, PIN, LIMITS).card
    await pay(plain, 1_000)
    await done()
    await pay(plain, 1_000)
    expect(found()).toContain('offline-data-authentication-not-performed')
  })
})
