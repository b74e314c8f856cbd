import type { Database } from './database.ts'

/** One incident of the fleet. `body` is the caller's JSON. */
export interface IncidentRow {
  readonly id: string
  /** When it was found, milliseconds since 1970. */
  readonly found: number
  readonly state: string
  readonly body: string
}

export interface IncidentLog {
  put(rows: readonly IncidentRow[]): Promise<void>
  find(id: string): IncidentRow | undefined
  /** Newest first. */
  list(query: { readonly state?: string; readonly limit: number }): readonly IncidentRow[]
}

export function incidentLog(database: Database): IncidentLog {
  return {
    put: (rows) =>
      database.write(
        rows.map(({ id, found, state, body }) => ({
          sql: 'INSERT OR REPLACE INTO incident (id, found, state, body) VALUES (?, ?, ?, ?)',
          values: [id, found, state, body],
        })),
      ),
    find: (id) => database.get('SELECT * FROM incident WHERE id = ?', id) as IncidentRow | undefined,
    list: ({ state, limit }) =>
      (state === undefined
        ? database.all('SELECT * FROM incident ORDER BY found DESC, id DESC LIMIT ?', limit)
        : database.all(
            'SELECT * FROM incident WHERE state = ? ORDER BY found DESC, id DESC LIMIT ?',
            state,
            limit,
          )) as unknown as IncidentRow[],
  }
}
