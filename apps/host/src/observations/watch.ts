import type { AcquirerEvent, Advice, Observation } from '@fiftyfive/acquiring'
import type { AttemptSummary, MessageField, MessageView } from '@fiftyfive/contract'
import {
  type Attempt,
  concernsPin,
  type FleetEvent,
  type Incident,
  type Model,
  type Verdict,
} from '@fiftyfive/diagnosis'
import { describe, iso87Ascii, unionpayPos } from '@fiftyfive/iso8583'
import { type Clock, PassingMap } from '@fiftyfive/kernel'
import type { IncidentRow } from '@fiftyfive/store/sqlite'
import type { Logger } from 'pino'
import { attemptOf } from './attempt.ts'
import { DiagnosisThread } from './diagnosis-thread.ts'
import type { News } from './orders.ts'
import { type StoredAttempt, summaryOf } from './stored-attempt.ts'

/** Hears of an attempt of this host, once, when it is over. */
export type AttemptListener = (stored: StoredAttempt) => void
/** Hears of an attempt of any host, and again whenever something about it changes. */
export type AttemptViewer = (summary: AttemptSummary) => void

type MessageEvent = Extract<AcquirerEvent, { type: 'message' }>
type AttemptEvent = Extract<AcquirerEvent, { type: 'attempt' }>

/** Attempts whose messages wait for their outcome; more than this would be a leak, the oldest go. */
const PENDING_MAX = 10_000
/** Approved payments whose messages and steps are kept for the console, a second. Of what was refused, all are. */
const TOLD_APPROVALS_PER_SECOND = 50
/** A refusal whose reason is not found in so long goes out without one. Usual are a few milliseconds. */
const VERDICT_MS_MAX = 500

/**
 * Watches the acquirer: asks the diagnosis why an attempt is being refused, and tells it, the console and the actions what
 * happened. It never holds up a payment: everything but `explain` happens after the answer, and in another thread.
 */
export class Watch {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #thread: DiagnosisThread
  #told = { second: 0, count: 0 }
  #ended: AttemptEvent[] = []
  readonly #messages = new PassingMap<{ readonly at: number; readonly event: MessageEvent }[]>()
  /** Of refusals that are on their way to the terminal. */
  readonly #verdicts = new PassingMap<Pick<Verdict, 'cause' | 'confidence'>>()
  /** As JSON. */
  readonly #names = new WeakMap<StoredAttempt['merchantName'], string>()
  readonly #listeners = new Set<AttemptListener>()
  readonly #viewers = new Set<AttemptViewer>()
  readonly #incidentListeners = new Set<(incident: Incident) => void>()

  constructor(ports: {
    readonly path: string
    readonly databaseUrl?: string | undefined
    readonly clock: Clock
    readonly logger: Logger
    /** The built-in one unless given. */
    readonly model?: Model | undefined
  }) {
    const { path, databaseUrl, model } = ports
    this.#clock = ports.clock
    this.#logger = ports.logger
    this.#thread = new DiagnosisThread({ path, databaseUrl, model }, (news) => this.#hear(news))
  }

  /** Resolves when the diagnosis is at work, with what it knows from before the start. */
  async ready(): Promise<void> {
    await this.write()
  }

  /** Attempts that were left out of console and diagnosis, because there were too many. */
  get dropped(): number {
    return this.#thread.dropped
  }

  /** Judges by another model from now on. */
  use(model: Model): void {
    this.#thread.tell({ do: 'use', model })
  }

  /** Why this attempt is being refused, for the answer to the terminal. */
  explain(observation: Observation, code: string): Promise<Advice | undefined> | undefined {
    return concernsPin(code) ? this.#explain(observation, attemptOf(observation, code)) : undefined
  }

