import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { AcquirerStore, JournalEntry, Payment } from '@fiftyfive/acquiring'
import { money } from '@fiftyfive/kernel'
import { type Database, openAcquirerDatabase, openOwnStore, type OwnStore, StoreFailure } from '@fiftyfive/store/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let directory: string
let path: string
let database: Database
let own: OwnStore
let store: AcquirerStore

const open = () => {
  database = openAcquirerDatabase(path)
  own = openOwnStore(database)
  store = own.store
}
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-store-'))
  path = join(directory, 'host.db')
  open()
})
afterEach(async () => {
  await database.close().catch(() => undefined)
  rmSync(directory, { recursive: true, force: true })
})

const payment = (number: number): Payment => ({
  key: `T0000001-000001-${String(number).padStart(6, '0')}`,
  kind: 'sale',
  terminalId: 'T0000001',
  merchantId: '898310154110001',
  receivedAt: number,
  amount: money(1_000, 'CNY'),
  reference: String(number).padStart(12, '0'),
  status: 'open',
})
const received = (number: number): JournalEntry => ({ type: 'payment-received', payment: payment(number) })
const answer = { code: '00', time: '120000', date: '0304', authorizationCode: '123456' }

describe('the acquirer’s store', () => {
  it('keeps what was committed across a restart, from many writers at once', async () => {
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => store.commit(index, [received(index + 1)])))
    await database.close()
    open()
    expect(await store.openPayments()).toHaveLength(1_000)
    expect(await store.lastReference()).toBe('000000001000')
    expect(await store.payment(payment(500).key)).toEqual(payment(500))
  })

  it('makes the entries of one commit durable together or not at all', async () => {
    await store.commit(1, [received(1)])
    await own.catchUp()
    const twice: JournalEntry[] = [received(2), received(1)]
    await expect(store.commit(2, twice)).rejects.toBeInstanceOf(StoreFailure)
    const reader = new DatabaseSync(path, { readOnly: true })
    expect(reader.prepare('SELECT count(*) AS n FROM document').get()).toEqual({ n: 1 })
    expect(reader.prepare('SELECT count(*) AS n FROM journal').get()).toEqual({ n: 1 })
    reader.close()
  })

  it('leaves rows in memory that are about to change, unless all are to be written, and loses none of them', async () => {
    const onDisk = () => {
      const reader = new DatabaseSync(path, { readOnly: true })
      const rows = reader.prepare('SELECT key FROM document ORDER BY key').all()
      reader.close()
      return rows.map(({ key }) => String(key).slice(-1))
    }
    for (const number of [1, 2, 3]) await store.commit(1, [received(number)])
    for (const number of [2, 3])
      await store.commit(2, [{ type: 'payment-completed', key: payment(number).key, status: 'approved', answer }])
    expect(await own.catchUp(2)).toBe(2)
    expect(onDisk()).toEqual(['2', '3'])
    await database.close()
    open()
    expect((await store.openPayments()).map(({ key }) => key)).toEqual([payment(1).key])
    expect((await store.payment(payment(3).key))?.status).toBe('approved')
    await own.catchUp()
    expect(onDisk()).toEqual(['1', '2', '3'])
  })

  it('takes nothing more after a write failed: nobody knows what is on disk', async () => {
    await store.commit(1, [received(1)])
    await expect(store.commit(2, [received(1)])).rejects.toBeInstanceOf(StoreFailure)
    await expect(store.commit(3, [received(3)])).rejects.toBeInstanceOf(StoreFailure)
  })

  it('lets a reversal win over an outcome that was decided at the same time', async () => {
    const { key } = payment(1)
    await store.commit(1, [received(1)])
    await store.commit(2, [{ type: 'reversal-received', key, terminalId: 'T0000001', reason: '98' }])
    await store.commit(3, [{ type: 'payment-completed', key, status: 'approved', answer }])
    expect(await store.payment(key)).toMatchObject({ status: 'reversed', answer })
    expect(await store.wasReversed(key)).toBe(true)
  })

  it('remembers a reversal whose payment never came', async () => {
    await store.commit(1, [{ type: 'reversal-received', key: payment(7).key, terminalId: 'T0000001', reason: '98' }])
    expect(await store.wasReversed(payment(7).key)).toBe(true)
    expect(await store.payment(payment(7).key)).toBeUndefined()
  })

  it('gives up an activation code with its first use', async () => {
    await store.commit(1, [
      { type: 'activation-issued', code: 'ABCDEFGH23', terminalId: 'T0000001', merchantId: '898310154110001' },
    ])
    expect(await store.activation('ABCDEFGH23')).toMatchObject({ terminalId: 'T0000001' })
    expect(await store.activation('nothing')).toBeUndefined()
  })

  it('refuses a file that a newer version wrote, in a sentence', async () => {
    await database.close()
    const newer = new DatabaseSync(path)
    const { user_version } = newer.prepare('PRAGMA user_version').get() as { user_version: number }
    newer.exec('PRAGMA user_version = 999')
    newer.close()
    expect(() => openAcquirerDatabase(path)).toThrow('newer version')
    const back = new DatabaseSync(path)
    back.exec(`PRAGMA user_version = ${user_version}`)
    back.close()
    open()
  })
})
