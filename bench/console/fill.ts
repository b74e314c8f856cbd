import { join } from 'node:path'
import type { Merchant } from '@fiftyfive/acquiring'
import type { Incident } from '@fiftyfive/contract'
import {
  type Database,
  incidentLog,
  observationLog,
  type ObservationRow,
  openAcquirerDatabase,
  openOwnStore,
} from '@fiftyfive/store/sqlite'
import type { StoredAttempt } from '../../apps/host/src/observations/stored-attempt.ts'

const WINDOW_MS = 7 * 86_400_000
const MERCHANTS = 120
const TERMINALS = 600
const CARDS = 9_000
const BATCH = 500
const CAUSES = ['slip', 'forgotten', 'online-locked', 'network', 'block-format'] as const

/** What the benchmark asks pages about. */
export interface Filled {
  readonly attempts: number
  readonly terminal: string
  readonly merchant: string
  readonly card: string
  readonly incident: string
  readonly refusal: string
}

/**
 * Spreads copies of an approved and a refused attempt, as the host wrote them, over a week of a fleet. Approved ones
 * keep their messages where a busy host would have kept them: for one in ten.
 */
export async function fill(directory: string, count: number, until: number): Promise<Filled> {
  const database = openAcquirerDatabase(join(directory, 'observations.db'))
  const log = observationLog(database)
  const [approved, refused] = (['approved', 'declined'] as const).map((status) => log.list({ status, limit: 1 })[0])
  if (!approved || !refused) throw new Error('a payment and a refusal are needed to begin with')
  const templates = [approved, refused].map(({ body }) => JSON.parse(body) as StoredAttempt)
  await registerMerchants(directory)
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) =>
      rowOf(from + index, until - WINDOW_MS + ((from + index) * WINDOW_MS) / count, templates),
    )
    await log.put(rows)
  }
  const incident = await tellIncident(database, until)
  const refusal = log.list({ refused: true, limit: 1 })[0]?.id ?? refused.id
  const attempts = Number(countOf(database))
  await database.close()
  return { attempts, terminal: terminalOf(7), merchant: merchantOf(7), card: cardOf(7), incident, refusal }
}

const DAY_MS = 86_400_000

/** An incident of three days at a third of the fleet. */
async function tellIncident(database: Database, until: number): Promise<string> {
  const since = until - 3 * DAY_MS
  const incident: Incident = {
    id: 'i-bench-1',
    symptom: 'malformed-block',
    scope: ['version=2.1.0'],
    since,
    foundAt: since + 60_000,
    updatedAt: until,
    state: 'open',
    cause: 'block-format',
    confidence: 0.93,
    ranking: [
      { cause: 'block-format', probability: 0.93 },
      { cause: 'incompatible', probability: 0.05 },
    ],
    evidence: [{ id: 'pin-block.bad-control', group: 'pin-block', values: {}, weight: 3.8 }],
    figures: {
      sessions: 14_000,
      failed: 700,
      expected: 60,
      cards: 650,
      merchants: 100,
      terminals: 200,
      amountAtRisk_minor: 9_000_000,
      nearLockout: 2,
      controlRate: 0.01,
    },
  }
  const row = { id: incident.id, found: incident.foundAt, state: incident.state, body: JSON.stringify(incident) }
  await incidentLog(database).put([row])
  return incident.id
}

const countOf = (database: Database): unknown => database.get('SELECT count(*) AS n FROM observation')?.['n']
const terminalOf = (index: number): string => `B${String(index % TERMINALS).padStart(7, '0')}`
const merchantOf = (index: number): string => `8983101559${String((index % TERMINALS) % MERCHANTS).padStart(5, '0')}`
const cardOf = (index: number): string => `bench-card-${(index * 31) % CARDS}`

async function registerMerchants(directory: string): Promise<void> {
  const database = openAcquirerDatabase(join(directory, 'host.db'))
  const own = openOwnStore(database)
  const merchants = Array.from({ length: MERCHANTS }, (_, index): Merchant => {
    return { id: merchantOf(index), name: { en: `Shop ${index}`, 'zh-CN': `门店 ${index}` } }
  })
  await own.store.commit(
    Date.now(),
    merchants.map((merchant) => ({ type: 'merchant-registered', merchant })),
  )
  await own.catchUp()
  await database.close()
}

/** Every 20th attempt is refused: of those at terminals with the newer software most. */
function rowOf(index: number, at: number, [approved, refused]: readonly StoredAttempt[]): ObservationRow {
  const isRefused = index % 20 === 0
  const template = (isRefused ? refused : approved) as StoredAttempt
  const terminal = terminalOf(index * 7)
  const merchant = merchantOf(index * 7)
  const version = index % 3 === 0 ? '2.1.0' : '2.0.3'
  const cause = isRefused ? (CAUSES[(index / 20) % CAUSES.length] as (typeof CAUSES)[number]) : undefined
  const id = `${terminal}-000001-${String(index % 1_000_000).padStart(6, '0')}`
  const range = ['622588', '621700', '623055'][index % 3] as string
  const amount_minor = 500 + ((index * 37) % 40_000)
  const stored: StoredAttempt = {
    ...template,
    id,
    at: Math.floor(at),
    terminal,
    amount_minor,
    ...(cause ? { cause } : {}),
    attempt: {
      ...template.attempt,
      id,
      at: Math.floor(at),
      terminal,
      merchant,
      card: cardOf(index),
      range,
      softwareVersion: version,
      amount_minor,
    },
    messages: isRefused || index % 10 === 0 ? template.messages : [],
  }
  return {
    id,
    at: stored.at,
    card: stored.attempt.card,
    terminal,
    status: stored.status,
    cause: cause ?? '',
    owner: cause === undefined ? '' : cause === 'block-format' ? 'terminal' : 'cardholder',
    trySpent: isRefused ? 1 : 0,
    rescued: index % 40 === 0 ? 1 : 0,
    merchant,
    model: stored.attempt.model ?? '',
    version,
    range,
    issuer: stored.attempt.issuer ?? '',
    entry: stored.entryMode,
    panLength: String(stored.attempt.panLength ?? ''),
    key: stored.attempt.keyCheck ?? '',
    maskedPan: stored.maskedPan,
    amount_minor,
    body: JSON.stringify(stored),
  }
}