  async #explain(observation: Observation, attempt: Attempt): Promise<Advice | undefined> {
    const verdict = await this.#thread.ask({ do: 'judge', attempt }, VERDICT_MS_MAX)
    if (!verdict) return undefined
    const { cause, confidence } = verdict
    this.#verdicts.set(attempt.id, { cause, confidence })
    if (this.#verdicts.size > PENDING_MAX) this.#verdicts.delete(this.#verdicts.oldest as string)
    return {
      cause,
      confidence_percent: Math.round(confidence * 100),
      ...(observation.triesLeft === undefined ? {} : { triesLeft: observation.triesLeft }),
    }
  }

  observe(event: AcquirerEvent): void {
    if (event.type === 'message') this.#keepMessage(event)
    else if (event.type === 'attempt') {
      this.#ended.push(event)
      // After the current turn, so that the answers are on their way first.
      if (this.#ended.length === 1) setImmediate(() => this.#takeEnded())
    } else if (event.type === 'reversed') setImmediate(() => this.#reversed(event.key))
    else if (event.type === 'signed-on') this.#signedOn(event)
  }

  /** Lets time pass: what a card did not do, and scopes that fell silent, tell something too. */
  settle(): void {
    this.#thread.tell({ do: 'settle', now: this.#clock.now() })
  }

  #signedOn({ terminalId, repeated }: Extract<AcquirerEvent, { type: 'signed-on' }>): void {
    this.record({ kind: 'sign-on', at: this.#clock.now(), terminal: terminalId, code: '00', repeated })
  }

  /** What changed besides payments: evidence for the next verdicts, and a mark on the timelines of incidents. */
  record(event: FleetEvent): void {
    this.#thread.tell({ do: 'record', event })
  }

  subscribe(listener: AttemptListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  subscribeViewer(viewer: AttemptViewer): () => void {
    this.#viewers.add(viewer)
    this.#thread.viewers = this.#viewers.size
    return () => {
      this.#viewers.delete(viewer)
      this.#thread.viewers = this.#viewers.size
    }
  }

  subscribeIncidents(listener: (incident: Incident) => void): () => void {
    this.#incidentListeners.add(listener)
    return () => this.#incidentListeners.delete(listener)
  }

  /** Resolves when everything that has happened until now is written. */
  async write(): Promise<void> {
    this.#takeEnded()
    await this.#thread.ask({ do: 'write' })
  }

  async find(id: string): Promise<StoredAttempt | undefined> {
    const body = await this.#thread.ask({ do: 'find', id })
    return body === undefined ? undefined : (JSON.parse(body) as StoredAttempt)
  }

  /** Incidents that other hosts found. */
  async keepIncidents(rows: readonly IncidentRow[]): Promise<void> {
    if (rows.length > 0) await this.#thread.ask({ do: 'keep-incidents', rows })
  }

  /** Attempts that hosts give one another are not kept for longer than that. */
  forgetShared(before: number): void {
    this.#thread.tell({ do: 'forget-shared', before })
  }

  /** Takes away attempts that are older than that; incidents and the journal stay. */
  async forget(before: number): Promise<void> {
    await this.#thread.ask({ do: 'forget', before })
  }

  async close(): Promise<void> {
    this.#takeEnded()
    await this.#thread.close()
  }

  #hear(news: Exclude<News, { readonly news: 'answer' }>): void {
    if (news.news === 'failed') this.#logger.error({ reason: news.reason }, 'the live diagnosis failed')
    else if (news.news === 'incident') for (const listener of this.#incidentListeners) listener(news.incident)
    else if (news.isNew) this.#tell(JSON.parse(news.body) as StoredAttempt)
    else this.#show(JSON.parse(news.body) as StoredAttempt)
  }

  #keepMessage(event: MessageEvent): void {
    const kept = { at: this.#clock.now(), event }
    const known = this.#messages.get(event.key)
    if (known) {
      known.push(kept)
      return
    }
    this.#messages.set(event.key, [kept])
    if (this.#messages.size > PENDING_MAX) this.#messages.delete(this.#messages.oldest as string)
  }

  /** Under load the console's words for what went well must not cost more than the payments themselves. */
  #mayTell(code: string): boolean {
    if (code !== '00') return true
    const second = Math.floor(this.#clock.now() / 1_000)
    if (second !== this.#told.second) this.#told = { second, count: 0 }
    return this.#told.count++ < TOLD_APPROVALS_PER_SECOND
  }

  #takeMessages(key: string): MessageView[] {
    const views = (this.#messages.get(key) ?? []).map(({ at, event }): MessageView => {
      const ofTerminal = event.direction === 'terminal-to-host' || event.direction === 'host-to-terminal'
      return {
        at,
        direction: event.direction,
        dialect: ofTerminal ? 'UnionPay POS' : 'ISO 8583:1987',
        fields: fieldsOf((language) =>
          ofTerminal ? describe(unionpayPos, event.message, language) : describe(iso87Ascii, event.message, language),
        ),
      }
    })
    this.#messages.delete(key)
    return views
  }

  #takeEnded(): void {
    const ended = this.#ended
    this.#ended = []
    for (const event of ended) this.#attemptEnded(event)
  }

  #attemptEnded({ observation, code, recorded }: AttemptEvent): void {
    const attempt = attemptOf(observation, code)
    const verdict = this.#verdicts.get(attempt.id)
    this.#verdicts.delete(attempt.id)
    const isTold = this.#mayTell(code)
    const messages = isTold ? this.#takeMessages(attempt.id) : []
    this.#messages.delete(attempt.id)
    const unnamed: Omit<StoredAttempt, 'merchantName'> = {
      id: attempt.id,
      at: observation.at,
      kind: 'sale',
      terminal: observation.terminalId,
      maskedPan: observation.maskedPan,
      amount_minor: observation.amount.minor,
      currency: observation.amount.currency,
      entryMode: observation.entryMode,
      status: code === '00' ? 'approved' : observation.issuerCode === undefined ? 'failed' : 'declined',
      code,
      attempt,
      verdicts: [],
      messages,
      timeline: isTold ? observation.timeline : [],
      // Last, since V8 adds what follows a spread one by one.
      ...verdict,
    }
    const { merchantName } = observation
    const stored: StoredAttempt = { ...unnamed, merchantName }
    // One Chinese letter makes V8 keep the whole text with two bytes for each, which all that follows takes longer with.
    const body = `{"merchantName":${this.#asciiOf(merchantName)},${JSON.stringify(unnamed).slice(1)}`
    // Whether one that is not recorded is an attempt at all, the thread says, which knows them all.
    this.#thread.tell(recorded ? body : { do: 'take-unrecorded', body })
    if (recorded) this.#tell(stored)
  }

  #asciiOf(name: StoredAttempt['merchantName']): string {
    let text = this.#names.get(name)
    if (text === undefined) this.#names.set(name, (text = asciiJson(name)))
    return text
  }

  #tell(stored: StoredAttempt): void {
    for (const listener of this.#listeners) listener(stored)
    this.#show(stored)
  }

  #show(stored: StoredAttempt): void {
    if (this.#viewers.size === 0) return
    const summary = summaryOf(stored)
    for (const viewer of this.#viewers) viewer(summary)
  }

  #reversed(id: string): void {
    this.#takeEnded()
    this.#thread.tell({ do: 'reversed', id, messages: this.#takeMessages(id) })
  }
}

/** Described once in each language; only what differs is kept twice. */
function fieldsOf(describeIn: (language: 'en' | 'zh-CN') => readonly MessageField[]): MessageField[] {
  const chinese = new Map(describeIn('zh-CN').map(({ path, value }) => [path, value]))
  return describeIn('en').map((field) => {
    const valueInChinese = chinese.get(field.path)
    return valueInChinese === undefined || valueInChinese === field.value ? field : { ...field, valueInChinese }
  })
}

/** As JSON whose letters outside ASCII are written as their codes. */
function asciiJson(value: object): string {
  const text = JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, codeOf)
  // Once more from its bytes: what came out of a text with Chinese letters is kept as one, whatever is left in it.
  return Buffer.from(text, 'latin1').toString('latin1')
}

const codeOf = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
