import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { MUTATIONS } from './list.ts'

const hunt = fileURLToPath(new URL('./hunt.ts', import.meta.url))
const run = promisify(execFile)

describe('planted bugs', () => {
  it.each(MUTATIONS)('finds that $name', { timeout: 60_000 }, async ({ name, breaks, seedsMax, firstSeed = 1 }) => {
    const { stdout } = await run(process.execPath, [hunt, name, String(firstSeed)])
    const found = JSON.parse(stdout) as { seeds: number; breach?: { invariant: number; detail: string } }
    expect(found.breach, `nothing broke in ${seedsMax} seeds`).toBeDefined()
    expect(breaks, found.breach?.detail).toContain(found.breach?.invariant)
  })
})
