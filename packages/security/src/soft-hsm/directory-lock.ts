import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SoftHsmDown } from './wire.ts'

/** Who holds a directory: a process, told apart from a later one of the same number by when it began. */
export interface LockOwner {
  readonly pid: number
  /** Milliseconds since 1970. */
  readonly began: number
}

/**
 * Two modules on one directory would write one audit chain between them and break it. A lock whose process is gone, as
 * after a crash, is taken over. Gives back what releases the lock; throws when another module holds it.
 */
export function lockDirectory(directory: string, owner: LockOwner): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'module.lock')
  const content = `${owner.pid} ${owner.began}\n`
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
  } catch {
    const [pid = 0, began = 0] = readFileSync(path, 'utf8').trim().split(' ').map(Number)
    const held = pid === owner.pid ? began === owner.began : isRunning(pid)
    if (held) throw new SoftHsmDown(`another module (process ${pid}) has this directory open; see module.lock in it`)
    writeFileSync(path, content, { mode: 0o600 })
  }
  return () => rmSync(path, { force: true })
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (failure) {
    // A process of somebody else runs all the same.
    return (failure as NodeJS.ErrnoException).code === 'EPERM'
  }
}
