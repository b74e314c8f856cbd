import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JournalEntry, Payment } from '@fiftyfive/acquiring'
import type { Incident } from '@fiftyfive/diagnosis'
import { money, RowExists } from '@fiftyfive/kernel'
import {
  HostsAtWork,
  openSharedAccountStore,
  openSharedStore,
  rebuildSharedDocuments,
  type SharedStore,
  verifySharedJournal,
} from '@fiftyfive/store/postgres'
import { incidentLog, type IncidentRow, openAcquirerDatabase, StoreFailure } from '@fiftyfive/store/sqlite'
import { postgresPrograms, type PrivateServer, query, startPrivateServer } from '@fiftyfive/store/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { SharedIncidents } from '../apps/host/src/observations/shared-incidents.ts'

const payment = (number: number, reference = number): Payment => ({
  key: `T0000001-000001-${String(number).padStart(6, '0')}`,
  kind: 'sale',
  terminalId: 'T0000001',
  merchantId: '898310154110001',
  receivedAt: number,
  amount: money(1_000, 'CNY'),
  reference: String(reference).padStart(12, '0'),
  status: 'open',
})
const received = (number: number, reference = number): JournalEntry => ({
  type: 'payment-received',
  payment: payment(number, reference),
})
const reversal = (number: number): JournalEntry => ({
  type: 'reversal-received',
  key: payment(number).key,
  terminalId: 'T0000001',
  reason: '98',
})
const approved = (number: number): JournalEntry => ({
  type: 'payment-completed',
  key: payment(number).key,
  status: 'approved',
  answer: { code: '00', time: '120000', date: '0304', authorizationCode: '123456' },
})

