import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObservationRow } from '../sqlite/observation-log.ts'
import { postgresPrograms, type PrivateServer, startPrivateServer } from '../testing/postgres.ts'
import { openSharedStore } from './acquirer-store.ts'
import { openSharedAttempts, type SharedAttempts } from './shared-attempts.ts'

const row = (number: number, changed: Partial<ObservationRow> = {}): ObservationRow => ({
  id: `T0000001-000001-${String(number).padStart(6, '0')}`,
  at: 1_000 + number,
  card: 'token',
  terminal: 'T0000001',
  status: 'approved',
  cause: '',
  owner: '',
  trySpent: 0,
  rescued: 0,
  merchant: '898310154110001',
  model: '',
  version: '',
  range: '622588',
  issuer: 'bank',
  entry: 'chip',
  panLength: '19',
  key: '',
  maskedPan: '622588*********0006',
  amount_minor: 1_000,
  body: JSON.stringify({ merchantName: { 'zh-CN': '一家 "店"\n' } }),
  ...changed,
})
const all = async (attempts: SharedAttempts): Promise<ObservationRow[]> => {
  const found: ObservationRow[] = []
  for (let part = await attempts.arrived(); part.length > 0; part = await attempts.arrived()) found.push(...part)
  return found
}

describe.skipIf(!postgresPrograms())('attempts that hosts give one another', () => {
  let server: PrivateServer
  beforeAll(async () => {
    server = await startPrivateServer()
  })
  afterAll(() => server.stop())

  it('reach every other host as they are, once, in the order of their changes, and are forgotten in time', async () => {
    const url = await server.database('given')
    await (await openSharedStore(url)).close()
    const [ours, theirs] = [await openSharedAttempts(url), await openSharedAttempts(url)]
    const many = Array.from({ length: 1_500 }, (_, number) => row(number))
    await ours.publish(many.slice(0, 1_000))
    await ours.publish(many.slice(1_000))
    await ours.publish([])
    const changed = row(7, { status: 'reversed' })
    await ours.publish([changed])
    expect(await all(theirs)).toEqual([...many, changed])
    expect(await all(theirs)).toEqual([])
    expect(await all(ours)).toEqual([])

    await theirs.forget(2_000)
    const late = await openSharedAttempts(url)
    expect(await all(late)).toEqual(many.slice(1_000))
    for (const each of [ours, theirs, late]) await each.close()
  })

  it('are kept from an earlier version, which had a row for each', async () => {
    const url = await server.database('earlier')
    await (await openSharedStore(url)).close()
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(`DROP TABLE shared_attempts; UPDATE schema_version SET version = version - 1;
      CREATE TABLE shared_attempt (id text COLLATE "C" PRIMARY KEY, host text NOT NULL, at bigint NOT NULL,
        changed xid8 NOT NULL DEFAULT pg_current_xact_id(), body text NOT NULL)`)
    const rows = Array.from({ length: 700 }, (_, number) => row(number))
    for (const each of rows) {
      const values = [each.id, each.at, JSON.stringify(each)]
      await client.query("INSERT INTO shared_attempt (host, id, at, body) VALUES ('theirs', $1, $2, $3)", values)
    }
    await client.end()
    await (await openSharedStore(url)).close()
    const ours = await openSharedAttempts(url)
    expect(await all(ours)).toEqual(rows)
    await ours.close()
  })
})
