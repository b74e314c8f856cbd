import { DatabaseSync } from 'node:sqlite'

/** Brings the file to the newest schema, forward only, each step in a transaction of its own. */
export function migrate(path: string, migrations: readonly string[]): void {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    const row = database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (row.user_version > migrations.length) {
      throw new Error(`${path} was written by a newer version of fiftyfive; this one cannot read it`)
    }
    for (let version = row.user_version; version < migrations.length; version++) {
      database.exec(`BEGIN; ${migrations[version]}; PRAGMA user_version = ${version + 1}; COMMIT`)
    }
  } finally {
    database.close()
  }
}
