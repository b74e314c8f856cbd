// `fiftyfive bench fail-over`: what becomes of acknowledged commits when, under load, PostgreSQL is restarted, its
// synchronous standby is lost, and its machine dies and the standby takes over.
import type { JournalEntry } from '@fiftyfive/acquiring'
import { openSharedStore, type SharedStore, verifySharedJournal } from '@fiftyfive/store/postgres'
import { postgresPrograms, type PrivateServer, query, startPrivateServer, startStandby } from '@fiftyfive/store/testing'

const WRITERS = 32
const SECONDS = 3
/** For the measurement; a host waits longer. */
const COMMIT_MAX_MS = 2_000

let lastNumber = 0
const keyOf = (number: number): string => `T0000001-000001-${number}`
const reversal = (number: number): JournalEntry => ({
  type: 'reversal-received',
  key: keyOf(number),
  terminalId: 'T0000001',
  reason: '98',
})

const pause = (pause_ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause_ms))

/** Commits until the store says that it cannot any more; gives the numbers that it acknowledged. */
async function commitUntilItFails(store: SharedStore['store']): Promise<readonly number[]> {
  const acknowledged: number[] = []
  let failed = false
  const write = async () => {
    while (!failed) {
      const number = ++lastNumber
      try {
        await store.commit(number, [reversal(number)])
        acknowledged.push(number)
      } catch {
        failed = true
      }
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, write))
  return acknowledged
}

interface Outcome {
  readonly acknowledged: number
  readonly lost: number
  readonly isWhole: boolean
  readonly took_ms: number
}

/** Lets something happen while commits are made, and looks for all of them where `recover` says that they should be. */
async function under(url: string, happen: () => Promise<void>, recover: () => Promise<string>): Promise<Outcome> {
  const host = await openSharedStore(url, COMMIT_MAX_MS)
  const committing = commitUntilItFails(host.store)
  await pause(SECONDS * 1_000)
  const began = performance.now()
  await happen()
  const acknowledged = await committing
  const closed = host.close().catch(() => undefined)
  const recovered = await recover()
  const successor = await openSharedStore(recovered)
  await successor.store.commit(0, [reversal(++lastNumber)])
  const took_ms = performance.now() - began
  await closed
  const there = await Promise.all(acknowledged.map(async (number) => successor.store.wasReversed(keyOf(number))))
  await successor.close()
  const { broken } = await verifySharedJournal(recovered)
  const lost = there.filter((found) => !found).length
  return { acknowledged: acknowledged.length, lost, isWhole: broken === undefined, took_ms }
}

function tell(what: string, { acknowledged, lost, isWhole, took_ms }: Outcome, more = ''): boolean {
  console.log(
    `${what}: ${acknowledged} commits acknowledged, ${lost} of them lost; the next one after ${took_ms.toFixed(0)} ms; ` +
      `chain ${isWhole ? 'whole' : 'BROKEN'}${more}`,
  )
  return lost === 0 && isWhole
}

async function waitFor(primary: PrivateServer, standby: string): Promise<void> {
  await query(primary.url, `ALTER SYSTEM SET synchronous_standby_names = '${standby}'`)
  await query(primary.url, 'SELECT pg_reload_conf()')
}

/** Whether a host that starts now is told why it must not. */
const isRefused = (url: string): Promise<boolean> =>
  openSharedStore(url).then(
    (store) => store.close().then(() => false),
    () => true,
  )

if (!postgresPrograms()) {
  console.error('no PostgreSQL programs were found; set FIFTYFIVE_POSTGRES_BIN to their folder')
  process.exit(2)
}
const primary = await startPrivateServer({ wal_level: 'replica', max_wal_senders: '4', hot_standby: 'on' })
const url = await primary.database('payments')
const held: boolean[] = []

const restarted = await under(
  url,
  () => primary.shutDown(),
  async () => {
    await primary.start()
    return url
  },
)
held.push(tell('PostgreSQL restarted', restarted))

const standby = await startStandby(primary)
const attached = "SELECT FROM pg_stat_replication WHERE application_name = 'standby' AND sync_state = 'sync'"
await waitFor(primary, 'standby')
while ((await query(primary.url, attached)).rowCount === 0) await pause(50)

let isToldWhy = false
const bereft = await under(
  url,
  () => standby.kill(),
  async () => {
    // A host that came back now would hang with its first payment.
    isToldWhy = await isRefused(url)
    await standby.start()
    while ((await query(primary.url, attached)).rowCount === 0) await pause(50)
    return url
  },
)
held.push(
  tell('standby lost and back', bereft, `; a host meanwhile ${isToldWhy ? 'refuses to start' : 'STARTS'}`),
  isToldWhy,
)

const newUrl = url.replace(new URL(primary.url).port, new URL(standby.url).port)
const taken = await under(
  url,
  () => primary.kill(),
  async () => {
    standby.promote()
    // The settings came with the copy; the new primary waits for nobody until it has a standby of its own.
    await waitFor(standby, '')
    return newUrl
  },
)
// The old primary comes back and does not know: it must take no commit.
await primary.start()
const isFenced = await isRefused(url)
held.push(
  tell('standby takes over', taken, `; the old primary ${isFenced ? 'takes nothing' : 'TAKES COMMITS'}`),
  isFenced,
)

await Promise.all([primary.stop(), standby.stop()])
process.exit(held.every(Boolean) ? 0 : 1)
