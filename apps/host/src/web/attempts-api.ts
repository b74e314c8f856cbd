import { API, type AttemptDetail, type AttemptSummary, type Overview } from '@fiftyfive/contract'
import type { Clock } from '@fiftyfive/kernel'
import type { ObservationCount, ObservationLog, ObservationRow } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { StoredAttempt, Watch } from '../observations/watch.ts'
import { sendFault } from './server.ts'

const OVERVIEW_WINDOW_MS = 24 * 3_600_000
const SAME_CARD_WINDOW_MS = 3_600_000
const HEARTBEAT_MS = 15_000
const READ = { config: { access: 'attempts.read' as const } }

const listQuery = z.object({
  before: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  status: z.enum(['approved', 'declined', 'pending', 'reversed', 'failed']).optional(),
  cause: z.string().max(30).optional(),
  terminal: z.string().max(8).optional(),
  q: z.string().max(40).optional(),
})

export interface AttemptsApiPorts {
  readonly log: ObservationLog
  readonly watch: Watch
  readonly clock: Clock
  readonly health: () => Promise<Pick<Overview, 'links' | 'hsm'>>
}

/** Reading side of the console: figures, list, one attempt, and what happens now. */
export function attemptsApi(server: FastifyInstance, ports: AttemptsApiPorts): void {
  const { log, watch } = ports
  server.get(API.overview, READ, async () => overview(ports))

  server.get(API.attempts, READ, (request, reply) => {
    const query = listQuery.safeParse(request.query)
    if (!query.success) return sendFault(reply, 'FF_INPUT', z.prettifyError(query.error))
    const { before, limit, status, cause, terminal, q } = query.data
    const last = before === undefined ? undefined : log.find(before)
    if (before !== undefined && !last) return sendFault(reply, 'FF_NOT_FOUND')
    const rows = log.list({
      limit: limit + 1,
      ...(last ? { before: { at: last.at, id: last.id } } : {}),
      ...(status ? { status } : {}),
      ...(cause ? { cause } : {}),
      ...(terminal ? { terminal } : {}),
      ...(q ? { text: q } : {}),
    })
    const items = rows.slice(0, limit).map(summaryOf)
    const next = rows.length > limit ? items.at(-1)?.id : undefined
    return next === undefined ? { items } : { items, next }
  })

  server.get<{ Params: { id: string } }>('/api/attempts/:id', READ, (request, reply) => {
    const stored = watch.find(request.params.id)
    if (!stored) return sendFault(reply, 'FF_NOT_FOUND')
    const since = stored.at - SAME_CARD_WINDOW_MS
    const sameCard = log
      .list({ card: stored.attempt.card, since, limit: 20 })
      .filter((row) => row.id !== stored.id && row.at <= stored.at + SAME_CARD_WINDOW_MS)
    const detail: AttemptDetail = { ...stored, sameCard: stored.attempt.card ? sameCard.map(summaryOf) : [] }
    return detail
  })

  server.get(API.live, READ, (request, reply) => {
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    stream.write(': connected\n\n')
    const unsubscribe = watch.subscribe((summary) => {
      // A reader that does not keep up loses events rather than the host its memory; its list reloads on reconnect.
      if (stream.writableNeedDrain) return
      stream.write(`event: attempt\nid: ${summary.id}\ndata: ${JSON.stringify(summary)}\n\n`)
    })
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS).unref()
    request.raw.on('close', () => {
      clearInterval(heartbeat)
      unsubscribe()
    })
  })
}

export function summaryOf(row: ObservationRow): AttemptSummary {
  const {
    attempt: _attempt,
    verdicts: _verdicts,
    messages: _messages,
    timeline: _timeline,
    ...summary
  } = JSON.parse(row.body) as StoredAttempt
  return summary
}

async function overview(ports: AttemptsApiPorts): Promise<Overview> {
  const since = ports.clock.now() - OVERVIEW_WINDOW_MS
  const counts = ports.log.count(since)
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
