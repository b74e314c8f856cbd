import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the n-th TypeScript example of a page of the documentation as it stands, in a folder of its own; gives what it said. */
export async function runExample(page: string, index: number, env: Record<string, string> = {}): Promise<string> {
  const [, example = ''] = [...readFileSync(join(root, page), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)][index] ?? []
  // Inside the repository, so that it finds the packages by name.
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results', 'example-'))
  try {
    writeFileSync(join(folder, 'till.ts'), example)
    const options = { cwd: folder, timeout: 60_000, env: { ...process.env, ...env } }
    return (await promisify(execFile)(process.execPath, ['till.ts'], options)).stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
