// `fiftyfive bench host`: terminals, host, store, security module and issuer link as they are, in processes of their own.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openSharedStore } from '@fiftyfive/store/postgres'
import { acquirerStore, openAcquirerDatabase } from '@fiftyfive/store/sqlite'
import { startPrivateServer } from '@fiftyfive/store/testing'
import { hostDirectory, openHostModule } from '../../apps/cli/src/environment.ts'
import { makeAuthority } from '../../tests/support/certificates.ts'
import { heaviest, hottest, jain, type Line, lineOf, percentile, print, shareOf, totalOf } from './figures.ts'
import type { Outcome, Run } from './load.ts'
import { type LoadTerminal, makeTerminals, shareZoneKeys } from './prepare.ts'
import {
  type Allocations,
  cpuOfFamily,
  type Profile,
  type RunningHost,
  runLoad,
  startHostProcess,
  startIssuerPeer,
  type Usage,
} from './processes.ts'

const { values: options } = parseArgs({
  options: {
    terminals: { type: 'string', default: '256' },
    seconds: { type: 'string', default: '5' },
    warm: { type: 'string', default: '10' },
    postgres: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    allocations: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: 'closed,half,overload,fairness,tls,two' },
  },
})
const seconds = Number(options.seconds)
const wanted = new Set(options.only.split(','))
/** What belongs to the process that runs. */
const PASSING = /\.db(?:-wal|-shm)?$|\.lock$|lock$/
/** The thread that writes the journal is named after its file. */
const JOURNAL_WRITER = 'host.db'
const STORE = '/packages/store/src/sqlite/'
const lines: Line[] = []
let nextTrace = 0

const data = mkdtempSync(join(tmpdir(), 'fiftyfive-bench-'))
const server = options.postgres ? await startPrivateServer({ max_wal_size: '4GB', shared_buffers: '256MB' }) : undefined
const databaseUrl = await server?.database('bench')

async function prepare(): Promise<{ terminals: LoadTerminal[]; macKey: string }> {
  const module = await openHostModule(data)
  const macKey = await shareZoneKeys(data, module)
  const count = Number(options.terminals) * (wanted.has('two') && databaseUrl ? 2 : 1)
  if (databaseUrl) {
    const shared = await openSharedStore(databaseUrl)
    const terminals = await makeTerminals(shared.store, module, count)
    await shared.close()
    await module.close()
    return { terminals, macKey }
  }
  const database = openAcquirerDatabase(join(hostDirectory(data), 'host.db'))
  const terminals = await makeTerminals(acquirerStore(database), module, count)
  await database.close()
  await module.close()
  return { terminals, macKey }
}

const { terminals: registered, macKey } = await prepare()
/** Those of one host; two hosts get as many each. */
const terminals = registered.slice(0, Number(options.terminals))
const authority = makeAuthority('Bench authority')
const own = authority.issue('host')
const theirs = authority.issue('terminals')
const issuer = await startIssuerPeer(macKey)
const settings = {
  data,
  issuerPort: issuer.port,
  ...(databaseUrl ? { databaseUrl } : {}),
  tls: { cert: own.certificate, key: own.key, ca: authority.certificate },
}

/** One run of the load against the first host, unless told otherwise, with what was asked to be seen of that host. */
async function measure(what: string, run: Partial<Run>): Promise<Outcome> {
  const profiled = options.profile ? await host.profile() : undefined
  const allocated = options.allocations ? await host.allocations() : undefined
  await host.usage()
  const outcome = await runLoad({ ports: [host.port], terminals, seconds, firstTrace: nextTrace, ...run })
  nextTrace += 100_000
  const line = lineOf(what, outcome)
  lines.push(line)
  if (!options.json) print(line)
  if (!options.json) tellPauses(await host.usage(), outcome)
  if (profiled) tellProfile(await profiled())
  if (allocated) tellAllocations(await allocated(), outcome)
  return outcome
}

/** Whose pauses the tail of the latencies is: the host's, or the generator's, which has no core of its own here. */
function tellPauses(
  { late_ms, collections }: Usage,
  { sentLate_ms, late_ms: generator, cpu_us, elapsed_s }: Outcome,
): void {
  const longest = (major: boolean) =>
    Math.max(0, ...collections.filter((each) => each.major === major).map(({ ms }) => ms))
  const total = collections.reduce((sum, { ms }) => sum + ms, 0)
  const [median, most, longestDelay] = late_ms.map((ms) => ms.toFixed(1))
  console.log(
    `  event loop of the host: late by ${median} ms (median), ${most} ms (p99), ${longestDelay} ms (most); ` +
      `${collections.length} collections of ${(total / collections.length).toFixed(1)} ms, longest ${longest(false).toFixed(1)} ms, ` +
      `full ones ${longest(true).toFixed(1)} ms`,
  )
  console.log(
    `  load generator: messages left ${percentile(sentLate_ms, 0.5).toFixed(1)} ms late (median), ` +
      `${percentile(sentLate_ms, 0.99).toFixed(1)} ms (p99); its event loop ${generator[0].toFixed(1)} ms (p99), ` +
      `${generator[1].toFixed(1)} ms (most); ${(cpu_us / 1e6 / elapsed_s).toFixed(2)} of a core`,
  )
}

