import type { SQLInputValue } from 'node:sqlite'
import type { Database, Takes } from './database.ts'
import type { Rows } from './prepared.ts'

/** One incident of the fleet. `body` is the caller's JSON. */
export interface IncidentRow {
  readonly id: string
  /** When it was found, milliseconds since 1970. */
  readonly found: number
  readonly state: string
  readonly body: string
}

export interface IncidentQuery {
  readonly state?: string
  /** Only incidents that come after this one in the order newest first. */
  readonly before?: Pick<IncidentRow, 'found' | 'id'>
  readonly limit: number
}

export interface IncidentLog {
  find(id: string): IncidentRow | undefined
  /** Newest first. */
  list(query: IncidentQuery): readonly IncidentRow[]
}

export function incidentLog(database: Rows & Pick<Database, 'write'>): IncidentLog & Takes<IncidentRow> {
  return {
    put: (rows) =>
      database.write(
        rows.map(({ id, found, state, body }) => ({
          sql: 'INSERT OR REPLACE INTO incident (id, found, state, body) VALUES (?, ?, ?, ?)',
          values: [id, found, state, body],
        })),
      ),
    find: (id) => database.get('SELECT * FROM incident WHERE id = ?', id) as IncidentRow | undefined,
    list({ state, before, limit }) {
      const conditions = ['1']
      const values: SQLInputValue[] = []
      if (state !== undefined) {
        conditions.push('state = ?')
        values.push(state)
      }
      if (before) {
        conditions.push('(found, id) < (?, ?)')
        values.push(before.found, before.id)
      }
      const sql = `SELECT * FROM incident WHERE ${conditions.join(' AND ')} ORDER BY found DESC, id DESC LIMIT ?`
      return database.all(sql, ...values, limit) as unknown as IncidentRow[]
    },
  }
}
