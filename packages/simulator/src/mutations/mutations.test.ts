import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { MUTATIONS } from './list.ts'

const hunt = fileURLToPath(new URL('./hunt.ts', import.meta.url))

interface Found {
  readonly name: string
  readonly seeds: number
  readonly breach?: { readonly invariant: number; readonly detail: string }
}

/** One process for all: what has no bug in it is loaded and warmed up once. */
async function huntAll(): Promise<ReadonlyMap<string, Found>> {
  const { stdout } = await promisify(execFile)(process.execPath, [hunt])
  const lines = stdout.trim().split('\n')
  return new Map(lines.map((line) => JSON.parse(line) as Found).map((found) => [found.name, found]))
}

describe('planted bugs', () => {
  let all: ReadonlyMap<string, Found>
  beforeAll(async () => {
    all = await huntAll()
  }, 240_000)

  it.each(MUTATIONS)('finds that $name', ({ name, breaks, seedsMax }) => {
    const found = all.get(name)
    expect(found?.breach, `nothing broke in ${seedsMax} seeds`).toBeDefined()
    expect(breaks, found?.breach?.detail).toContain(found?.breach?.invariant)
  })
})
