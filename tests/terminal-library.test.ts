import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

it('the example of docs/how-to/use-the-terminal-library.md runs as it stands', () => {
  const page = readFileSync(join(root, 'docs/how-to/use-the-terminal-library.md'), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  // Inside the repository, so that it finds the packages by name.
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results', 'example-'))
  try {
    const file = join(folder, 'example.ts')
    writeFileSync(file, example)
    const said = execFileSync(process.execPath, [file], { encoding: 'utf8', timeout: 60_000 })
    expect(said).toContain('approved 621094******0003')
    expect(said).toContain('digits 6')
    expect(said).toContain('refused: slip, 2 tries left')
    expect(said.match(/^approved$/gm)).toHaveLength(2)
    expect(said).not.toContain('204816')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 90_000)