function tellProfile(profile: Profile): void {
  for (const [name, share] of hottest(profile, 30))
    console.log(`    ${(share * 100).toFixed(1).padStart(5)} %  ${name}`)
  console.log(`  store's part of the main thread: ${(100 * shareOf(profile, STORE)).toFixed(1)} %`)
}

function tellAllocations(head: Allocations, { approved, refused }: Outcome): void {
  const messages = approved + refused
  console.log(`  allocated in the main thread for each answer: ${(totalOf(head) / messages / 1_024).toFixed(1)} KB`)
  for (const [name, bytes] of heaviest(head, 40))
    console.log(`    ${(bytes / messages).toFixed(0).padStart(6)} B  ${name}`)
}

/** CPU of these hosts from now on, in microseconds. */
async function cpuOf(...hosts: readonly RunningHost[]): Promise<() => Promise<number>> {
  const before = await Promise.all(hosts.map((each) => each.usage()))
  return async () => {
    const after = await Promise.all(hosts.map((each) => each.usage()))
    return after.reduce((sum, { cpu }, index) => sum + us(cpu, (before[index] as Usage).cpu), 0)
  }
}

/** What a busy machine, or one with too few cores for all that runs here, does not distort comes second. */
function tellRatio(to: string, { approved, elapsed_s }: Outcome, used_us: number): void {
  const inTime = approved / elapsed_s / capacity.perSecond
  const perCpu = (approved * capacity.cpu_us) / used_us
  console.log(`  ratio to ${to}: ${inTime.toFixed(2)}; payments for the same CPU of the hosts: ${perCpu.toFixed(2)}`)
}

const us = (usage: NodeJS.CpuUsage, before: NodeJS.CpuUsage): number =>
  usage.user + usage.system - before.user - before.system

/** What the host does when nobody has to wait: in a second, and for what CPU. */
interface Capacity {
  readonly perSecond: number
  readonly cpu_us: number
}

async function closedLoop(): Promise<Capacity> {
  const before: Usage = await host.usage()
  const threadsBefore = host.threads()
  const outcome = await measure('closed loop', {})
  const after = await host.usage()
  const threads = Object.entries(host.threads())
    .map(([name, { cpu_s, disk_bytes }]) => ({
      name,
      cpu_s: cpu_s - (threadsBefore[name]?.cpu_s ?? 0),
      disk_bytes: disk_bytes - (threadsBefore[name]?.disk_bytes ?? 0),
    }))
    .filter(({ cpu_s }) => cpu_s > 0.05)
    .toSorted((left, right) => right.cpu_s - left.cpu_s)
  const done = outcome.approved
  const total_us = us(after.cpu, before.cpu) / done
  const main_us = us(after.main, before.main) / done
  console.log(
    `  CPU of the host for one authorization: ${total_us.toFixed(0)} us, ${main_us.toFixed(0)} us of it in the main thread; ` +
      `so one core carries ${Math.round(1e6 / total_us)}/s. Memory ${Math.round(after.rss / 1_048_576)} MB.`,
  )
  const journal = threads.find(({ name }) => name === JOURNAL_WRITER)?.cpu_s ?? 0
  const journal_us = (journal * 1e6) / done
  console.log(`  journal: ${(100 * (journal_us / total_us)).toFixed(1)} % of that in its writer`)
  for (const { name, cpu_s, disk_bytes } of threads) {
    const disk = disk_bytes > 0 ? `, ${(disk_bytes / done / 1_024).toFixed(1)} KB to the disk` : ''
    console.log(`    ${name.padEnd(24)} ${((cpu_s * 1e6) / done).toFixed(1)} us${disk}`)
  }
  return { perSecond: outcome.approved / outcome.elapsed_s, cpu_us: total_us }
}

/** What a payment costs each of these hosts, and the database. */
interface Cost {
  readonly perSecond: number
  readonly hosts_us: readonly number[]
  readonly database_us: number
}

/** `payAt`: those of the hosts that the load is sent to. */
async function costOf(
  what: string,
  hosts: readonly RunningHost[],
  payAt: readonly RunningHost[],
  by: readonly LoadTerminal[],
): Promise<Cost> {
  const used = await Promise.all(hosts.map((each) => cpuOf(each)))
  const before = cpuOfFamily(server?.pid())
  const { approved, elapsed_s } = await measure(what, { ports: payAt.map(({ port }) => port), terminals: by })
  const database_us = (cpuOfFamily(server?.pid()) - before) / approved
  const hosts_us = await Promise.all(used.map(async (since) => (await since()) / approved))
  return { perSecond: approved / elapsed_s, hosts_us, database_us }
}

