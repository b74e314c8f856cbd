import type {
  AcquirerStore,
  JournalEntry,
  Merchant,
  OnwardReversal,
  Payment,
  StoredAnswer,
  Terminal,
} from '@fiftyfive/acquiring'
import type { Instant } from '@fiftyfive/kernel'
import { ACQUIRER_MIGRATIONS } from './acquirer-schema.ts'
import { Database } from './database.ts'
import { CHAIN_MIGRATION, ChainedJournal } from './journal.ts'
import type { Statement } from './writer.ts'

export const openAcquirerDatabase = (path: string): Database =>
  new Database(path, [...ACQUIRER_MIGRATIONS, CHAIN_MIGRATION])

/** The acquirer's store on SQLite. */
export function acquirerStore(database: Database): AcquirerStore {
  const journal = new ChainedJournal(database)
  const get = (sql: string, value: string) => database.get(sql, value)
  return {
    commit: (at, entries) =>
      database.write([
        ...journal.append(entries.map((entry) => line(at, entry))),
        ...entries.flatMap((entry) => projection(at, entry)),
      ]),
    async merchant(id) {
      return body<Merchant>(get('SELECT body FROM merchant WHERE id = ?', id))
    },
    async merchants() {
      return database.all('SELECT body FROM merchant ORDER BY id').map((row) => body<Merchant>(row) as Merchant)
    },
    async terminal(id) {
      return body<Terminal>(get('SELECT body FROM terminal WHERE id = ?', id))
    },
    async terminalCount() {
      return Number(database.get('SELECT count(*) AS n FROM activation')?.['n'])
    },
    async activation(code) {
      const row = get('SELECT terminal_id, merchant_id FROM activation WHERE code = ? AND used = 0', code)
      return row && { terminalId: String(row['terminal_id']), merchantId: String(row['merchant_id']) }
    },
    async payment(key) {
      return payment(get('SELECT body, status, answer FROM payment WHERE key = ?', key))
    },
    async wasReversed(key) {
      return get('SELECT 1 FROM reversal WHERE key = ?', key) !== undefined
    },
    async openPayments() {
      const rows = database.all("SELECT body, status, answer FROM payment WHERE status = 'open'")
      return rows.map((row) => payment(row) as Payment)
    },
    async onwardReversals() {
      const rows = database.all('SELECT body FROM onward_reversal ORDER BY queued, reference')
      return rows.map((row) => body<OnwardReversal>(row) as OnwardReversal)
    },
    async lastReference() {
      // Not the highest: a clock that was a day ahead for a while gave references that sort after their successors.
      const last = "SELECT body FROM journal WHERE type = 'payment-received' ORDER BY sequence DESC LIMIT 1"
      return body<{ payment: Payment }>(database.get(last))?.payment.reference
    },
  }
}

const body = <T>(row: Record<string, unknown> | undefined): T | undefined =>
  row && (JSON.parse(String(row['body'])) as T)

function payment(row: Record<string, unknown> | undefined): Payment | undefined {
  if (!row) return undefined
  const received = JSON.parse(String(row['body'])) as Payment
  const answer = typeof row['answer'] === 'string' ? (JSON.parse(row['answer']) as StoredAnswer) : undefined
  return { ...received, status: row['status'] as Payment['status'], ...(answer ? { answer } : {}) }
}

const sql = (text: string, ...values: (string | number | null)[]): Statement => ({ sql: text, values })

const line = (at: Instant, entry: JournalEntry) => ({
  at,
  type: entry.type,
  subject: subjectOf(entry),
  body: JSON.stringify(entry),
})

function subjectOf(entry: JournalEntry): string {
  switch (entry.type) {
    case 'merchant-registered':
      return entry.merchant.id
    case 'activation-issued':
      return entry.terminalId
    case 'terminal-activated':
    case 'terminal-keys':
      return entry.terminal.id
    case 'payment-received':
      return entry.payment.key
    case 'payment-completed':
    case 'reversal-received':
      return entry.key
    case 'onward-reversal-queued':
      return entry.reversal.paymentKey
    case 'onward-reversal-answered':
      return entry.reference
  }
}

/** What an entry changes in the tables. */
function projection(at: Instant, entry: JournalEntry): Statement[] {
  switch (entry.type) {
    case 'merchant-registered':
      return [
        sql(
          'INSERT OR REPLACE INTO merchant (id, body) VALUES (?, ?)',
          entry.merchant.id,
          JSON.stringify(entry.merchant),
        ),
      ]
    case 'activation-issued':
      return [
        sql(
          'INSERT INTO activation (code, terminal_id, merchant_id) VALUES (?, ?, ?)',
          entry.code,
          entry.terminalId,
          entry.merchantId,
        ),
      ]
    case 'terminal-activated':
      return [sql('UPDATE activation SET used = 1 WHERE code = ?', entry.code), putTerminal(entry.terminal)]
    case 'terminal-keys':
      return [putTerminal(entry.terminal)]
    case 'payment-received': {
      const { status, answer: _none, ...received } = entry.payment
      const insert = 'INSERT INTO payment (key, reference, status, body) VALUES (?, ?, ?, ?)'
      return [sql(insert, received.key, received.reference, status, JSON.stringify(received))]
    }
    case 'payment-completed': {
      // A reversal may have become durable between the decision and this line; it wins.
      const update = `UPDATE payment SET answer = ?2, status =
        CASE WHEN EXISTS (SELECT 1 FROM reversal WHERE key = ?1) THEN 'reversed' ELSE ?3 END WHERE key = ?1`
      return [sql(update, entry.key, JSON.stringify(entry.answer), entry.status)]
    }
    case 'reversal-received':
      return [
        sql('INSERT OR IGNORE INTO reversal (key, at, reason) VALUES (?, ?, ?)', entry.key, at, entry.reason),
        sql("UPDATE payment SET status = 'reversed' WHERE key = ? AND status IN ('approved', 'unknown')", entry.key),
      ]
    case 'onward-reversal-queued': {
      const insert = 'INSERT OR IGNORE INTO onward_reversal (reference, queued, body) VALUES (?, ?, ?)'
      return [sql(insert, entry.reversal.reference, at, JSON.stringify(entry.reversal))]
    }
    case 'onward-reversal-answered':
      return [
        sql('DELETE FROM onward_reversal WHERE reference = ?', entry.reference),
        sql(
          "UPDATE payment SET status = 'reversed' WHERE reference = ? AND status IN ('approved', 'unknown')",
          entry.reference,
        ),
      ]
  }
}

const putTerminal = (terminal: Terminal): Statement =>
  sql('INSERT OR REPLACE INTO terminal (id, body) VALUES (?, ?)', terminal.id, JSON.stringify(terminal))
