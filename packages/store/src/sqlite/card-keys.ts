import type { CardKeyStore } from '../card-keys.ts'
import type { Database } from './database.ts'
import type { Statement } from './writer.ts'

const ZEROED = (on: boolean): Statement => ({ sql: `PRAGMA secure_delete = ${on ? 'ON' : 'OFF'}`, values: [] })

/** The keys of card numbers in the file of the payments. What is removed is overwritten with zeros. */
export const cardKeys = (database: Database): CardKeyStore => ({
  async all() {
    return database
      .all('SELECT id, day, wrapped FROM card_key ORDER BY day')
      .map(({ id, day, wrapped }) => ({ id: String(id), day: String(day), wrapped: String(wrapped) }))
  },
  add: (keys) =>
    database.write(
      keys.map(({ id, day, wrapped }) => ({
        sql: 'INSERT OR IGNORE INTO card_key (day, id, wrapped) VALUES (?, ?, ?)',
        values: [day, id, wrapped],
      })),
    ),
  remove: (ids) =>
    database.write([
      ZEROED(true),
      ...ids.map((id): Statement => ({ sql: 'DELETE FROM card_key WHERE id = ?', values: [id] })),
      ZEROED(false),
    ]),
  async history() {
    return database
      .all("SELECT body FROM journal WHERE type = 'card-key' ORDER BY sequence")
      .map(({ body }) => String(body))
  },
})
