import { createHash } from 'node:crypto'
import type { Route } from '@fiftyfive/contract'
import type { FastifyInstance } from 'fastify'
import type { AccountPorts } from '../accounts/ports.ts'
import { sendFault } from './server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    repeat?: Route['repeat']
  }
  interface FastifyRequest {
    /** Under which the answer to this request is to be kept. */
    answerId?: string
  }
}

/** A request that came with a key. Without `sealed` it has no answer yet, or had none when the process ended. */
interface StoredAnswer {
  readonly at: number
  /** SHA-256 of the body. */
  readonly body: string
  readonly status?: number
  /** The answer under the key of the account file: it may hold a secret that is shown once. */
  readonly sealed?: string
}

const KEPT_MS = 24 * 3_600_000
const PRUNED_EVERY_MS = 3_600_000
const KEY = /^[\w.:-]{8,100}$/
/** Nothing was done: the same key may try again. */
const NOT_DONE: ReadonlySet<number> = new Set([401, 403, 429])

const hash = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header) on every route whose repetition would do something again.
 * The key is durable before the work begins and the answer before it leaves. A repetition gets that answer; one that
 * meets no answer, because the work is under way or the process ended during it, is refused rather than done again.
 */
export function idempotency(server: FastifyInstance, ports: AccountPorts): void {
  const { store, clock, sealing } = ports
  let prunedAt = clock.now()

  server.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (request.routeOptions.config.repeat !== 'by-key' || key === undefined) return
    if (typeof key !== 'string' || !KEY.test(key))
      return sendFault(reply, 'FF_INPUT', 'Idempotency-Key: 8 to 100 letters, digits or .:_- are expected')
    const id = hash(request.identity?.name ?? '', request.method, request.url, key)
    const body = hash(JSON.stringify(request.body ?? null))
    return ports.turns.take(`answer ${id}`, async () => {
      const found = store.find<StoredAnswer>('answer', id)
      const known = found && found.at > clock.now() - KEPT_MS ? found : undefined
      if (known && known.body !== body) return sendFault(reply, 'FF_IDEMPOTENCY_KEY')
      if (known?.sealed === undefined && known) return sendFault(reply, 'FF_IN_PROGRESS')
      if (known?.sealed !== undefined) {
        reply.header('idempotency-replayed', 'true').type('application/json; charset=utf-8')
        return reply.code(known.status ?? 200).send(sealing.open(known.sealed))
      }
      await store.commit(clock.now(), [], [{ kind: 'answer', id, body: { at: clock.now(), body } }])
      request.answerId = id
    })
  })

  server.addHook('onSend', async (request, reply, payload) => {
    const id = request.answerId
    if (id === undefined) return payload
    const started = store.find<StoredAnswer>('answer', id)
    const undone = NOT_DONE.has(reply.statusCode) || reply.statusCode >= 500
    const answer = {
      ...started,
      status: reply.statusCode,
      sealed: sealing.seal(typeof payload === 'string' ? payload : ''),
    }
    await store.commit(clock.now(), [], [{ kind: 'answer', id, body: undone ? undefined : answer }, ...outdated()])
    return payload
  })

  function outdated() {
    const now = clock.now()
    if (now - prunedAt < PRUNED_EVERY_MS) return []
    prunedAt = now
    return store
      .entries<StoredAnswer>('answer')
      .filter(([, { at }]) => at <= now - KEPT_MS)
      .map(([id]) => ({ kind: 'answer' as const, id, body: undefined }))
  }
}
