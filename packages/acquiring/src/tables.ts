import { type DocumentReader, type Instant, MemoryDocuments, type Row } from '@fiftyfive/kernel'
import type { Batch, BatchKey, OpenException, Posting, UploadedLine } from './batch.ts'
import { type AcquirerStore, andThen, type JournalEntry, type Merchant, type ZoneKeyState } from './journal.ts'
import type { Owed, Payment, PaymentKey, StoodIn, StoredAnswer } from './payment.ts'
import { type AcquirerTable, project } from './projection.ts'
import type { Restriction } from './restriction.ts'
import type { Terminal } from './terminal.ts'

/** What a database must be able to do: keep a journal and the rows that `project` makes of it. */
export interface JournalStore {
  /** Appends the entries and carries out their changes, all or nothing. Resolves when they are on disk. */
  commit(at: Instant, entries: readonly JournalEntry[]): Promise<void>
  readonly rows: DocumentReader<AcquirerTable>
  /** The newest journal entry of this type. */
  last(type: 'payment-received'): Promise<JournalEntry | undefined>
}

/** The acquirer's store over any database. */
export function acquirerStoreOver(journal: JournalStore): AcquirerStore {
  const { rows } = journal
  return {
    commit: (at, entries) => journal.commit(at, entries),
    merchant: (id) => andThen(rows.get('merchant', id), body<Merchant>),
    merchants: async () => bodies<Merchant>(await rows.all('merchant')),
    terminal: (id) => andThen(rows.get('terminal', id), body<Terminal>),
    terminals: async () => bodies<Terminal>(await rows.all('terminal')),
    terminalCount: () => rows.count('activation'),
    async activation(code) {
      const row = await rows.get('activation', code)
      return row?.status === 'open' ? body(row) : undefined
    },
    payment: (key) => andThen(rows.get('payment', key), paymentOf),
    paymentByReference: async (reference) => paymentOf(await rows.byAlias('payment', reference)),
    family: async (key) => (await rows.children('payment', key)).map(storedPayment),
    paymentsOfBatch: async (batch) => (await rows.startingWith('payment', `${batch}-`)).map(storedPayment),
    wasReversed: (key) => andThen(rows.get('reversal', key), isThere),
    openPayments: async () => (await rows.open('payment')).map(storedPayment),
    owed: async () => bodies<Owed>(await rows.open('owed')),
    stoodIn: async (card) => bodies<StoodIn>(await rows.children('stood-in', card)),
    batch: (key) => andThen(rows.get('batch', key), body<Batch>),
    batchesOfMerchant: async (merchant) => bodies<Batch>(await rows.children('batch', merchant)),
    uploadedLines: async (batch) => bodies<UploadedLine>(await rows.children('line', batch)),
    postings: async (batch) => bodies<Posting>(await rows.children('posting', batch)),
    exception: async (id) => body<OpenException>(await rows.get('exception', id)),
    exceptionsOf: async (kind, subject) =>
      bodies<OpenException>(await rows.startingWith('exception', `${kind}/${subject}`)),
    openExceptions: async () => bodies<OpenException>(await rows.open('exception')),
    restrictions: async () => bodies<Restriction>(await rows.open('restriction')),
    zoneKeys: async (link) => body<ZoneKeyState>(await rows.get('zone', link)),
    async lastReference() {
      // Not the highest: a clock that was a day ahead for a while gave references that sort after their successors.
      const entry = await journal.last('payment-received')
      return entry?.type === 'payment-received' ? entry.payment.reference : undefined
    },
  }
}

const isThere = (row: Row | undefined): boolean => row !== undefined
const body = <T>(row: Row | undefined): T | undefined => row?.body as T | undefined
const bodies = <T>(rows: readonly Row[]): readonly T[] => rows.map((row) => row.body as T)

function storedPayment(row: Row): Payment {
  const received = row.body as Payment
  const status = row.status as Payment['status']
  return row.extra === undefined ? { ...received, status } : { ...received, status, answer: row.extra as StoredAnswer }
}
const paymentOf = (row: Row | undefined): Payment | undefined => row && storedPayment(row)

/** What the journal comes to, in memory: the reference for every other store, and the store of the simulation. */
export class AcquirerTables {
  readonly rows = new MemoryDocuments<AcquirerTable>()
  #lastReceived: JournalEntry | undefined

  /** Takes entries in the order in which they became durable. */
  apply(entry: JournalEntry): void {
    if (entry.type === 'payment-received') this.#lastReceived = entry
    for (const change of project(entry)) this.rows.apply(change)
  }

  /** A store that reads these tables. `commit` makes the entries durable and applies them before it resolves. */
  store(commit: AcquirerStore['commit']): AcquirerStore {
    return acquirerStoreOver({ commit, rows: this.rows, last: async () => this.#lastReceived })
  }

  terminal(id: string): Terminal | undefined {
    return body(this.rows.row('terminal', id))
  }
  payment(key: PaymentKey): Payment | undefined {
    return paymentOf(this.rows.row('payment', key))
  }
  payments(): readonly Payment[] {
    return this.rows.rows('payment').map(storedPayment)
  }
  paymentsOfBatch(batch: BatchKey): readonly Payment[] {
    return this.rows.rowsStartingWith('payment', `${batch}-`).map(storedPayment)
  }
  paymentOfReference(reference: string): Payment | undefined {
    return paymentOf(this.rows.rowByAlias('payment', reference))
  }
  wasReversed(key: PaymentKey): boolean {
    return this.rows.row('reversal', key) !== undefined
  }
  family(key: PaymentKey): readonly Payment[] {
    return this.rows.rowsOf('payment', key).map(storedPayment)
  }
  batch(key: BatchKey): Batch | undefined {
    return body(this.rows.row('batch', key))
  }
  batches(): readonly Batch[] {
    return bodies(this.rows.rows('batch'))
  }
  postings(batch: BatchKey): readonly Posting[] {
    return bodies(this.rows.rowsOf('posting', batch))
  }
  openExceptions(): readonly OpenException[] {
    return bodies(this.rows.openRows('exception'))
  }
  owed(id: string): Owed | undefined {
    return body(this.rows.row('owed', id))
  }
}
