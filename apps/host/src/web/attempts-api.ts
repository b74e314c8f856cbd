import type { AttemptDetail, Confirmation, Overview, Page } from '@fiftyfive/contract'
import { type Clock, ok } from '@fiftyfive/kernel'
import type { ObservationCount, ObservationLog } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import type { Watch } from '../observations/watch.ts'
import type { Pulse } from '../pulse/index.ts'
import type { Reading } from '../reading/reading.ts'
import { serve, serveEvents } from './serve.ts'

const OVERVIEW_WINDOW_MS = 24 * 3_600_000
const SAME_CARD_WINDOW_MS = 3_600_000

export interface AttemptsApiPorts {
  readonly log: ObservationLog
  readonly reading: Reading
  readonly watch: Watch
  readonly pulse: Pulse
  readonly clock: Clock
  /** What people found the cause of that attempt to be. */
  readonly confirmationOf: (attempt: string) => Confirmation | undefined
  readonly health: () => Promise<Pick<Overview, 'links' | 'hsm'>>
}

/** Reading side of the console: figures, list, one attempt, and what happens now. */
export function attemptsApi(server: FastifyInstance, ports: AttemptsApiPorts): void {
  const { log, reading, watch } = ports
  serve(server, 'overview', async () => ok(await overview(ports)))
  serve(server, 'pulse', () => ok(ports.pulse.view()))

  serve(server, 'listAttempts', async ({ query: { before, limit, status, cause, terminal, q } }) => {
    const last = before === undefined ? undefined : log.find(before)
    if (before !== undefined && !last) return refuse('FF_NOT_FOUND')
    const rows = await reading.ask('attempts', {
      limit: limit + 1,
      ...(last ? { before: { at: last.at, id: last.id } } : {}),
      ...(status ? { status } : {}),
      ...(cause ? { cause } : {}),
      ...(terminal ? { terminal } : {}),
      ...(q ? { text: q } : {}),
    })
    return ok(pageOf(rows, limit, (summary) => summary))
  })

  serve(server, 'attempt', async ({ params }) => {
    const stored = await watch.find(params.id)
    if (!stored) return refuse('FF_NOT_FOUND')
    const since = stored.at - SAME_CARD_WINDOW_MS
    const { card } = stored.attempt
    const ofCard = card ? await reading.ask('attempts', { card, since, limit: 20 }) : []
    const sameCard = ofCard.filter(({ id, at }) => id !== stored.id && at <= stored.at + SAME_CARD_WINDOW_MS)
    const confirmation = ports.confirmationOf(stored.id)
    return ok({ ...stored, sameCard, ...(confirmation && { confirmation }) } satisfies AttemptDetail)
  })

  serveEvents(server, 'live', (send) => {
    return watch.subscribeViewer((summary) => send('attempt', summary.id, summary))
  })
}

/** A page of rows of which one more than its limit was asked for; the next begins after its last id. */
export function pageOf<Row, Item extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const items = rows.slice(0, limit).map(itemOf)
  const last = items.at(-1)
  return { items, ...(rows.length > limit && last ? { next: last.id } : {}) }
}

async function overview(ports: AttemptsApiPorts): Promise<Overview> {
  // By the second, so that all who look at once ask the same.
  const since = Math.floor(ports.clock.now() / 1_000) * 1_000 - OVERVIEW_WINDOW_MS
  const counts = await ports.reading.ask('counts', since)
  const sum = (wanted: (kind: ObservationCount) => boolean) =>
    counts.reduce((total, kind) => total + (wanted(kind) ? kind.count : 0), 0)
  const technical = ({ owner }: ObservationCount) => owner !== '' && owner !== 'cardholder' && owner !== 'attacker'
  const causes = new Set(counts.map(({ cause }) => cause).filter((cause) => cause !== ''))
  return {
    since,
    attempts: sum(() => true),
    approved: sum(({ status }) => status === 'approved'),
    pinRefused: sum(({ cause }) => cause !== ''),
    ourFault: sum(technical),
    triesBurntByFaults: sum((kind) => technical(kind) && kind.trySpent === 1),
    rescued: sum(({ cause, rescued }) => cause !== '' && rescued === 1),
    byCause: [...causes]
      .map((cause) => ({
        cause: cause as Overview['byCause'][number]['cause'],
        count: sum((kind) => kind.cause === cause),
      }))
      .toSorted((a, b) => b.count - a.count),
    ...(await ports.health()),
  }
}
