import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccountChange, type AccountStore, RecordChanged } from './accounts.ts'
import { openSharedAccountStore, verifySharedAudit } from './postgres/index.ts'
import { openAccountStore } from './sqlite/account-store.ts'
import { verifyJournal } from './sqlite/journal.ts'
import { postgresPrograms, type PrivateServer, query, startPrivateServer } from './testing/postgres.ts'

const line = (subject: string, detail = '') => ({
  type: 'signed-in',
  subject,
  actor: 'li.na',
  address: '10.0.0.1',
  detail,
})
const webhook = (id: string, body: unknown): AccountChange => ({ kind: 'webhook', id, body })

let directory: string
let server: PrivateServer | undefined
let databases = 0
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-accounts-'))
  if (postgresPrograms()) server = await startPrivateServer()
})
afterAll(async () => {
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
})

/** The one contract, on either database: a store, the same opened again, and what the check of the audit log finds. */
describe.each(['sqlite', 'postgres'] as const)('accounts on %s', (kind) => {
  it.skipIf(kind === 'postgres' && !postgresPrograms())('keep records and audit log alike', async () => {
    const path = join(directory, `accounts-${++databases}.db`)
    const url = server ? await server.database(`accounts_${databases}`) : ''
    const open = (): Promise<AccountStore> | AccountStore =>
      kind === 'sqlite' ? openAccountStore(path) : openSharedAccountStore(url)
    const store = await open()
    await store.commit(1, [line('li.na')], [webhook('b', { n: 1 }), webhook('a', { n: 2 })])
    await store.commit(90_000_000, [line('chen', "50% 'quoted'"), line('wang')], [webhook('b', { n: 3 })])
    await store.commit(90_000_000, [], [{ kind: 'session', id: 'a', body: 'another kind' }])
    expect(store.find('webhook', 'b')).toEqual({ n: 3 })
    expect(store.find('webhook', 'c')).toBeUndefined()
    expect(store.entries('webhook')).toEqual([
      ['a', { n: 2 }],
      ['b', { n: 3 }],
    ])
    await store.commit(90_000_001, [], [webhook('a', undefined)])
    expect(store.all('webhook')).toEqual([{ n: 3 }])
    expect((await store.audit({ limit: 2 })).map(({ sequence, subject }) => [sequence, subject])).toEqual([
      [3, 'wang'],
      [2, 'chen'],
    ])
    expect(await store.audit({ limit: 9, before: 2 })).toMatchObject([{ sequence: 1, at: 1, ...line('li.na') }])
    expect(await store.audit({ limit: 9, text: "50% 'q" })).toHaveLength(1)
    expect(await store.audit({ limit: 9, text: '_' })).toHaveLength(0)
    expect(await store.audit({ limit: 9, type: 'signed-out' })).toHaveLength(0)
    await store.close()
    const again = await open()
    expect(again.all('webhook')).toEqual([{ n: 3 }])
    await again.commit(90_000_002, [line('later')], [])
    await again.close()
    const report = kind === 'sqlite' ? await verifyJournal(path) : await verifySharedAudit(url)
    expect(report).toMatchObject({ entries: 4, unchained: 0 })
    expect(report.broken).toBeUndefined()
  })
})

describe.skipIf(!postgresPrograms())('accounts that hosts share', () => {
  async function twoHosts(work: (a: AccountStore, b: AccountStore, url: string) => Promise<void>): Promise<void> {
    const url = (await server?.database(`accounts_${++databases}`)) ?? ''
    const hosts = await Promise.all([openSharedAccountStore(url), openSharedAccountStore(url)])
    try {
      await work(hosts[0], hosts[1], url)
    } finally {
      await Promise.all(hosts.map((host) => host.close()))
    }
  }

  it('show at one host what was done at another, deletions too', () =>
    twoHosts(async (a, b) => {
      const heard: unknown[] = []
      b.onForeignChange((change) => heard.push(change))
      await a.commit(1, [line('li.na')], [webhook('w', 1)])
      await b.refresh()
      expect(b.find('webhook', 'w')).toBe(1)
      await a.commit(2, [], [webhook('w', undefined)])
      await b.refresh()
      expect(b.find('webhook', 'w')).toBeUndefined()
      expect(heard).toEqual([webhook('w', 1), webhook('w', undefined)])
      await b.commit(3, [line('at b')], [])
      expect((await a.audit({ limit: 9 })).map(({ subject }) => subject)).toEqual(['at b', 'li.na'])
    }))

  it('give a change that two make at once to one of them; the other writes nothing and knows better afterwards', () =>
    twoHosts(async (a, b, url) => {
      const approval = (decidedBy: string): AccountChange => ({ kind: 'approval', id: 'p', body: { decidedBy } })
      await a.commit(1, [], [approval('')])
      await b.refresh()
      const outcomes = await Promise.allSettled([
        a.commit(2, [line('a')], [approval('a')]),
        b.commit(2, [line('b')], [approval('b'), webhook('w', 1)]),
      ])
      const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
      expect(refused.map(({ reason }) => reason as unknown)).toEqual([expect.any(RecordChanged)])
      const winner = outcomes[0].status === 'fulfilled' ? 'a' : 'b'
      expect([a, b].map((host) => host.find('approval', 'p'))[winner === 'a' ? 1 : 0]).toEqual({ decidedBy: winner })
      expect((await b.audit({ limit: 9 })).map(({ subject }) => subject)).toEqual([winner])
      expect((await verifySharedAudit(url)).broken).toBeUndefined()
      // The loser goes on with what it knows now.
      await (winner === 'a' ? b : a).commit(3, [], [approval('later')])
    }))

  it('refuse to change what is in the audit log, and find what somebody changed all the same', () =>
    twoHosts(async (a, _b, url) => {
      await a.commit(1, [line('one'), line('two')], [])
      await expect(query(url, 'DELETE FROM account_journal')).rejects.toThrow('only ever appended to')
      await query(
        url,
        "ALTER TABLE account_journal DISABLE TRIGGER ALL; UPDATE account_journal SET subject = 'x' WHERE sequence = 2",
      )
      expect((await verifySharedAudit(url)).broken).toEqual({ sequence: 2 })
    }))
})