describe.skipIf(!postgresPrograms())('a store that several hosts share', () => {
  let server: PrivateServer
  let databases = 0
  const newDatabase = () => server.database(`shared_${++databases}`)

  beforeAll(async () => {
    server = await startPrivateServer()
  })
  afterAll(() => server.stop())

  async function withHosts(count: number, work: (hosts: SharedStore[], url: string) => Promise<void>): Promise<void> {
    const url = await newDatabase()
    const hosts = await Promise.all(Array.from({ length: count }, () => openSharedStore(url)))
    try {
      await work(hosts, url)
    } finally {
      await Promise.all(hosts.map((host) => host.close()))
    }
  }

  it('keeps one gapless journal with one chain, whoever writes', () =>
    withHosts(3, async (hosts, url) => {
      const day_ms = 86_400_000
      const commits = hosts.flatMap(({ store }, host) =>
        Array.from({ length: 200 }, (_, index) => {
          const number = index * 3 + host + 1
          return store.commit(index % 2 ? day_ms : 1, [received(number), reversal(number + 10_000)])
        }),
      )
      await Promise.all(commits)
      expect(await verifySharedJournal(url)).toMatchObject({ entries: 1_200, unchained: 0 })
      expect((await verifySharedJournal(url)).broken).toBeUndefined()
      const { rows } = await query(url, 'SELECT count(*)::int AS n, max(sequence)::int AS last FROM journal')
      expect(rows).toEqual([{ n: 1_200, last: 1_200 }])
    }))

  it('gives a payment that two hosts receive at once to one of them; the other is told and writes nothing', () =>
    withHosts(2, async ([a, b], url) => {
      const outcomes = await Promise.allSettled([
        a?.store.commit(1, [received(1, 1)]),
        b?.store.commit(1, [received(1, 2), reversal(7)]),
        b?.store.commit(1, [received(2, 3)]),
      ])
      const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
      expect(refused.map(({ reason }) => reason as unknown)).toEqual([expect.any(RowExists)])
      expect(outcomes[2]?.status).toBe('fulfilled')
      expect((await query(url, "SELECT key FROM document WHERE tbl = 'payment'")).rowCount).toBe(2)
      await b?.store.commit(2, [reversal(8)])
    }))

  it('shows at every host the incidents that another found, and one that starts later too', async () => {
    const url = await newDatabase()
    const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-incidents-'))
    const host = async (name: string) => {
      const store = await openSharedAccountStore(url)
      const database = openAcquirerDatabase(join(directory, `${name}.db`))
      const incidents = incidentLog(database)
      let find: (incident: Incident) => void = () => undefined
      const watch = {
        subscribeIncidents(listener: (incident: Incident) => void) {
          find = listener
          return () => undefined
        },
        keepIncidents: (rows: readonly IncidentRow[]) => incidents.put(rows),
      }
      const shared = new SharedIncidents({ store, watch, clock: { now: () => 5 } })
      await shared.catchUp()
      const heard: string[] = []
      shared.subscribe(({ id, state }) => heard.push(`${id} ${state}`))
      const close = () => Promise.all([store.close(), database.close()])
      return { store, incidents, shared, heard, find: (incident: Incident) => find(incident), close }
    }
    const incident = (state: Incident['state']) =>
      ({ id: 'i-1', foundAt: 1, updatedAt: 2, state, cause: 'block-format' }) as Incident
    const [a, b] = [await host('a'), await host('b')]
    a.find(incident('open'))
    a.find(incident('open'))
    await a.shared.publish()
    await b.store.refresh()
    await expect.poll(() => b.incidents.find('i-1')?.state).toBe('open')
    a.find(incident('resolved'))
    await a.shared.publish()
    await b.store.refresh()
    expect(b.heard).toEqual(['i-1 open', 'i-1 resolved'])
    const later = await host('later')
    await expect.poll(() => later.incidents.list({ limit: 9 }).map(({ state }) => state)).toEqual(['resolved'])
    await Promise.all([a.close(), b.close(), later.close()])
    rmSync(directory, { recursive: true, force: true })
  })

  it('lets a reversal at one host win over an outcome at another', () =>
    withHosts(2, async ([a, b]) => {
      await a?.store.commit(1, [received(1)])
      await Promise.all([a?.store.commit(2, [approved(1)]), b?.store.commit(2, [reversal(1)])])
      expect((await a?.store.payment(payment(1).key))?.status).toBe('reversed')
    }))

  it('recovers the open payments of a host that is gone, never those of one that works on them', () =>
    withHosts(1, async ([alive], url) => {
      const dying = await openSharedStore(url)
      await alive?.store.commit(1, [received(1)])
      await dying.store.commit(1, [received(2)])
      expect(await alive?.store.openPayments()).toEqual([])
      await dying.close()
      expect((await alive?.store.openPayments())?.map(({ key }) => key)).toEqual([payment(2).key])
    }))

  it('lets one host lead, and another when that one is gone', () =>
    withHosts(1, async ([first], url) => {
      const second = await openSharedStore(url)
      expect([await first?.leads(), await second.leads(), await first?.leads()]).toEqual([true, false, true])
      await first?.close()
      await expect.poll(() => second.leads()).toBe(true)
      await second.close()
    }))

  it('gives every host references of its own', () =>
    withHosts(2, async (hosts) => {
      const blocks = await Promise.all(hosts.map((host) => host.reserveReferences()))
      const [a, b] = blocks.toSorted((left, right) => left.first - right.first)
      expect(b?.first).toBe((a?.last ?? 0) + 1)
    }))

  it('only ever appends to the journal, and names the row that somebody edited all the same', () =>
    withHosts(1, async ([host], url) => {
      await host?.store.commit(1, [received(1)])
      await host?.store.commit(1, [received(2), approved(2)])
      await expect(query(url, "UPDATE journal SET body = '{}'")).rejects.toThrow('only ever appended to')
      await expect(query(url, 'DELETE FROM journal')).rejects.toThrow('only ever appended to')
      await query(
        url,
        "ALTER TABLE journal DISABLE TRIGGER ALL; UPDATE journal SET body = replace(body, 'approved', 'declined') WHERE sequence = 3",
      )
      expect((await verifySharedJournal(url)).broken).toEqual({ sequence: 3 })
    }))

  it('makes what it remembers anew from the journal, when no host works on it', async () => {
    const url = await newDatabase()
    const host = await openSharedStore(url)
    for (let number = 1; number <= 30; number++) {
      const done = number % 3 === 0 ? [approved(number)] : number % 3 === 1 ? [reversal(number)] : []
      await host.store.commit(number, [received(number), ...done])
    }
    await expect(rebuildSharedDocuments(url, true)).rejects.toBeInstanceOf(HostsAtWork)
    await host.close()
    await expect
      .poll(() => rebuildSharedDocuments(url, false).catch(() => undefined))
      .toMatchObject({ entries: 50, rows: 40, different: 0 })
    await query(
      url,
      `DELETE FROM document WHERE key = '${payment(3).key}';
       UPDATE document SET status = 'declined' WHERE tbl = 'payment' AND key = '${payment(6).key}';
       INSERT INTO document (tbl, key, body, host) VALUES ('reversal', 'nobody', '{}', 0)`,
    )
    expect((await rebuildSharedDocuments(url, false)).different).toBe(3)
    expect((await rebuildSharedDocuments(url, true)).different).toBe(3)
    expect((await rebuildSharedDocuments(url, false)).different).toBe(0)
    const again = await openSharedStore(url)
    expect((await again.store.payment(payment(6).key))?.status).toBe('approved')
    // It still knows which host a payment was open at.
    expect((await again.store.openPayments()).length).toBe(20)
    await again.close()
  })

  it('refuses a server whose commits would hang for good, and does not hang with one that begins to', async () => {
    const url = await newDatabase()
    const running = await openSharedStore(url, 500)
    await running.store.commit(1, [received(1)])
    await query(url, "ALTER SYSTEM SET synchronous_standby_names = 'gone'")
    await query(url, 'SELECT pg_reload_conf()')
    await expect
      .poll(async () => (await query(url, 'SHOW synchronous_standby_names')).rows[0])
      .toMatchObject({
        synchronous_standby_names: 'gone',
      })
    await expect(openSharedStore(url)).rejects.toThrow('every commit would hang')
    // One that runs already finds out by a commit that does not end, stops, and forgets nothing that was acknowledged.
    const hanging = running.store.commit(2, [received(2)])
    await expect(hanging).rejects.toThrow('is a synchronous standby gone?')
    await expect(running.store.commit(3, [received(3)])).rejects.toBeInstanceOf(StoreFailure)
    const closed = running.close()
    await query(url, 'ALTER SYSTEM RESET synchronous_standby_names')
    await query(url, 'SELECT pg_reload_conf()')
    await expect
      .poll(async () => (await query(url, 'SHOW synchronous_standby_names')).rows[0])
      .toMatchObject({
        synchronous_standby_names: '',
      })
    await closed
    const again = await openSharedStore(url)
    expect(await again.store.payment(payment(1).key)).toBeDefined()
    await again.close()
  })

  it('loses no acknowledged commit when the server is killed, and writes nothing more', async () => {
    const url = await newDatabase()
    const host = await openSharedStore(url)
    const acknowledged: number[] = []
    let stopped: unknown
    const write = async (first: number) => {
      for (let number = first; stopped === undefined; number += 8) {
        try {
          await host.store.commit(number, [received(number)])
          acknowledged.push(number)
        } catch (failure) {
          stopped = failure
        }
      }
    }
    const writers = Promise.all(Array.from({ length: 8 }, (_, index) => write(index + 1)))
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(50)
    await server.kill()
    await writers
    expect(stopped).toBeInstanceOf(StoreFailure)
    await expect(host.store.commit(1, [reversal(1)])).rejects.toBeInstanceOf(StoreFailure)
    await host.close().catch(() => undefined)

    await server.start()
    const again = await openSharedStore(url)
    const kept = new Set((await again.store.openPayments()).map(({ receivedAt }) => receivedAt))
    expect(acknowledged.filter((number) => !kept.has(number))).toEqual([])
    await again.close()
    expect((await verifySharedJournal(url)).broken).toBeUndefined()
    // The server recovers what it was killed over, which on a busy machine takes its time.
  }, 120_000)
})
