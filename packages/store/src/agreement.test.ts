import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AcquirerStore,
  type AcquirerTable,
  AcquirerTables,
  type Batch,
  type JournalEntry,
  type Owed,
  type Payment,
} from '@fiftyfive/acquiring'
import { type DocumentReader, money, pick, type Random, randomInteger, seededRandom } from '@fiftyfive/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSharedStore, verifySharedJournal } from './postgres/index.ts'
import { openAcquirerDatabase, openOwnStore } from './sqlite/acquirer-store.ts'
import { rebuildDocuments } from './sqlite/rebuild.ts'
import { postgresPrograms, type PrivateServer, startPrivateServer } from './testing/postgres.ts'

// The simulation stands on the rows in memory, production on a database: they must say the same after any history.

const TERMINAL = 'T0000001'
const BATCHES = ['000001', '000002'].map((batch) => `${TERMINAL}-${batch}`)
const KEYS = BATCHES.flatMap((batch) => Array.from({ length: 3 }, (_, index) => `${batch}-00000${index}`))
const TABLES: readonly AcquirerTable[] = [
  'payment',
  'reversal',
  'owed',
  'stood-in',
  'batch',
  'line',
  'posting',
  'exception',
]
const card = { token: 'card-1', masked: '622588******0007', sealed: 'sealed' }
const answer = { code: '00', time: '120000', date: '0304', authorizationCode: '123456' }
const totals = { debit_minor: 100, debits: 1, credit_minor: 0, credits: 0 }

class History {
  readonly #random: Random
  readonly #received = new Map<string, Payment>()

  constructor(seed: string) {
    this.#random = seededRandom(seed)
  }

