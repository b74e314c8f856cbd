import type { AcquirerEvent } from '@fiftyfive/acquiring'
import type { FastifyInstance } from 'fastify'
import type { Span, Tracer } from './tracer.ts'

export { Tracer, type TracingConfiguration } from './tracer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    span?: Span
  }
}

/** Each request of the API as a span, by its route, never with its address or query: those may say whom it is about. */
export function traceRequests(server: FastifyInstance, tracer: Tracer): void {
  if (!tracer.isOn) return
  server.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? 'unknown'
    const traceparent = request.headers['traceparent']
    const attributes = { 'http.request.method': request.method, 'http.route': route }
    request.span = tracer.start(
      `${request.method} ${route}`,
      attributes,
      typeof traceparent === 'string' ? traceparent : undefined,
    )
  })
  server.addHook('onResponse', async (request, reply) => {
    request.span?.set({ 'http.response.status_code': reply.statusCode })
    request.span?.end(reply.statusCode >= 500)
  })
}

/** The steps of a payment that was just answered, as spans below its message. */
export function traceSteps(tracer: Tracer, event: AcquirerEvent): void {
  if (!tracer.isOn || event.type !== 'attempt') return
  const { timeline, at } = event.observation
  let from = at
  for (const entry of timeline) {
    tracer.past(entry.step, from, entry.at)
    from = entry.at
  }
}
