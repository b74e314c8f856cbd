import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const home = fileURLToPath(new URL('../apps/console', import.meta.url))
const sizeLimit = join(dirname(createRequire(import.meta.url).resolve('size-limit/package.json')), 'bin.js')

test('the JavaScript of the console stays within its budget (apps/console/.size-limit.mjs), by size-limit', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [sizeLimit, '--json'], { cwd: home, encoding: 'utf8' })
  const measured = JSON.parse(stdout) as { readonly name: string; readonly passed: boolean; readonly size: number }[]
  expect(measured.filter(({ passed }) => !passed)).toEqual([])
  expect({ status, stderr }).toMatchObject({ status: 0 })
  // What was not measured cannot be too heavy: every page, both languages, and all of it.
  expect(measured.length).toBeGreaterThan(15)
  expect(measured.find(({ name }) => name === 'everything')?.size).toBeGreaterThan(100_000)
})
