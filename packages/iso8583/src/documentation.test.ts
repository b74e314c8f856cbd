import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const PAGES = ['docs/reference/iso8583.md', 'docs/how-to/migrate-to-the-iso8583-codec.md']

/** Examples of a page: a block of TypeScript and, right behind it, the text that it prints. */
const examples = (page: string) =>
  Array.from(
    readFileSync(`${ROOT}${page}`, 'utf8').matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g),
    ([, code, output]) => [(code as string).split('\n')[0] as string, code as string, output as string] as const,
  )

describe.each(PAGES)('%s', (page) => {
  it('has an output for every example', () => {
    const blocks = readFileSync(`${ROOT}${page}`, 'utf8').match(/```ts\n/g) ?? []
    expect(examples(page).length).toBe(blocks.length)
    expect(blocks.length).toBeGreaterThan(0)
  })
  it.each(examples(page))('prints what it says: %s', (_, code, output) => {
    const args = ['--no-warnings', '--input-type=module-typescript', '--eval', code]
    expect(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })).toBe(output)
  })
})
