import type { Overview } from '@fiftyfive/contract'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Pulse } from '../pulse/index.ts'
import type { Watch } from '../observations/watch.ts'

export interface MetricsPorts {
  readonly watch: Pick<Watch, 'subscribe'>
  readonly pulse: Pick<Pulse, 'onTime'>
  readonly health: () => Promise<Pick<Overview, 'links' | 'hsm'>>
  /** Figures that are read when they are asked for, by name. */
  readonly figures: () => Readonly<Record<FigureName, number>>
}

const FIGURES = {
  fiftyfive_incidents_open: 'Incidents that are open.',
  fiftyfive_actions_running: 'Actions that are in force.',
  fiftyfive_approvals_waiting: 'Actions that wait for a second person.',
  fiftyfive_messages_in_flight: 'Messages of terminals that are being worked on.',
  fiftyfive_messages_queued: 'Messages of terminals that wait for their turn.',
  fiftyfive_messages_refused: 'Messages refused since the start because there were too many.',
  fiftyfive_webhook_deliveries_waiting: 'Events that wait to be taken by a webhook.',
  fiftyfive_attempts_left_out: 'Attempts that diagnosis and console do not know, because there were too many.',
  fiftyfive_spans_dropped: 'Trace spans that no collector took.',
} as const
export type FigureName = keyof typeof FIGURES

/** What Prometheus scrapes, with a key that may see health. Labels have few values: no card, terminal or merchant. */
export function metricsApi(server: FastifyInstance, { watch, pulse, health, figures }: MetricsPorts): void {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  observeAttempts(watch, registers)
  observeTimes(pulse, registers)
  const up = new Gauge({ name: 'fiftyfive_up', help: '1 when the part answers.', labelNames: ['part'], registers })
  const gauges = (Object.keys(FIGURES) as FigureName[]).map(
    (name) => [name, new Gauge({ name, help: FIGURES[name], registers })] as const,
  )
  server.get('/metrics', { config: { access: 'health.read' } }, async (_request, reply) => {
    const { links, hsm } = await health()
    for (const link of links) up.set({ part: `link ${link.name}` }, link.up ? 1 : 0)
    up.set({ part: 'security module' }, hsm.up ? 1 : 0)
    const now = figures()
    for (const [name, gauge] of gauges) gauge.set(now[name])
    return reply.type(registry.contentType).send(await registry.metrics())
  })
  // For whoever sends payments here, or not: no session, and nothing but yes or no.
  server.get('/ready', async (_request, reply) => {
    const { links, hsm } = await health()
    const ready = hsm.up && (links.length === 0 || links.some((link) => link.up))
    return reply.code(ready ? 200 : 503).send({ ok: ready })
  })
}

function observeAttempts(watch: MetricsPorts['watch'], registers: Registry[]): void {
  const attempts = new Counter({
    name: 'fiftyfive_attempts_total',
    help: 'Payments attempted, by outcome, response code to the till and probable cause.',
    labelNames: ['status', 'code', 'cause'],
    registers,
  })
  const issuerSeconds = new Histogram({
    name: 'fiftyfive_issuer_seconds',
    help: 'Time an issuer took to answer, by link.',
    labelNames: ['link'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  // Finding a series by its labels takes as long as a step of a payment.
  const counted = new Map<string, ReturnType<typeof attempts.labels>>()
  const timed = new Map<string, ReturnType<typeof issuerSeconds.labels>>()
  watch.subscribe(({ status, code, cause = '', attempt }) => {
    const series = `${status} ${code} ${cause}`
    let count = counted.get(series)
    if (!count) counted.set(series, (count = attempts.labels(status, code, cause)))
    count.inc()
    const { link = '', latency_ms } = attempt
    if (latency_ms === undefined) return
    let times = timed.get(link)
    if (!times) timed.set(link, (times = issuerSeconds.labels(link)))
    times.observe(latency_ms / 1000)
  })
}

function observeTimes(pulse: MetricsPorts['pulse'], registers: Registry[]): void {
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  const histograms = {
    answer: new Histogram({
      name: 'fiftyfive_answer_seconds',
      help: "Time from a terminal's request to the answer, issuers included.",
      buckets,
      registers,
    }),
    'security module': new Histogram({
      name: 'fiftyfive_security_module_seconds',
      help: 'Time the security module took to say how it is, asked every second.',
      buckets: [0.0005, 0.001, 0.0025, ...buckets],
      registers,
    }),
  }
  pulse.onTime((part, span_ms) => histograms[part].observe(span_ms / 1_000))
}
