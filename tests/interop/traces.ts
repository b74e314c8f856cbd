/**
 * The OpenTelemetry Collector takes the traces of the whole stack: `node tests/interop/traces.ts`. A sale is made, the API is
 * asked within a caller's trace, and what the Collector understood of it is looked at. Exit code 0: it took all of it as
 * meant, 1: it did not, 2: Go is missing.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { API } from '@fiftyfive/contract'
import { dataFolder, runCommand, startUp } from '../end-to-end/support/stack.ts'
import { buildCollector, missingFor } from './peers.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const SERVICE = 'fiftyfive-interop'
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLER = '00f067aa0ba902b7'
const WAIT_MS = 15_000

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind?: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes?: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[]
}
interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: Pick<Span, 'attributes'>
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[]
  }[]
}

const missing = missingFor.collector()
if (missing.length > 0) {
  print(`traces: ${missing.join(', ')} missing`)
  process.exit(2)
}
const said: string[] = []
const data = dataFolder()
let collector: ChildProcess | undefined
try {
  const port = await freePort()
  collector = spawn(buildCollector(), [`127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  createInterface({ input: collector.stdout as NodeJS.ReadableStream }).on('line', (line) => said.push(line))
  const endpoint = `http://127.0.0.1:${port}`
  await answers(endpoint)
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: SERVICE })
  await work()
} finally {
  collector?.kill()
  data.remove()
}
const wrong = findings(said)
for (const each of wrong) print(`traces: ${each}`)
process.exit(wrong.length > 0 ? 1 : 0)

/** A sale over TCP, and a request of the API that belongs to its caller's trace. */
async function work(): Promise<void> {
  const stack = await startUp(data)
  const { webPort, terminalPort } = stack.ports
  const ports = ['--web', `http://127.0.0.1:${webPort}`, '--terminal-port', String(terminalPort)]
  const sale = await runCommand('sale', '--amount', '12.80', '--card', 'li-na', ...ports, '--data', `${data.path}/till`)
  if (sale.code !== 0) throw new Error(`the sale failed: ${sale.out}${sale.err}`)
  const url = `http://127.0.0.1:${webPort}`
  const visit = await fetch(`${url}${API.visit}`, { method: 'POST' })
  const cookie = visit.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  await fetch(`${url}${API.overview}`, { headers: { cookie, traceparent: `00-${TRACE}-${CALLER}-01` } })
  // The host sends what waits when it stops.
  await stack.stop()
}

/** What is not as the host meant it; empty when the Collector understood everything. */
function findings(lines: readonly string[]): string[] {
  const batches = lines.map((line) => JSON.parse(line) as Batch).flatMap(({ resourceSpans }) => resourceSpans)
  const spans = batches.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const services = new Set(batches.map(({ resource }) => attribute(resource, 'service.name')))
  const sale = spans.find(({ name }) => name === 'issuer exchange')
  const ofSale = spans.filter(({ traceId }) => traceId === sale?.traceId)
  const message = ofSale.find(({ name }) => name === 'terminal message')
  const request = spans.find(({ traceId }) => traceId === TRACE)
  const expectations: readonly (readonly [boolean, string])[] = [
    [services.size === 1 && services.has(SERVICE), `services ${[...services].join(', ')}`],
    [sale?.kind === 3 && attribute(sale, 'fiftyfive.mti') === '0200', 'the exchange with the issuer is not there'],
    [message?.kind === 2, 'the terminal’s message is not in the trace of its exchange'],
    [ofSale.some(({ name }) => name === 'translatePin'), 'the PIN’s translation is missing'],
    [ofSale.every((span) => span === message || isBelow(span, message, ofSale)), 'a step is not below its message'],
    [request?.parentSpanId === CALLER, 'the request is not in its caller’s trace'],
    [attribute(request, 'http.response.status_code') === '200', 'the answer’s status is not there'],
    [!/6\d{15,18}/.test(lines.join('')), 'a card number is in the clear'],
  ]
  print(
    `traces: the Collector took ${spans.length} spans in ${lines.length} batches, ${ofSale.length} of them of the sale:`,
  )
  for (const { name, startTimeUnixNano, endTimeUnixNano } of ofSale)
    print(`  ${name} ${Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6} ms`)
  return expectations.filter(([holds]) => !holds).map(([, otherwise]) => otherwise)
}

function isBelow(span: Span, top: Span | undefined, all: readonly Span[]): boolean {
  if (span.parentSpanId === top?.spanId) return true
  const parent = all.find(({ spanId }) => spanId === span.parentSpanId)
  return parent !== undefined && isBelow(parent, top, all)
}

function attribute(of: Pick<Span, 'attributes'> | undefined, name: string): unknown {
  return Object.values(of?.attributes?.find(({ key }) => key === name)?.value ?? {})[0]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

async function answers(endpoint: string): Promise<void> {
  const until = Date.now() + WAIT_MS
  while (!(await fetch(endpoint).catch(() => undefined))) {
    if (Date.now() > until) throw new Error('the Collector does not answer')
    await pause(100)
  }
}
