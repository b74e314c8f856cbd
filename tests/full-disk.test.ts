import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { acquirerStore, openAcquirerDatabase, verifyJournal } from '@fiftyfive/store/sqlite'
import { expect, it } from 'vitest'

/** 512-byte blocks that a file may have: the system refuses the write that goes beyond, as a full disk does. */
const BLOCKS_MAX = 3_000

it.skipIf(process.platform === 'win32')(
  'a full disk stops the process at once, and every acknowledged commit is there afterwards',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-full-'))
    const path = join(directory, 'host.db')
    const script = fileURLToPath(new URL('support/commit-forever.ts', import.meta.url))
    const command = `ulimit -f ${BLOCKS_MAX}; exec "$0" --disable-warning=ExperimentalWarning "$1" "$2"`
    const child = spawn('sh', ['-c', command, process.execPath, script, path], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(70)

    const acknowledged = said.trim().split('\n').map(Number)
    expect(acknowledged.length).toBeGreaterThan(100)
    const database = openAcquirerDatabase(path)
    const store = acquirerStore(database)
    const there = await Promise.all(acknowledged.map(async (number) => store.wasReversed(`T0000001-000001-${number}`)))
    expect(there.filter((found) => !found)).toEqual([])
    await database.close()
    expect((await verifyJournal(path)).broken).toBeUndefined()
    rmSync(directory, { recursive: true, force: true })
  },
)
