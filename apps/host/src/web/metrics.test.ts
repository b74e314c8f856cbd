import { readFileSync } from 'node:fs'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AttemptSummary } from '@fiftyfive/contract'
import type { Attempt } from '@fiftyfive/diagnosis'
import type { StoredAttempt } from '../observations/stored-attempt.ts'
import { metricsApi, type MetricsPorts } from './metrics.ts'

type Listener = Parameters<MetricsPorts['watch']['subscribe']>[0]

let server: FastifyInstance
let listener: Listener
let up: boolean
let timed: Parameters<MetricsPorts['pulse']['onTime']>[0]

beforeEach(() => {
  server = fastify()
  up = true
  metricsApi(server, {
    watch: {
      subscribe(given) {
        listener = given
        return () => true
      },
    },
    pulse: { onTime: (given) => (timed = given) },
    health: async () => ({ links: [{ name: 'bank', up }], hsm: { up: true, name: 'soft HSM' } }),
    figures: () => ({
      fiftyfive_incidents_open: 2,
      fiftyfive_actions_running: 1,
      fiftyfive_approvals_waiting: 0,
      fiftyfive_messages_in_flight: 0,
      fiftyfive_messages_queued: 0,
      fiftyfive_messages_refused: 0,
      fiftyfive_webhook_deliveries_waiting: 0,
      fiftyfive_attempts_left_out: 0,
      fiftyfive_spans_dropped: 0,
    }),
  })
})
afterEach(() => server.close())

const scrape = async () => (await server.inject('/metrics')).body
const tell = (id: string) => {
  const attempt = { latency_ms: 120, link: 'bank' } as Attempt
  listener({ id, status: 'declined', code: '55', cause: 'slip', attempt } as StoredAttempt)
}

const METRIC = /\b(?:fiftyfive|process|nodejs)_[a-z0-9_]+/g
/** What an attempt can come to. */
const STATUSES: readonly string[] = [
  'approved',
  'declined',
  'failed',
  'pending',
  'reversed',
] satisfies AttemptSummary['status'][]

/** Everything that the dashboard and the alerts ask Prometheus, with the words made of its answer. */
function queries(): { readonly expr: string; readonly legend: string }[] {
  const file = (name: string) => readFileSync(new URL(`../../../../docs/grafana/${name}`, import.meta.url), 'utf8')
  const board = JSON.parse(file('fiftyfive.json')) as {
    panels: { targets: { expr: string; legendFormat?: string }[] }[]
  }
  const alerts = file('alerts.yml').split('- alert:').slice(1)
  return [
    ...board.panels.flatMap(({ targets }) =>
      targets.map(({ expr, legendFormat = '' }) => ({ expr, legend: legendFormat })),
    ),
    ...alerts.map((alert) => ({ expr: /^ +expr: (.+)$/m.exec(alert)?.[1] ?? '', legend: alert })),
  ]
}

describe('metrics', () => {
  it('count each attempt once, however often its verdict is revised', async () => {
    tell('T0000001-000001-000001')
    tell('T0000001-000001-000002')
    const text = await scrape()
    expect(text).toContain('fiftyfive_attempts_total{status="declined",code="55",cause="slip"} 2')
    expect(text).toContain('fiftyfive_issuer_seconds_count{link="bank"} 2')
    expect(text).toContain('fiftyfive_incidents_open 2')
    expect(text).not.toContain('T0000001')
  })

  it('time the answer and the security module apart from the issuers', async () => {
    timed('answer', 30)
    timed('security module', 2)
    const text = await scrape()
    expect(text).toContain('fiftyfive_answer_seconds_bucket{le="0.025"} 0')
    expect(text).toContain('fiftyfive_answer_seconds_bucket{le="0.05"} 1')
    expect(text).toContain('fiftyfive_security_module_seconds_sum 0.002')
  })

  it('are named by every dashboard and alert as they are exported', async () => {
    tell('T0000001-000001-000001')
    const exported = new Set(
      (await scrape())
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => /^[a-z0-9_]+/.exec(line)?.[0] ?? ''),
    )
    const expressions = queries().map(({ expr }) => expr)
    expect(expressions.length).toBeGreaterThan(15)
    const named = expressions.flatMap(
      (expression) => expression.match(/\b(?:fiftyfive|process|nodejs)_[a-z0-9_]+/g) ?? [],
    )
    expect(named.filter((name) => !exported.has(name))).toEqual([])
    expect(expressions.filter((expression) => !/\b(?:fiftyfive|process|nodejs)_/.test(expression))).toEqual([])
  })

  it('have the labels and values that dashboards and alerts ask for', async () => {
    tell('T0000001-000001-000001')
    const labels = new Map<string, Set<string>>()
    for (const [, name = '', inside = ''] of (await scrape()).matchAll(/^([a-z0-9_]+)\{(.*)\} /gm)) {
      const known = labels.get(name) ?? new Set()
      for (const [, label = ''] of inside.matchAll(/([a-z_]+)="/g)) known.add(label)
      labels.set(name, known)
    }
    const wrong: string[] = []
    for (const { expr, legend } of queries()) {
      const metrics = expr.match(METRIC) ?? []
      const known = new Set(metrics.flatMap((name) => [...(labels.get(name) ?? [])]))
      const asked = [
        ...[...expr.matchAll(/[{,]\s*([a-z_]+)\s*(?:=~|!~|!=|=)/g)].map((match) => match[1] ?? ''),
        ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap((match) => (match[1] ?? '').split(/,\s*/)),
        ...[...legend.matchAll(/\{\{\s*\$?(?:labels\.)?(\w+)/g)]
          .map((match) => match[1] ?? '')
          .filter((name) => name !== 'value'),
      ]
      wrong.push(...asked.filter((label) => !known.has(label)).map((label) => `${label} in ${expr} ${legend}`))
      for (const [, status = ''] of expr.matchAll(/status="([^"]*)"/g))
        if (!STATUSES.includes(status)) wrong.push(`${status} in ${expr}`)
    }
    expect(wrong).toEqual([])
  })

  it('readiness follows the links, and says nothing else', async () => {
    expect(await server.inject('/ready')).toMatchObject({ statusCode: 200, body: '{"ok":true}' })
    up = false
    expect(await server.inject('/ready')).toMatchObject({ statusCode: 503, body: '{"ok":false}' })
  })
})