const sum = (figures: readonly number[]): number => figures.reduce((total, each) => total + each, 0)

/**
 * Two hosts beside one. Where both have all they can do, load, issuer, database and hosts take turns on the cores of this machine, and that
 * costs each of them more than the payments: what a second host adds to a payment is told by one that only looks on. One host is measured before and
 * after, so that what drifts meanwhile is no gain.
 */
async function compareTwo(startSecond: () => Promise<RunningHost>): Promise<void> {
  const before = await costOf('closed loop, one host', [host], [host], terminals)
  const second = await startSecond()
  const both = [host, second]
  const ports = both.map(({ port }) => port)
  await runLoad({ ports, terminals: registered, seconds: Number(options.warm), firstTrace: nextTrace })
  nextTrace += 100_000
  const two = await costOf('closed loop, two hosts', both, both, registered)
  const beside = await costOf('one host, another looks on', both, [host], terminals)
  await second.stop()
  const after = await costOf('closed loop, one host again', [host], [host], terminals)
  const alone_us = (sum(before.hosts_us) + sum(after.hosts_us)) / 2
  const [own_us, other_us] = beside.hosts_us as [number, number]
  const perSecond = (before.perSecond + after.perSecond) / 2
  const us = (figure: number) => `${figure.toFixed(0)} us`
  console.log(
    `  ratio of two to one: ${(two.perSecond / perSecond).toFixed(2)} on the ${cpus().length} cores that load, issuer, database and hosts ` +
      `share, where a payment takes the hosts ${us(sum(two.hosts_us))} instead of ${us(alone_us)}, the database ${us(two.database_us)} instead of ` +
      `${us((before.database_us + after.database_us) / 2)};\n  with another host that looks on it takes its own host ${us(own_us)}, and the other ` +
      `${us(other_us)}: by that two would do ${((2 * alone_us) / (own_us + other_us)).toFixed(2)} x what one does, where each has cores of its own and ` +
      'the database keeps up',
  )
}

console.log(
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? ''}, ${terminals.length} terminals, ${
    databaseUrl ? 'PostgreSQL' : 'SQLite'
  }. Load, issuer and host share this machine.`,
)
const host = await startHostProcess(settings)
await runLoad({ ports: [host.port], terminals, seconds: Number(options.warm), firstTrace: nextTrace })
nextTrace += 100_000
const capacity = await closedLoop()
if (wanted.has('half')) await measure('half of that', { rate: capacity.perSecond / 2 })
if (wanted.has('overload')) {
  for (const factor of [2, 10]) {
    const usedBy = await cpuOf(host)
    const outcome = await measure(`overload ${factor} x`, { rate: capacity.perSecond * factor })
    const goodput = outcome.approved / outcome.elapsed_s / capacity.perSecond
    const used_us = await usedBy()
    const approved_us = outcome.approved * capacity.cpu_us
    const refusal_us = (used_us - approved_us) / outcome.refused
    console.log(
      `  goodput ${(100 * goodput).toFixed(0)} %, ${((100 * approved_us) / used_us).toFixed(0)} % for the same CPU of the host; ` +
        `a refusal takes ${refusal_us.toFixed(1)} us of it; refusal p99 ${percentile(outcome.refused_ms, 0.99).toFixed(0)} ms`,
    )
  }
}
if (wanted.has('fairness')) {
  const outcome = await measure('one terminal at 100 x, overload 4 x', { rate: capacity.perSecond * 4, flood: 100 })
  console.log(`  Jain index ${jain(outcome.approvedByTerminal).toFixed(3)}`)
}
if (wanted.has('tls')) {
  const tls = { ca: authority.certificate, cert: theirs.certificate, key: theirs.key }
  const usedBy = await cpuOf(host)
  tellRatio('the clear', await measure('closed loop, mutual TLS', { ports: [host.tlsPort], tls }), await usedBy())
}
if (wanted.has('two') && databaseUrl) {
  // The same keys and module, as hosts that share a database must have; files of its own.
  const other = mkdtempSync(join(tmpdir(), 'fiftyfive-bench-'))
  cpSync(hostDirectory(data), hostDirectory(other), { recursive: true, filter: (path) => !PASSING.test(path) })
  await compareTwo(() => startHostProcess({ ...settings, data: other }))
  rmSync(other, { recursive: true, force: true })
}
if (options.json) console.log(JSON.stringify({ capacity: capacity.perSecond, lines }))
await host.stop()
issuer.stop()
await server?.stop()
rmSync(data, { recursive: true, force: true })
