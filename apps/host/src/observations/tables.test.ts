import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { IssuerConfiguration } from '../configuration.ts'
import { changedTables } from './tables.ts'

it('names the table that was changed between two starts', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-tables-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const issuer: IssuerConfiguration = {
    name: 'bank',
    ranges: ['622588'],
    acquirerId: '48990000',
    host: '127.0.0.1',
    port: 1,
  }
  const start = (ranges: readonly string[]) => changedTables(directory, [{ ...issuer, ranges }], 5)
  expect(start(['622588'])).toEqual([])
  expect(start(['622588'])).toEqual([])
  expect(start(['622588', '621700'])).toMatchObject([{ kind: 'table-changed', table: 'ranges', scope: 'link=bank' }])
  expect(start(['622588', '621700'])).toEqual([])
})
