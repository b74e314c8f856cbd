import type { Database, Takes } from './database.ts'
import type { Rows } from './prepared.ts'

/** Something that changed in the fleet, apart from payments: what incidents are seen against. */
export interface FleetEventRow {
  readonly at: number
  readonly kind: string
  /** What it happened to: a terminal or a link. */
  readonly subject: string
  /** A version, a check value or nothing; never words. */
  readonly detail: string
}

export interface FleetEventLog {
  /** Oldest first, the last `limit` of the window. */
  list(query: {
    readonly since: number
    readonly until: number
    readonly subject?: string
    readonly limit: number
  }): readonly FleetEventRow[]
}

export function fleetEventLog(database: Rows & Pick<Database, 'write'>): FleetEventLog & Takes<FleetEventRow> {
  return {
    put: (rows) =>
      database.write(
        rows.map(({ at, kind, subject, detail }) => ({
          sql: 'INSERT INTO fleet_event (at, kind, subject, detail) VALUES (?, ?, ?, ?)',
          values: [at, kind, subject, detail],
        })),
      ),
    list({ since, until, subject, limit }) {
      const about = subject === undefined ? '' : ' AND subject = ?'
      const rows = database.all(
        `SELECT at, kind, subject, detail FROM fleet_event WHERE at >= ? AND at < ?${about} ORDER BY at DESC, sequence DESC LIMIT ?`,
        since,
        until,
        ...(subject === undefined ? [] : [subject]),
        limit,
      )
      return (rows as unknown as FleetEventRow[]).toReversed()
    },
  }
}
