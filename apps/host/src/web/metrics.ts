import type { Overview } from '@fiftyfive/contract'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Watch } from '../observations/watch.ts'

export interface MetricsPorts {
  readonly watch: Watch
  readonly health: () => Promise<Pick<Overview, 'links' | 'hsm'>>
}

/** What Prometheus scrapes, with a key that may see health. Labels have few values: no card, terminal or merchant. */
export function metricsApi(server: FastifyInstance, { watch, health }: MetricsPorts): void {
  const registers = [new Registry()]
  const attempts = new Counter({
    name: 'fiftyfive_attempts_total',
    help: 'Payments attempted, by outcome, response code to the till and probable cause.',
    labelNames: ['status', 'code', 'cause'],
    registers,
  })
  const issuerSeconds = new Histogram({
    name: 'fiftyfive_issuer_seconds',
    help: 'Time the issuer took to answer.',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const up = new Gauge({ name: 'fiftyfive_up', help: '1 when the part answers.', labelNames: ['part'], registers })
  watch.subscribe((summary, attempt, isNew) => {
    // A verdict that is revised is the same attempt, told again.
    if (!isNew) return
    attempts.inc({ status: summary.status, code: summary.code, cause: summary.cause ?? '' })
    if (attempt.latency_ms !== undefined) issuerSeconds.observe(attempt.latency_ms / 1000)
  })
  server.get('/metrics', { config: { access: 'health.read' } }, async (_request, reply) => {
    const { links, hsm } = await health()
    for (const link of links) up.set({ part: `link ${link.name}` }, link.up ? 1 : 0)
    up.set({ part: 'security module' }, hsm.up ? 1 : 0)
    return reply.type(registers[0]?.contentType ?? 'text/plain').send(await registers[0]?.metrics())
  })
}