  commit(): JournalEntry[] {
    return Array.from({ length: 1 + randomInteger(this.#random, 3) }, () => this.#entry())
  }

  #entry(): JournalEntry {
    const key = pick(this.#random, KEYS)
    const payment = this.#received.get(key)
    const kind = randomInteger(this.#random, 8)
    if (kind < 2 && !payment) return { type: 'payment-received', payment: this.#receive(key) }
    if (kind === 1) {
      const status = pick(this.#random, ['approved', 'declined', 'unknown', 'reversed'] as const)
      return { type: 'payment-completed', key, status, answer }
    }
    if (kind < 4 && payment) return this.#owing(payment)
    if (kind < 6) return this.#settling(key)
    if (kind === 6) return this.#exceptional(key)
    return { type: 'reversal-received', key, terminalId: TERMINAL, reason: '98' }
  }

  #owing({ key, reference }: Payment): JournalEntry {
    const kind = pick(this.#random, ['reversal', 'advice', 'payer-refund'] as const)
    const id = `${kind}-${reference}`
    const stoodIn = kind === 'advice' ? { stoodIn: { card: pick(this.#random, KEYS), amount_minor: 100 } } : {}
    const rest = { family: pick(this.#random, KEYS), link: 'bank', trace: '000001', transmittedAt: 1, ...stoodIn }
    const owed: Owed = { id, kind, paymentKey: key, reference, ...rest }
    return pick<JournalEntry>(this.#random, [
      { type: 'owed-queued', owed },
      { type: 'owed-answered', id, kind, paymentKey: key, code: '00' },
      { type: 'owed-refused', id, paymentKey: key, code: '14' },
    ])
  }

  #settling(key: string): JournalEntry {
    const batch = pick(this.#random, BATCHES)
    const state = pick(this.#random, ['differs', 'settled', 'exception'] as const)
    const amount = money(randomInteger(this.#random, 100), 'CNY')
    const whose = { key: batch, terminalId: TERMINAL, batch: batch.slice(-6), merchantId: '898310154110001' }
    const changed: Batch = { ...whose, state, currency: 'CNY', claimed: totals, recorded: totals, changedAt: 1 }
    return pick<JournalEntry>(this.#random, [
      { type: 'batch-changed', batch: changed },
      { type: 'batch-uploaded', batch, lines: [{ payment: key, amount_minor: amount.minor, card: 'card-1' }] },
      { type: 'batch-posted', batch, postings: [{ batch, payment: key, account: 'scheme/bank', amount }] },
    ])
  }

  #exceptional(key: string): JournalEntry {
    const rest = { kind: 'batch-line', terminalId: TERMINAL, subject: key, detail: '', at: 1 } as const
    return pick<JournalEntry>(this.#random, [
      { type: 'exception-opened', exception: { id: `line/${key}`, ...rest } },
      { type: 'exception-resolved', id: `line/${key}`, by: 'ops', note: '' },
    ])
  }

  #receive(key: string): Payment {
    // The day part goes back and forth as it does under a wrong clock; the running number does not.
    const reference = `7${pick(this.#random, ['062', '063', '064'])}${String(this.#received.size + 1).padStart(8, '0')}`
    const original = pick(this.#random, [undefined, ...KEYS])
    const common = { key, kind: 'sale', reference, card, terminalId: TERMINAL, merchantId: '898310154110001' } as const
    const rest = {
      receivedAt: 1,
      amount: money(100, 'CNY'),
      status: 'open',
      ...(original ? { original } : {}),
    } as const
    const payment: Payment = { ...common, ...rest }
    this.#received.set(key, payment)
    return payment
  }
}

const seen = (rows: DocumentReader<AcquirerTable>) =>
  Promise.all(
    TABLES.map(async (table) => ({
      table,
      all: await rows.all(table),
      open: await rows.open(table),
      count: await rows.count(table),
      children: await Promise.all([...KEYS, ...BATCHES].map((parent) => rows.children(table, parent))),
      ofBatch: await Promise.all(BATCHES.map((batch) => rows.startingWith(table, `${batch}-`))),
      byAlias: await rows.byAlias(table, '706200000001'),
      one: await rows.get(table, KEYS[0] as string),
    })),
  )

describe('projections', () => {
  const histories = Array.from({ length: 8 }, (_, index) => `history ${index}`)

  type Opened = { readonly store: AcquirerStore; readonly rows: DocumentReader<AcquirerTable> }

  async function agree(seed: string, open: (at: number) => Promise<Opened>): Promise<void> {
    const tables = new AcquirerTables()
    const memory = tables.store(async (_at, entries) => entries.forEach((entry) => tables.apply(entry)))
    const history = new History(seed)
    for (let at = 1; at <= 40; at++) {
      const { store, rows } = await open(at)
      const entries = history.commit()
      await Promise.all([store.commit(at, entries), memory.commit(at, entries)])
      expect(await memory.lastReference()).toBe(await store.lastReference())
      const [one] = KEYS
      expect(await rows.get('payment', one as string)).toEqual(await tables.rows.get('payment', one as string))
      // Reading everything brings everything to the disk; now and then there must be something that is not.
      if (at % 4 === 0) expect(await seen(tables.rows), JSON.stringify(entries)).toEqual(await seen(rows))
    }
  }

  it.each(histories)(
    'SQLite and memory agree after %s, over restarts that lose what is not in the journal',
    async (seed) => {
      const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-agreement-'))
      const path = join(directory, 'host.db')
      let database = openAcquirerDatabase(path)
      let own = openOwnStore(database, { waiting: 4, atOnce: 2 })
      try {
        await agree(seed, async (at) => {
          if (at % 7 !== 0) return own
          await database.close()
          if (at % 2 === 0) expect(rebuildDocuments(path, false).different).toBe(0)
          database = openAcquirerDatabase(path)
          own = openOwnStore(database, { waiting: 4, atOnce: 2 })
          return own
        })
      } finally {
        await database.close()
        rmSync(directory, { recursive: true, force: true })
      }
    },
  )

  describe.skipIf(!postgresPrograms())('on PostgreSQL', () => {
    let server: PrivateServer
    beforeAll(async () => {
      server = await startPrivateServer()
    })
    afterAll(() => server.stop())

    it.each(histories.slice(0, 3))('PostgreSQL and memory agree after %s', async (seed) => {
      const url = await server.database(seed.replace(' ', '_'))
      const shared = await openSharedStore(url)
      try {
        await agree(seed, async () => shared)
      } finally {
        await shared.close()
      }
      expect((await verifySharedJournal(url)).broken).toBeUndefined()
    })
  })
})
