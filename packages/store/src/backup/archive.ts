import { createReadStream, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SealBroken, SealedWriter, unsealed } from './sealed-file.ts'

/**
 * A backup holds, of a data folder: every database as it is at one moment, taken while it is being written, and every
 * other file. Each is preceded by a line of JSON with its path and size.
 */
interface Entry {
  readonly path: string
  readonly bytes: number
}

/** Made anew by whoever runs; of no use in a backup. */
const PASSING = /\.db-(?:wal|shm)$|\.lock$|\.log$|\.migrating$/
const SNAPSHOTS = '.backup-'

/** Seals the folder into a new file and gives what went in. Other processes may use the folder meanwhile. */
export async function backUp(folder: string, file: string, passphrase: string): Promise<readonly string[]> {
  // In the folder itself, so that the snapshots are as well kept as what they copy.
  const snapshots = mkdtempSync(join(folder, SNAPSHOTS))
  const writer = new SealedWriter(file, passphrase)
  const paths: string[] = []
  try {
    for (const path of filesOf(folder)) {
      const source = path.endsWith('.db') ? snapshot(join(folder, path), join(snapshots, 'copy')) : join(folder, path)
      await writer.write(header({ path, bytes: statSync(source).size }))
      for await (const chunk of createReadStream(source) as AsyncIterable<Buffer>) await writer.write(chunk)
      rmSync(join(snapshots, 'copy'), { force: true })
      paths.push(path)
    }
    await writer.close()
    return paths
  } catch (failure) {
    rmSync(file, { force: true })
    throw failure
  } finally {
    rmSync(snapshots, { recursive: true, force: true })
  }
}

/** Opens a backup into a folder that must not exist yet; it is there completely or not at all. */
export async function restore(file: string, folder: string, passphrase: string): Promise<readonly string[]> {
  const unfinished = `${resolve(folder)}.restoring`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  try {
    const paths = await unpack(unsealed(file, passphrase), unfinished)
    renameSync(unfinished, folder)
    return paths
  } catch (failure) {
    rmSync(unfinished, { recursive: true, force: true })
    throw failure
  }
}

const LINE_END = 0x0a

async function unpack(pieces: AsyncIterable<Buffer>, folder: string): Promise<string[]> {
  const paths: string[] = []
  let pending: Buffer = Buffer.alloc(0)
  let left = 0
  let target: Awaited<ReturnType<typeof open>> | undefined
  const finish = async () => {
    await target?.sync()
    await target?.close()
    target = undefined
  }
  try {
    for await (const piece of pieces) {
      pending = pending.length === 0 ? piece : Buffer.concat([pending, piece])
      while (pending.length > 0) {
        if (!target) {
          const end = pending.indexOf(LINE_END)
          if (end < 0) break
          const entry = JSON.parse(pending.subarray(0, end).toString()) as Entry
          pending = pending.subarray(end + 1)
          const path = inside(folder, entry.path)
          mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
          target = await open(path, 'wx', 0o600)
          left = entry.bytes
          paths.push(entry.path)
        }
        const part = pending.subarray(0, left)
        if (part.length > 0) await target.write(part)
        pending = pending.subarray(part.length)
        left -= part.length
        if (left > 0) break
        await finish()
      }
    }
    if (target || pending.length > 0) throw new SealBroken('the backup ends in the middle of a file')
  } finally {
    await target?.close()
  }
  return paths
}

/** A path that leads out of the folder comes from no backup of ours. */
function inside(folder: string, path: string): string {
  const whole = resolve(folder, path)
  if (!whole.startsWith(resolve(folder) + sep)) throw new SealBroken(`a path that leads out: ${path}`)
  return whole
}

const header = (entry: Entry): Buffer => Buffer.from(`${JSON.stringify(entry)}\n`)

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !PASSING.test(path) && !path.startsWith(SNAPSHOTS))
    .toSorted()

/** One moment of a database that others are writing to. */
function snapshot(path: string, copy: string): string {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    database.exec('PRAGMA busy_timeout = 5000')
    database.prepare('VACUUM INTO ?').run(copy)
    return copy
  } finally {
    database.close()
  }
}
