import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AcquirerTables, type AcquirerStore, type JournalEntry, type Payment, storeOver } from '@fiftyfive/acquiring'
import { money, pick, type Random, randomInteger, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { acquirerStore, openAcquirerDatabase } from './acquirer-store.ts'

// The simulation stands on the tables in memory, production on SQLite: they must say the same after any history.

const KEYS = Array.from({ length: 6 }, (_, index) => `T0000001-000001-00000${index}`)
const card = { token: 'card-1', masked: '622588******0007', sealed: 'sealed' }
const answer = { code: '00', time: '120000', date: '0304', authorizationCode: '123456' }

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
    const kind = randomInteger(this.#random, 5)
    if (kind === 0 && !payment) return { type: 'payment-received', payment: this.#receive(key) }
    if (kind === 1) {
      const status = pick(this.#random, ['approved', 'declined', 'unknown', 'reversed'] as const)
      return { type: 'payment-completed', key, status, answer }
    }
    if (kind === 2 && payment) {
      const { reference, amount, terminalId, merchantId, receivedAt: transmittedAt } = payment
      const reversal = {
        reference,
        paymentKey: key,
        link: 'bank',
        trace: '000001',
        transmittedAt,
        amount,
        card,
        terminalId,
        merchantId,
      }
      return { type: 'onward-reversal-queued', reversal }
    }
    if (kind === 3 && payment) return { type: 'onward-reversal-answered', reference: payment.reference, code: '00' }
    return { type: 'reversal-received', key, terminalId: 'T0000001', reason: '98' }
  }

  #receive(key: string): Payment {
    // The day part goes back and forth as it does under a wrong clock; the running number does not.
    const reference = `7${pick(this.#random, ['062', '063', '064'])}${String(this.#received.size + 1).padStart(8, '0')}`
    const common = { key, reference, card, terminalId: 'T0000001', merchantId: '898310154110001' }
    const payment: Payment = { ...common, receivedAt: 1, amount: money(100, 'CNY'), status: 'open' }
    this.#received.set(key, payment)
    return payment
  }
}

const byReference = (left: { reference: string }, right: { reference: string }): number =>
  left.reference.localeCompare(right.reference)

async function seen(store: AcquirerStore) {
  return {
    payments: await Promise.all(KEYS.map((key) => store.payment(key))),
    reversed: await Promise.all(KEYS.map((key) => store.wasReversed(key))),
    open: (await store.openPayments()).toSorted(byReference),
    onward: (await store.onwardReversals()).toSorted(byReference),
    last: await store.lastReference(),
  }
}

describe('projections', () => {
  it.each(Array.from({ length: 12 }, (_, index) => `history ${index}`))(
    'SQLite and memory agree after %s',
    async (seed) => {
      const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-agreement-'))
      const database = openAcquirerDatabase(join(directory, 'host.db'))
      const sqlite = acquirerStore(database)
      const tables = new AcquirerTables()
      const memory = storeOver(tables, async (_at, entries) => entries.forEach((entry) => tables.apply(entry)))
      const history = new History(seed)
      try {
        for (let at = 1; at <= 25; at++) {
          const entries = history.commit()
          await Promise.all([sqlite.commit(at, entries), memory.commit(at, entries)])
          expect(await seen(memory), JSON.stringify(entries)).toEqual(await seen(sqlite))
        }
      } finally {
        await database.close()
        rmSync(directory, { recursive: true, force: true })
      }
    },
  )
})
