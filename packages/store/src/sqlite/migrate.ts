import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * Brings the file to the newest schema, forward only, each step in a transaction of its own. What already holds
 * something is migrated as a copy first: a step that fails on it has touched nothing.
 */
export function migrate(path: string, migrations: readonly string[]): void {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    const version = versionOf(database)
    if (version > migrations.length) {
      throw new Error(`${path} was written by a newer version of fiftyfive; this one cannot read it`)
    }
    if (version > 0 && version < migrations.length) tryOnCopy(database, `${path}.migrating`, migrations)
    takeSteps(database, migrations)
  } finally {
    database.close()
  }
}

function tryOnCopy(database: DatabaseSync, path: string, migrations: readonly string[]): void {
  const remove = () => {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true })
  }
  remove()
  database.prepare('VACUUM INTO ?').run(path)
  const copy = new DatabaseSync(path)
  try {
    takeSteps(copy, migrations)
    const found = copy.prepare('PRAGMA integrity_check').get()?.['integrity_check']
    if (found !== 'ok') throw new Error(`the migration of ${path} would damage it: ${String(found)}`)
  } finally {
    copy.close()
    remove()
  }
}

function takeSteps(database: DatabaseSync, migrations: readonly string[]): void {
  for (let version = versionOf(database); version < migrations.length; version++) {
    database.exec(`BEGIN; ${migrations[version]}; PRAGMA user_version = ${version + 1}; COMMIT`)
  }
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
