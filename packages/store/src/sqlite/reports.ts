import type { SQLInputValue } from 'node:sqlite'
import type { ReportRow, ReportStore } from '../reports.ts'
import type { Database } from './database.ts'

/** Reports in the file of the payments. One process writes it, so looking first is enough. */
export function reportStore(database: Database): ReportStore {
  const find = (id: string) =>
    database.get('SELECT id, merchant, made, line, body FROM report WHERE id = ?', id) as ReportRow | undefined
  /** Being written: they are not to be found yet. */
  const adding = new Set<string>()
  return {
    find: async (id) => find(id),
    async add({ id, merchant, made, line, body }) {
      if (adding.has(id) || find(id)) return false
      adding.add(id)
      const sql = 'INSERT INTO report (id, merchant, made, line, body) VALUES (?, ?, ?, ?, ?)'
      await database.write([{ sql, values: [id, merchant, made, line, body] }]).finally(() => adding.delete(id))
      return true
    },
    async list({ merchants, before, limit }) {
      const conditions = ['1']
      const values: SQLInputValue[] = []
      if (merchants) {
        conditions.push(`merchant IN (${merchants.map(() => '?').join(', ')})`)
        values.push(...merchants)
      }
      if (before) {
        conditions.push('(made, id) < (?, ?)')
        values.push(before.made, before.id)
      }
      const sql = `SELECT id, merchant, made, line, body FROM report WHERE ${conditions.join(' AND ')}
        ORDER BY made DESC, id DESC LIMIT ?`
      return database.all(sql, ...values, limit) as unknown as ReportRow[]
    },
  }
}
