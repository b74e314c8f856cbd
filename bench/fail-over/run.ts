// `fiftyfive bench fail-over`: the primary is killed while payments are committed, and its synchronous standby takes over.
import type { JournalEntry } from '@fiftyfive/acquiring'
import { openSharedStore, verifySharedJournal } from '@fiftyfive/store/postgres'
import { postgresPrograms, query, startPrivateServer, startStandby } from '@fiftyfive/store/testing'

const WRITERS = 32
const SECONDS = 3

const keyOf = (number: number): string => `T0000001-000001-${number}`
const reversal = (number: number): JournalEntry => ({
  type: 'reversal-received',
  key: keyOf(number),
  terminalId: 'T0000001',
  reason: '98',
})

if (!postgresPrograms()) {
  console.error('no PostgreSQL programs were found; set FIFTYFIVE_POSTGRES_BIN to their folder')
  process.exit(2)
}
const primary = await startPrivateServer({ wal_level: 'replica', max_wal_senders: '4', hot_standby: 'on' })
const url = await primary.database('payments')
const standby = await startStandby(primary)
await query(primary.url, "ALTER SYSTEM SET synchronous_standby_names = 'standby'")
await query(primary.url, 'SELECT pg_reload_conf()')
const attached = "SELECT FROM pg_stat_replication WHERE application_name = 'standby' AND sync_state = 'sync'"
while ((await query(primary.url, attached)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 50))

const host = await openSharedStore(url)
const acknowledged: number[] = []
let failed = false
const write = async (first: number) => {
  for (let number = first; !failed; number += WRITERS) {
    try {
      await host.store.commit(number, [reversal(number)])
      acknowledged.push(number)
    } catch {
      failed = true
    }
  }
}
const writers = Promise.all(Array.from({ length: WRITERS }, (_, index) => write(index + 1)))
await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000))
const killedAt = performance.now()
await primary.kill()
await writers
await host.close().catch(() => undefined)
standby.promote()
const newUrl = url.replace(new URL(primary.url).port, new URL(standby.url).port)
// The settings came with the copy; the new primary waits for nobody until it has a standby of its own.
await query(standby.url, 'ALTER SYSTEM RESET synchronous_standby_names')
await query(standby.url, 'SELECT pg_reload_conf()')
const successor = await openSharedStore(newUrl)
await successor.store.commit(0, [reversal(0)])
const took_ms = performance.now() - killedAt

const there = await Promise.all(acknowledged.map((number) => successor.store.wasReversed(keyOf(number))))
const lost = there.filter((found) => !found).length
await successor.close()
const { broken } = await verifySharedJournal(newUrl)

// The old primary comes back and does not know: it must take no commit.
await primary.start()
const refused = await openSharedStore(url).then(
  async (old) => {
    await old.close()
    return false
  },
  () => true,
)
console.log(
  `${acknowledged.length} commits acknowledged, ${lost} of them lost; first commit on the standby ${took_ms.toFixed(0)} ms after the kill; ` +
    `chain ${broken ? 'BROKEN' : 'whole'}; the old primary ${refused ? 'takes nothing' : 'TAKES COMMITS'}`,
)
await Promise.all([primary.stop(), standby.stop()])
process.exit(lost === 0 && !broken && refused ? 0 : 1)
