import { existsSync } from 'node:fs'
import { API } from '@fiftyfive/contract'
import { FAULTS, type FaultCode } from '@fiftyfive/kernel'
import { messagesIn } from '@fiftyfive/messages'
import { RecordChanged } from '@fiftyfive/store/sqlite'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'

/** Pages load nothing from elsewhere and run no inline script; Mantine sets inline styles. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** What Vite names with a hash of its content. */
const HASHED = /[\\/]assets[\\/][^\\/]+$/

const BODY_LENGTH_MAX = 64 * 1024

declare module 'fastify' {
  interface FastifyInstance {
    /** In tests every answer is held against its description. */
    readonly checksAnswers: boolean
  }
}

/** The one web port: API, live events and the built pages. */
export async function webServer(
  pages: Readonly<Record<string, string>>,
  logger: Logger,
  { checksAnswers = false }: { readonly checksAnswers?: boolean } = {},
): Promise<FastifyInstance> {
  const server = fastify({ bodyLimit: BODY_LENGTH_MAX, forceCloseConnections: true })
  server.decorate('checksAnswers', checksAnswers)
  server.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', CONTENT_SECURITY_POLICY)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
  })
  server.setErrorHandler((failure: Error & { statusCode?: number }, request, reply) => {
    if (failure instanceof RecordChanged)
      return sendFault(reply, 'FF_CONFLICT', 'changed meanwhile: look again, then try again')
    if (failure.statusCode === 429) return sendFault(reply, 'FF_TOO_MANY_REQUESTS')
    const expected = failure.statusCode !== undefined && failure.statusCode < 500
    if (!expected) {
      logger.error({ reason: failure.message }, 'request failed')
      // How far it came is not known: a repetition must not be told that nothing was done.
      delete request.answerId
    }
    return sendFault(reply, expected ? 'FF_INPUT' : 'FF_STORE_UNAVAILABLE', expected ? failure.message : undefined)
  })
  server.setNotFoundHandler((_request, reply) => sendFault(reply, 'FF_NOT_FOUND'))
  const built = Object.entries(pages).filter(([, directory]) => existsSync(directory))
  for (const [index, [prefix, root]] of built.entries()) {
    await server.register(fastifyStatic, {
      root,
      prefix: `/${prefix}/`,
      decorateReply: index === 0,
      redirect: true,
      // The build puts a compressed one beside each file.
      preCompressed: true,
      setHeaders: (reply, path) => {
        // Named by what is in them: what such a name stands for never changes.
        if (HASHED.test(path)) reply.header('cache-control', 'public, max-age=31536000, immutable')
      },
    })
  }
  server.get('/', (_request, reply) => reply.redirect(built.length > 0 ? `/${built[0]?.[0]}/` : API.overview))
  server.get('/health', () => ({ ok: true }))
  return server
}

/** The one error envelope of the API. `detail` is for people who call it and holds nothing secret. */
export function sendFault(reply: FastifyReply, code: FaultCode, detail?: string): FastifyReply {
  const message = detail ?? messagesIn('en').faults[code]
  return reply.code(FAULTS[code].http).send({ error: { code, message } })
}

/** Where the browser says it is: passkeys are bound to origin and host. */
export const siteOf = (request: FastifyRequest): { readonly origin: string; readonly host: string } => ({
  origin: `${request.protocol}://${request.host}`,
  host: request.hostname,
})
