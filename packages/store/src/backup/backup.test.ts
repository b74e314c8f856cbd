import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JournalEntry } from '@fiftyfive/acquiring'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquirerStore, openAcquirerDatabase } from '../sqlite/acquirer-store.ts'
import { verifyJournal } from '../sqlite/journal.ts'
import { backUp, restore, SealBroken } from './index.ts'

let directory: string
let data: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-backup-'))
  data = join(directory, 'data')
  file = join(directory, 'a.backup')
  mkdirSync(join(data, 'host'), { recursive: true })
  writeFileSync(join(data, 'host', 'card-vault.key'), Buffer.alloc(32, 7))
  writeFileSync(join(data, 'host', 'large'), Buffer.alloc(3_000_000, 'secret payments'))
  writeFileSync(join(data, 'host', 'empty'), '')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const entry = (number: number): JournalEntry => ({
  type: 'reversal-received',
  key: `T0000001-000001-${number}`,
  terminalId: 'T0000001',
  reason: '98',
})

describe('a backup', () => {
  it('is taken while payments are written, and comes back with every one that was acknowledged before', async () => {
    const database = openAcquirerDatabase(join(data, 'host', 'host.db'))
    const store = acquirerStore(database)
    let acknowledged = 0
    const stop = new AbortController()
    const writing = (async () => {
      for (let number = 0; !stop.signal.aborted; number++) {
        await store.commit(number, [entry(number)])
        acknowledged++
      }
    })()
    await expect.poll(() => acknowledged, { timeout: 10_000 }).toBeGreaterThan(20)
    const before = acknowledged
    await backUp(data, file, 'a long passphrase')
    stop.abort()
    await writing
    await database.close()

    await restore(file, join(directory, 'restored'), 'a long passphrase')
    const report = await verifyJournal(join(directory, 'restored', 'host', 'host.db'))
    expect(report.broken).toBeUndefined()
    expect(report.entries).toBeGreaterThanOrEqual(before)
    for (const name of ['card-vault.key', 'large', 'empty'])
      expect(readFileSync(join(directory, 'restored', 'host', name))).toEqual(readFileSync(join(data, 'host', name)))
    expect(statSync(join(directory, 'restored', 'host', 'card-vault.key')).mode & 0o777).toBe(0o600)
  })

  it('tells a thief nothing (abuse 44)', async () => {
    await backUp(data, file, 'a long passphrase')
    const bytes = readFileSync(file)
    expect(bytes.includes('secret payments') || bytes.includes('card-vault') || bytes.includes('host/')).toBe(false)
    await expect(restore(file, join(directory, 'stolen'), 'a wrong passphrase')).rejects.toBeInstanceOf(SealBroken)
    expect(existsSync(join(directory, 'stolen'))).toBe(false)
  })

  it.each([
    ['a changed byte', (bytes: Buffer) => bytes.fill((bytes[1_500_000] ?? 0) ^ 1, 1_500_000, 1_500_001)],
    ['a lost end', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1_000)],
    ['a lost last piece', (bytes: Buffer) => bytes.subarray(0, 24 + 2 * (4 + 1_048_576 + 16))],
    ['something behind the end', (bytes: Buffer) => Buffer.concat([bytes, bytes.subarray(24)])],
  ])('with %s is refused, and leaves nothing behind', async (_name, change) => {
    await backUp(data, file, 'a long passphrase')
    writeFileSync(file, change(readFileSync(file)))
    await expect(restore(file, join(directory, 'broken'), 'a long passphrase')).rejects.toBeInstanceOf(SealBroken)
    expect(existsSync(join(directory, 'broken'))).toBe(false)
  })
})
