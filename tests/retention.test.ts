import { createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JournalEntry, Payment } from '@fiftyfive/acquiring'
import { expectOk, fromHex, money, Pan } from '@fiftyfive/kernel'
import { createSecurityModule, type KeyBlock } from '@fiftyfive/security'
import { CardKeyDestroyed, cardKeyOf, openCardVault } from '@fiftyfive/store/card-vault'
import { openAcquirerDatabase, openOwnStore, verifyJournal } from '@fiftyfive/store/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CardKeyPorts, destroyCardKeys, openCardKeys } from '../apps/host/src/retention/card-keys.ts'
import { retentionReport } from '../apps/host/src/retention/report.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2027, 2, 4, 12)
const PANS = ['6225880000000000017', '6225880000000000025'].map((digits) => Pan.of(digits))

let directory: string
let path: string
const clock = { time: START, now: () => clock.time }
const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) }
// The same master key each time: the module itself knows what it always knew.
const module = () =>
  createSecurityModule({
    name: 'retention',
    masterKey: new Uint8Array(32).fill(7),
    partition: 'acquirer',
    random,
    clock,
    activation: { publicKey: async () => new Uint8Array(0), open: async () => undefined },
    audit: () => undefined,
  })

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-retention-'))
  path = join(directory, 'host.db')
  clock.time = START
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** The host's part, from what is on disk. */
async function open(): Promise<CardKeyPorts & { close(): Promise<void> }> {
  const database = openAcquirerDatabase(path)
  const { store, cardKeys } = openOwnStore(database)
  const vault = openCardVault(join(directory, 'card-vault.key'), clock)
  const ports = { clock, random, securityModule: module(), store, cardKeys, vault }
  await openCardKeys(ports)
  return { ...ports, close: () => database.close() }
}

const payment = (number: number, card: Payment['card']): JournalEntry => ({
  type: 'payment-received',
  payment: {
    key: `T0000001-000001-00000${number}`,
    kind: 'sale',
    terminalId: 'T0000001',
    merchantId: '898310154110001',
    receivedAt: clock.time,
    amount: money(100, 'CNY'),
    reference: `70630000000${number}`,
    status: 'open',
    ...(card ? { card } : {}),
  },
})

describe('retention', () => {
  it('makes old card numbers unreadable for everybody, proves it, and leaves the others and the journal whole', async () => {
    let host = await open()
    const [old, young] = PANS as [Pan, Pan]
    const oldCard = host.vault.store(old)
    await host.store.commit(clock.time, [payment(1, oldCard)])
    const [wrapped] = await host.cardKeys.all()
    expect(cardKeyOf(oldCard)).toBe(wrapped?.id)
    clock.time += 50 * DAY_MS
    await openCardKeys(host)
    const youngCard = host.vault.store(young)
    await host.store.commit(clock.time, [payment(2, youngCard)])
    expect(cardKeyOf(youngCard)).not.toBe(cardKeyOf(oldCard))
    expect(host.vault.reveal(oldCard).reveal()).toBe(old.reveal())

    // Made ahead for the two days after the first; all three are older than 45 days now.
    const destroyed = await destroyCardKeys(host, 45)
    expect(destroyed.map(({ day }) => day)).toEqual(['2027-03-04', '2027-03-05', '2027-03-06'])
    expect(() => host.vault.reveal(oldCard)).toThrow(CardKeyDestroyed)
    expect(host.vault.reveal(youngCard).reveal()).toBe(young.reveal())
    await host.close()

    // Everything that is left, in the hands of somebody who may use the module: no key opens the number.
    for (const file of ['host.db'])
      expect(readFileSync(join(directory, file)).includes(wrapped?.wrapped ?? '-')).toBe(false)
    host = await open()
    const stored = await host.store.payment('T0000001-000001-000001')
    expect(stored?.card?.sealed).toBe(oldCard.sealed)
    expect(() => host.vault.reveal(oldCard)).toThrow(CardKeyDestroyed)
    expect(host.vault.reveal(youngCard).reveal()).toBe(young.reveal())
    for (const kept of await host.cardKeys.all()) {
      const { under, initialVector, data } = JSON.parse(kept.wrapped) as Record<string, string>
      const request = {
        key: under as KeyBlock<'data'>,
        initialVector: fromHex(initialVector ?? ''),
        data: fromHex(data ?? ''),
      }
      const key = expectOk(await host.securityModule.decryptData(request), 'key')
      expect(() => openWith(key, oldCard.sealed)).toThrow()
    }

    const history = (await host.cardKeys.history()).map(
      (body) => JSON.parse(body) as { id: string; state: string; commitment: string },
    )
    const ofOld = history.filter(({ id }) => id === wrapped?.id)
    expect(ofOld.map(({ state }) => state)).toEqual(['made', 'destroyed'])
    expect(new Set(ofOld.map(({ commitment }) => commitment)).size).toBe(1)
    const report = await retentionReport(host.cardKeys)
    expect(report).toMatchObject({ destroyed: ['2027-03-04', '2027-03-05', '2027-03-06'], contradicting: [] })
    expect(report.kept).toEqual(['2027-04-23', '2027-04-24', '2027-04-25'])
    await host.close()
    expect(await verifyJournal(path)).toMatchObject({ entries: 11 })
    expect((await verifyJournal(path)).broken).toBeUndefined()
  })

  it('keeps the keys that something owed to an issuer may need, and tells of a key that came back', async () => {
    const host = await open()
    const rest = { paymentKey: 'k', reference: '1', family: 'k', link: 'bank', trace: '000001' }
    await host.store.commit(clock.time, [
      { type: 'owed-queued', owed: { id: 'reversal-1', kind: 'reversal', transmittedAt: clock.time, ...rest } },
    ])
    const [first] = await host.cardKeys.all()
    clock.time += 100 * DAY_MS
    expect(await destroyCardKeys(host, 45)).toEqual([])
    await host.store.commit(clock.time, [
      { type: 'owed-answered', id: 'reversal-1', kind: 'reversal', paymentKey: 'k', code: '00' },
    ])
    expect(await destroyCardKeys(host, 45)).toHaveLength(3)
    if (first) await host.cardKeys.add([first])
    expect((await retentionReport(host.cardKeys)).contradicting).toEqual(['2027-03-04'])
    await host.close()
  })

  it('goes on with the newest key when the clock is wrong by days, and reads what it sealed', async () => {
    const host = await open()
    clock.time += 9 * DAY_MS
    const ahead = host.vault.store(PANS[0] as Pan)
    clock.time -= 20 * DAY_MS
    const behind = host.vault.store(PANS[0] as Pan)
    expect([ahead, behind].map((card) => host.vault.reveal(card).reveal())).toEqual(Array(2).fill(PANS[0]?.reveal()))
    expect(ahead.token).toBe(behind.token)
    await host.close()
  })
})

function openWith(key: Uint8Array, sealed: string): void {
  const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(sealed.slice(0, sealed.indexOf('.'))))
  decipher.setAuthTag(bytes.subarray(-16))
  decipher.update(bytes.subarray(12, -16))
  decipher.final()
}
