import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { devNull } from 'node:os'
import { fileURLToPath } from 'node:url'
import { LOG_FLAGS } from '../../scripts/pinned-node.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Offline {
  readonly bytes: number
  /** Of all threads. */
  readonly cpu_s: number
  readonly elapsed_s: number
  /** Highest resident set. */
  readonly memory_mb: number
}

/** Runs `fiftyfive diagnose FILE --json` as a process of its own; what it prints goes nowhere. */
export async function diagnoseOffline(file: string, bytes: number): Promise<Offline> {
  const flags = [...LOG_FLAGS, '--import', `${root}bench/diagnosis-speed/usage.ts`]
  const out = openSync(devNull, 'w')
  const child = spawn(process.execPath, [...flags, `${root}apps/cli/src/main.ts`, 'diagnose', file, '--json'], {
    stdio: ['ignore', out, 'inherit', 'ipc'],
  })
  let used: Omit<Offline, 'bytes'> | undefined
  child.on('message', (message) => (used = message as Omit<Offline, 'bytes'>))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0 || !used) throw new Error(`diagnose ended with ${code}`)
  return { bytes, ...used }
}
