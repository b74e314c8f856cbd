import { createHash } from 'node:crypto'
import type { AcquirerStore, JournalEntry } from '@fiftyfive/acquiring'
import { type Clock, expectOk, fromHex, type Instant, type Random, toHex } from '@fiftyfive/kernel'
import type { HostSecurityModule, KeyBlock } from '@fiftyfive/security'
import type { CardKeyStore, WrappedCardKey } from '@fiftyfive/store/card-keys'
import type { CardVault, DayKey } from '@fiftyfive/store/card-vault'

const DAY_MS = 86_400_000
/** Keys are made so many days ahead: a module that is away over midnight, or a clock that is ahead, stops no payment. */
const DAYS_AHEAD = 2
/** Refunds and completions come within 31 days, and their reversals a little later. */
export const KEEP_DAYS_MIN = 45
const KEY_BYTES = 32
const ID_BYTES = 8
const BLOCK_BYTES = 16

export interface CardKeyPorts {
  readonly clock: Clock
  readonly random: Random
  readonly securityModule: Pick<HostSecurityModule, 'generateKey' | 'encryptData' | 'decryptData'>
  readonly store: AcquirerStore
  readonly cardKeys: CardKeyStore
  readonly vault: CardVault
}

/** How the key of a day is kept: enciphered in the security module under a key that serves for this alone. */
interface Wrapping {
  readonly under: KeyBlock<'data'>
  /** Hex. */
  readonly initialVector: string
  readonly data: string
}

/** Opens the keys that are there, makes those of the next days, and gives the vault all of them. */
export async function openCardKeys(ports: CardKeyPorts): Promise<void> {
  for (const key of await ports.cardKeys.all()) ports.vault.learn(await unwrap(ports, key))
  await makeCardKeys(ports)
}

/** Makes the keys of today and of the days ahead that are missing. To be called every hour or so. */
export async function makeCardKeys(ports: CardKeyPorts): Promise<void> {
  const now = ports.clock.now()
  const there = await ports.cardKeys.all()
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => dayOf(now + ahead * DAY_MS))
  const missing = days.filter((day) => there.every((key) => key.day !== day))
  if (missing.length === 0) return
  const made: DayKey[] = missing.map((day) => {
    return { id: toHex(ports.random.bytes(ID_BYTES)), day, key: ports.random.bytes(KEY_BYTES) }
  })
  await ports.cardKeys.add(await Promise.all(made.map((key) => wrap(ports, key))))
  // Another host that shares the store may have been first, and then it is its key that counts.
  for (const kept of await ports.cardKeys.all()) {
    if (there.some(({ id }) => id === kept.id)) continue
    const own = made.find(({ id }) => id === kept.id)
    const opened = own ?? (await unwrap(ports, kept))
    if (own) await ports.store.commit(now, [entryOf('made', own)])
    ports.vault.learn(opened)
  }
  for (const { key } of made) key.fill(0)
}

export interface CardKeyOutcome {
  readonly id: string
  readonly day: string
}

/** The keys that are older than so many days, except those that something owed may still need. */
export async function oldCardKeys(ports: Pick<CardKeyPorts, 'clock' | 'store' | 'cardKeys'>, keepDays: number) {
  const owed = await ports.store.owed()
  const needed = owed.map(({ transmittedAt }) => dayOf(transmittedAt - DAY_MS))
  const limit = [dayOf(ports.clock.now() - keepDays * DAY_MS), ...needed].toSorted()[0] as string
  return (await ports.cardKeys.all()).filter(({ day }) => day < limit)
}

/**
 * Destroys the keys of card numbers that have been kept long enough: the journal says so first, then they are removed.
 * Should it be killed between the two, the next time destroys them and says so again.
 */
export async function destroyCardKeys(ports: CardKeyPorts, keepDays: number): Promise<readonly CardKeyOutcome[]> {
  const old = await oldCardKeys(ports, keepDays)
  if (old.length === 0) return []
  const entries: JournalEntry[] = []
  for (const wrapped of old) {
    const key = await unwrap(ports, wrapped)
    entries.push(entryOf('destroyed', key))
    key.key.fill(0)
  }
  await ports.store.commit(ports.clock.now(), entries)
  await ports.cardKeys.remove(old.map(({ id }) => id))
  for (const { id } of old) ports.vault.forget(id)
  return old.map(({ id, day }) => ({ id, day }))
}

const entryOf = (state: 'made' | 'destroyed', { id, day, key }: DayKey): JournalEntry => ({
  type: 'card-key',
  state,
  id,
  day,
  commitment: createHash('sha256').update(`fiftyfive card key ${id} `).update(key).digest('hex'),
})

async function wrap({ securityModule, random }: CardKeyPorts, { id, day, key }: DayKey): Promise<WrappedCardKey> {
  const request = { use: 'data', algorithm: 'aes-256', exportable: false } as const
  const under = expectOk(await securityModule.generateKey(request), 'a key for the key of a day').key
  const initialVector = random.bytes(BLOCK_BYTES)
  const data = expectOk(await securityModule.encryptData({ key: under, initialVector, data: key }), 'the key of a day')
  const wrapping: Wrapping = { under, initialVector: toHex(initialVector), data: toHex(data) }
  return { id, day, wrapped: JSON.stringify(wrapping) }
}

async function unwrap({ securityModule }: CardKeyPorts, { id, day, wrapped }: WrappedCardKey): Promise<DayKey> {
  const { under, initialVector, data } = JSON.parse(wrapped) as Wrapping
  const request = { key: under, initialVector: fromHex(initialVector), data: fromHex(data) }
  return { id, day, key: expectOk(await securityModule.decryptData(request), `the key of ${day}`) }
}

const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10)
