import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const COMMITS = 5
/** The process starts ten times slower while it is looked at, and a machine that is busy with other tests adds to that. */
const TIME_MS_MAX = 180_000
const hasStrace = spawnSync('strace', ['-V']).status === 0

type Event = { readonly kind: 'written' | 'synced' | 'acknowledged'; readonly what: string }

/** What the process asked of the system, in the order in which it was done: a call counts when it has returned. */
function eventsOf(trace: string): Event[] {
  const events: Event[] = []
  const unfinished = new Map<string, string>()
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(?:\[pid +)?(\d+)\]? +(.*)$/.exec(line) ?? []
    if (rest.includes('<unfinished ...>')) unfinished.set(thread, rest.replace(/ *<unfinished.*/, ''))
    const resumed = /<\.\.\. \w+ resumed>(.*)/.exec(rest)?.[1]
    const call = resumed === undefined ? rest : `${unfinished.get(thread) ?? ''}${resumed}`
    if (call.includes('<unfinished') || !/= \d+$/.test(call)) continue
    const file = /^\w+\(\d+<([^>]*)>/.exec(call)?.[1] ?? ''
    const acknowledged = /"acknowledged (\d+)/.exec(call)?.[1]
    if (acknowledged) events.push({ kind: 'acknowledged', what: acknowledged })
    else if (!file.endsWith('.db-wal')) continue
    else events.push({ kind: /^f(?:data)?sync/.test(call) ? 'synced' : 'written', what: file })
  }
  return events
}

it.skipIf(!hasStrace)(
  'a commit is acknowledged only after the system has said that it is on disk',
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-durable-'))
    const trace = join(directory, 'trace')
    const script = fileURLToPath(new URL('support/commit-one-by-one.ts', import.meta.url))
    const watched = ['-f', '-y', '--seccomp-bpf', '-o', trace, '-e', 'trace=write,pwrite64,pwritev,fsync,fdatasync']
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', script]
    try {
      const done = spawnSync('strace', [...watched, ...command, join(directory, 'host.db'), String(COMMITS)])
      expect(done.status).toBe(0)
      let pending: Event['kind'] | undefined
      const acknowledged: string[] = []
      for (const { kind, what } of eventsOf(readFileSync(trace, 'utf8'))) {
        if (kind === 'acknowledged') {
          expect(pending, `the last thing done to the log before ${what} was acknowledged`).toBe('synced')
          acknowledged.push(what)
          // The next one needs a write and a sync of its own.
          pending = undefined
        } else if (kind === 'written') pending = 'written'
        else if (pending === 'written') pending = 'synced'
      }
      expect(acknowledged).toEqual(Array.from({ length: COMMITS }, (_, index) => String(index + 1)))
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  },
  TIME_MS_MAX,
)
