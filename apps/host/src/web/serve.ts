import { isDeepStrictEqual } from 'node:util'
import { type Route, type RouteName, ROUTES } from '@fiftyfive/contract'
import { type AnswerOf, type Parsed, type RouteSchemas, SCHEMAS } from '@fiftyfive/contract/schemas'
import { assert, type Fault, type Result } from '@fiftyfive/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Caller } from '../accounts/ports.ts'
import { callerOf } from './guard.ts'
import { sendFault } from './server.ts'

/** A request whose parts were checked against the route's schemas. */
export interface Call<Name extends RouteName> {
  readonly params: Parsed<Name, 'params'>
  readonly query: Parsed<Name, 'query'>
  readonly body: Parsed<Name, 'body'>
  readonly caller: Caller & { readonly userAgent: string }
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What a route answers; where that is `{ ok: true }`, nothing need be said. */
type Answer<Name extends RouteName> =
  AnswerOf<Name> extends { readonly ok: true } ? AnswerOf<Name> | void : AnswerOf<Name>

export type Handler<Name extends RouteName> = (
  call: Call<Name>,
) => Result<Answer<Name>, Fault> | Promise<Result<Answer<Name>, Fault>>

/** Puts a handler behind a route of the table: access, limits and repeats are the table's, validation the schemas'. */
export function serve<Name extends RouteName>(server: FastifyInstance, name: Name, handle: Handler<Name>): void {
  const route: Route = ROUTES[name]
  const { answer }: RouteSchemas = SCHEMAS[name]
  register(server, name, async (request, reply, parts) => {
    const result = await handle({ ...(parts as object), caller: callerOf(request), request, reply } as Call<Name>)
    if (!result.ok) return sendFault(reply, result.error.code, result.error.detail || undefined)
    const value: unknown = result.value ?? { ok: true }
    if (server.checksAnswers) checkAnswer(name, answer, value)
    return reply.code(route.status ?? 200).send(value)
  })
}

/** A file of its own name: shown when a browser can, never run. */
interface ServedFile {
  readonly name: string
  readonly type: string
  readonly content: string | Uint8Array
}

/** Whatever a file says, it loads nothing and runs nothing. */
const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

/** A route that answers with a file. */
export function serveFile<Name extends RouteName>(
  server: FastifyInstance,
  name: Name,
  handle: (call: Call<Name>) => Promise<Result<ServedFile, Fault>>,
): void {
  register(server, name, async (request, reply, parts) => {
    const result = await handle({ ...(parts as object), caller: callerOf(request), request, reply } as Call<Name>)
    if (!result.ok) return sendFault(reply, result.error.code, result.error.detail || undefined)
    const { name: fileName, type, content } = result.value
    const shown = type.startsWith('text/html') || type === 'application/pdf' ? 'inline' : 'attachment'
    reply.header('content-disposition', `${shown}; filename="${fileName}"`).header('cache-control', 'no-store')
    if (type.startsWith('text/html')) reply.header('content-security-policy', FILE_POLICY)
    return reply.type(type).send(typeof content === 'string' ? content : Buffer.from(content))
  })
}

/** Keeps a connection open that passes by or a proxy would take for dead. */
const HEARTBEAT_MS = 15_000

/** A route of server-sent events: `subscribe` is given what sends one, and gives back what ends it. */
export function serveEvents<Name extends RouteName>(
  server: FastifyInstance,
  name: Name,
  subscribe: (send: (event: string, id: string, data: AnswerOf<Name>) => void) => () => void,
): void {
  const { answer }: RouteSchemas = SCHEMAS[name]
  register(server, name, (request, reply) => {
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    stream.write(': connected\n\n')
    const unsubscribe = subscribe((event, id, data) => {
      if (server.checksAnswers) checkAnswer(name, answer, data)
      // A reader that does not keep up loses events rather than the host its memory; its list reloads on reconnect.
      if (stream.writableNeedDrain) return
      stream.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`)
    })
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS).unref()
    request.raw.on('close', () => {
      clearInterval(heartbeat)
      unsubscribe()
    })
    return Promise.resolve()
  })
}

type Parts = Readonly<Record<'params' | 'query' | 'body', unknown>>

function register(
  server: FastifyInstance,
  name: RouteName,
  handle: (request: FastifyRequest, reply: FastifyReply, parts: Parts) => Promise<unknown>,
): void {
  const route: Route = ROUTES[name]
  const schemas: RouteSchemas = SCHEMAS[name]
  server.route({
    method: route.method,
    url: route.path,
    config: {
      access: route.access,
      repeat: route.repeat,
      ...(route.confirmed ? { confirmed: true } : {}),
      ...(route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: 60_000 } }),
    },
    handler: async (request, reply) => {
      const parts: Record<string, unknown> = {}
      for (const part of ['params', 'query', 'body'] as const) {
        const schema = schemas[part]
        if (!schema) continue
        const parsed = schema.safeParse(request[part])
        if (!parsed.success) return sendFault(reply, 'FF_INPUT', z.prettifyError(parsed.error))
        parts[part] = parsed.data
      }
      return handle(request, reply, parts as Parts)
    },
  })
}

/** In tests: what is answered is what the description says, with nothing beyond it. */
function checkAnswer(name: string, schema: z.ZodType, value: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(value))
  const parsed = schema.safeParse(sent)
  assert(
    parsed.success,
    `${name} answers otherwise than described: ${parsed.success ? '' : z.prettifyError(parsed.error)}`,
  )
  assert(isDeepStrictEqual(parsed.data, sent), `${name} answers more than described: ${JSON.stringify(sent)}`)
}
