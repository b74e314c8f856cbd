import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Instant } from '@fiftyfive/kernel'

/**
 * A file whose writer never waits for the disk is whole after the end of a process, but may not be after that of the machine.
 * A log that was last written before this start of the machine (`booted`) says that nobody closed the file: then it is looked
 * through, and one that is damaged makes room for a new one. Where to it was moved.
 */
export function setAsideIfDamaged(path: string, booted: Instant): string | undefined {
  const log = `${path}-wal`
  if (!existsSync(log) || statSync(log).mtimeMs >= booted || isWhole(path)) return undefined
  const aside = `${path}.damaged`
  renameSync(path, aside)
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
  return aside
}

function isWhole(path: string): boolean {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    return database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok'
  } catch {
    return false
  } finally {
    database?.close()
  }
}
