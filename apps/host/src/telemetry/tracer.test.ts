import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { traceRequests, Tracer, type TracingConfiguration } from './index.ts'

interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes?: readonly { readonly key: string; readonly value: object }[]
  readonly status?: { readonly code: number }
}

/** A collector: takes OTLP/HTTP in JSON, as an OpenTelemetry Collector on port 4318 does. */
let collector: ReturnType<typeof createServer>
let spans: SentSpan[]
let headers: unknown
/** What the collector says of a batch. */
let answer: string
let configuration: TracingConfiguration

beforeEach(async () => {
  spans = []
  answer = '{}'
  collector = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      headers = request.headers
      const [{ scopeSpans }] = JSON.parse(body).resourceSpans
      spans.push(...scopeSpans[0].spans)
      response.end(answer)
    })
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`
  configuration = { endpoint, headers: { 'x-team': 'acquiring' }, serviceName: 'test', ratio: 1 }
})
afterEach(() => void collector.close())

describe('traces', () => {
  it('reach a collector as OTLP, children below their parents', async () => {
    const tracer = new Tracer(configuration)
    await tracer.within('message', 'server', { mti: '0200' }, async (span) => {
      await tracer.within('exchange', 'client', {}, () => pause(5))
      tracer.past('record', 1_000, 1_002)
      span.set({ code: '00' })
    })
    await expect(tracer.within('broken', 'internal', {}, () => Promise.reject(new Error('x')))).rejects.toThrow('x')
    await tracer.close()
    const [exchange, record, message, broken] = spans as [SentSpan, SentSpan, SentSpan, SentSpan]
    expect([exchange.name, record.name, message.name, broken.name]).toEqual(['exchange', 'record', 'message', 'broken'])
    expect(exchange.parentSpanId).toBe(message.spanId)
    expect(record).toMatchObject({ parentSpanId: message.spanId, startTimeUnixNano: '1000000000' })
    expect(new Set([exchange.traceId, record.traceId, message.traceId]).size).toBe(1)
    expect(message.attributes).toContainEqual({ key: 'code', value: { stringValue: '00' } })
    expect(Number(exchange.endTimeUnixNano) - Number(exchange.startTimeUnixNano)).toBeGreaterThan(3e6)
    expect(broken.status).toEqual({ code: 2 })
    expect(headers).toMatchObject({ 'x-team': 'acquiring' })
  })

  it('follow a caller’s trace through the API, by route and without what was asked', async () => {
    const tracer = new Tracer(configuration)
    const server = fastify()
    traceRequests(server, tracer)
    server.get('/api/attempts/:id', () => ({}))
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    await server.inject({ url: '/api/attempts/T0000001?q=secret', headers: { traceparent } })
    await server.inject({ url: '/api/attempts/T0000001', headers: { traceparent: traceparent.replace(/01$/, '00') } })
    await tracer.close()
    expect(spans).toHaveLength(1)
    expect(spans[0]).toMatchObject({
      name: 'GET /api/attempts/:id',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      parentSpanId: '00f067aa0ba902b7',
    })
    expect(JSON.stringify(spans)).not.toMatch(/secret|T0000001/)
  })

  it('leave in as many batches as it takes, and count what the collector refused', async () => {
    answer = '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"too old"}}'
    const tracer = new Tracer(configuration)
    for (let span = 0; span < 1_100; span++) tracer.start('message', {}).end()
    await tracer.close()
    expect(spans).toHaveLength(1_100)
    expect(tracer.dropped).toBe(9)
  })

  it('have the form that OTLP’s JSON mapping gives them', async () => {
    const tracer = new Tracer(configuration)
    await tracer.within('message', 'server', { text: 'a', whole: 3, part: 0.5, yes: true }, () => Promise.resolve())
    await tracer.close()
    const [span] = spans
    expect(span).toEqual({
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      name: 'message',
      kind: 2,
      startTimeUnixNano: expect.stringMatching(/^\d{19}$/),
      endTimeUnixNano: expect.stringMatching(/^\d{19}$/),
      attributes: [
        { key: 'text', value: { stringValue: 'a' } },
        { key: 'whole', value: { intValue: '3' } },
        { key: 'part', value: { doubleValue: 0.5 } },
        { key: 'yes', value: { boolValue: true } },
      ],
    })
  })

  it('cost nothing when they are off, and hold nothing up when nobody takes them', async () => {
    const off = new Tracer()
    expect(await off.within('message', 'server', {}, async () => 7)).toBe(7)
    collector.close()
    const tracer = new Tracer({ ...configuration, endpoint: 'http://127.0.0.1:9/v1/traces' })
    await tracer.within('message', 'server', {}, async () => {})
    await tracer.close()
    expect(tracer.dropped).toBe(1)
  })
})
