import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { connectToWrite } from './direct-writer.ts'
import { LogCopier } from './log-copier.ts'

it('never fails a commit because nobody can say how long the log is', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-log-copier-'))
  try {
    const path = join(directory, 'host.db')
    const database = connectToWrite(path)
    const copier = new LogCopier(database, path)
    database.close()
    expect(() => {
      for (let commit = 0; commit < 64; commit++) copier.committed()
    }).not.toThrow()
    await copier.close()
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
