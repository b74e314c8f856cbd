import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/** Where spans go and how many of them. Without it nothing is traced. */
export interface TracingConfiguration {
  /** An OTLP/HTTP endpoint for traces, e.g. `http://localhost:4318/v1/traces`. */
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
  /** Share of traces that are kept, 0 to 1. */
  readonly ratio: number
}

type Value = string | number | boolean
export type Attributes = Readonly<Record<string, Value>>

interface Parent {
  readonly traceId: string
  readonly spanId: string
  readonly sampled: boolean
}

/** OTLP's kinds of span: within the process, what it was asked, what it asks. */
const KINDS = { internal: 1, server: 2, client: 3 } as const
const ERROR = 2

export interface Span {
  set(attributes: Attributes): void
  end(failed?: boolean): void
}
const NO_SPAN: Span = { set: () => {}, end: () => {} }

/** Spans that wait for export; more than this would be a leak, and the newest are dropped. */
const WAITING_MAX = 4_096
const BATCH_MAX = 512
const EXPORT_MS = 2_000
const TIMEOUT_MS = 5_000

/**
 * Traces as OpenTelemetry has them, exported as OTLP/HTTP in JSON (opentelemetry-proto 1.x). Small and without the SDK (decision
 * 0030): the host names what is worth a span itself. It never holds anything up: what cannot be exported is dropped and counted.
 */
export class Tracer {
  readonly #configuration: TracingConfiguration | undefined
  readonly #current = new AsyncLocalStorage<Parent>()
  readonly #timer: NodeJS.Timeout | undefined
  #waiting: object[] = []
  #exporting: Promise<void> | undefined
  dropped = 0

  constructor(configuration?: TracingConfiguration) {
    this.#configuration = configuration
    if (configuration) this.#timer = setInterval(() => void this.flush(), EXPORT_MS).unref()
  }

  get isOn(): boolean {
    return this.#configuration !== undefined
  }

  /** Runs the work within a span of its own; spans that begin during it are its children. */
  within<T>(
    name: string,
    kind: keyof typeof KINDS,
    attributes: Attributes,
    work: (span: Span) => Promise<T>,
  ): Promise<T> {
    return this.#configuration ? this.#spanned(name, kind, attributes, work) : work(NO_SPAN)
  }

  async #spanned<T>(
    name: string,
    kind: keyof typeof KINDS,
    attributes: Attributes,
    work: (span: Span) => Promise<T>,
  ): Promise<T> {
    const { span, self } = this.#begin(name, kind, attributes, this.#current.getStore())
    try {
      const value = await this.#current.run(self, () => work(span))
      span.end()
      return value
    } catch (failure) {
      span.end(true)
      throw failure
    }
  }

  /** A span that ends elsewhere, as of a request; `traceparent` is the caller's (W3C Trace Context). */
  start(name: string, attributes: Attributes, traceparent?: string): Span {
    if (!this.#configuration) return NO_SPAN
    return this.#begin(name, 'server', attributes, parentOf(traceparent) ?? this.#current.getStore()).span
  }

  /** What happened within the current span, told afterwards. Times in milliseconds since 1970. */
  past(name: string, from: number, to: number): void {
    const parent = this.#current.getStore()
    if (!this.#configuration || !parent?.sampled) return
    this.#keep({
      ...idsOf(parent),
      name,
      kind: KINDS.internal,
      startTimeUnixNano: nano(from),
      endTimeUnixNano: nano(to),
    })
  }

  /** Sends what waits, until a batch is not taken: then the next time is soon enough. */
  flush(): Promise<void> {
    this.#exporting ??= this.#exportAll().finally(() => (this.#exporting = undefined))
    return this.#exporting
  }

  async #exportAll(): Promise<void> {
    while (this.#waiting.length > 0) if (!(await this.#export(this.#waiting.splice(0, BATCH_MAX)))) return
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    // What ended while a batch was on its way, too.
    await this.flush()
    await this.flush()
    this.dropped += this.#waiting.splice(0).length
  }

  #begin(
    name: string,
    kind: keyof typeof KINDS,
    attributes: Attributes,
    parent: Parent | undefined,
  ): { readonly span: Span; readonly self: Parent } {
    const sampled = parent?.sampled ?? Math.random() < (this.#configuration?.ratio ?? 0)
    const ids = idsOf(parent)
    const self = { traceId: ids.traceId, spanId: ids.spanId, sampled }
    if (!sampled) return { span: NO_SPAN, self }
    const began = Date.now()
    const beganExactly = performance.now()
    let all = attributes
    const span: Span = {
      set: (more) => {
        all = { ...all, ...more }
      },
      end: (failed = false) =>
        this.#keep({
          ...ids,
          name,
          kind: KINDS[kind],
          startTimeUnixNano: nano(began),
          endTimeUnixNano: nano(began + performance.now() - beganExactly),
          attributes: attributesOf(all),
          ...(failed ? { status: { code: ERROR } } : {}),
        }),
    }
    return { span, self }
  }

  #keep(span: object): void {
    if (this.#waiting.length >= WAITING_MAX) this.dropped++
    else this.#waiting.push(span)
  }

  /** True when the collector took the batch; spans that it refused out of it are counted as dropped. */
  async #export(spans: readonly object[]): Promise<boolean> {
    const { endpoint, headers, serviceName } = this.#configuration as TracingConfiguration
    const resource = { attributes: attributesOf({ 'service.name': serviceName }) }
    const body = { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'fiftyfive' }, spans }] }] }
    const sent = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => undefined)
    if (!sent?.ok) {
      await sent?.body?.cancel()
      this.dropped += spans.length
      return false
    }
    const answer = (await sent.json().catch(() => undefined)) as Partial<PartialSuccess> | undefined
    this.dropped += Number(answer?.partialSuccess?.rejectedSpans ?? 0)
    return true
  }
}

/** ExportTraceServiceResponse in JSON: 64-bit numbers are strings. */
interface PartialSuccess {
  readonly partialSuccess: { readonly rejectedSpans?: string | number }
}

function idsOf(parent: Parent | undefined): { traceId: string; spanId: string; parentSpanId?: string } {
  return {
    traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    ...(parent ? { parentSpanId: parent.spanId } : {}),
  }
}

function parentOf(traceparent: string | undefined): Parent | undefined {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? []
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags ?? '0', 16) & 1) === 1 }
}

const nano = (ms: number): string => String(BigInt(Math.round(ms * 1_000)) * 1_000n)

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'boolean'
          ? { boolValue: value }
          : Number.isInteger(value)
            ? { intValue: String(value) }
            : { doubleValue: value },
  }))
