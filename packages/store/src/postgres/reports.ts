import type { QueryResultRow } from 'pg'
import type { ReportRow, ReportStore } from '../reports.ts'

type Ask = <Found extends QueryResultRow>(text: string, values: readonly unknown[]) => Promise<readonly Found[]>
type Stored = Omit<ReportRow, 'made'> & { readonly made: string }

/** Reports that all hosts share. */
export const reportStore = (ask: Ask): ReportStore => ({
  async add({ id, merchant, made, line, body }) {
    const text = `INSERT INTO report (id, merchant, made, line, body) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (id) DO NOTHING RETURNING id`
    return (await ask(text, [id, merchant, made, line, body])).length > 0
  },
  async find(id) {
    const [found] = await ask<Stored>('SELECT id, merchant, made, line, body FROM report WHERE id = $1', [id])
    return found && read(found)
  },
  async list({ merchants = null, before, limit }) {
    const text = `SELECT id, merchant, made, line, body FROM report
      WHERE ($1::text[] IS NULL OR merchant = ANY ($1)) AND ($2::bigint IS NULL OR (made, id) < ($2, $3::text))
      ORDER BY made DESC, id DESC LIMIT $4`
    const values = [merchants, before?.made ?? null, before?.id ?? null, limit]
    return (await ask<Stored>(text, values)).map(read)
  },
})

const read = ({ made, ...rest }: Stored): ReportRow => ({ ...rest, made: Number(made) })
