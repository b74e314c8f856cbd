import type { AcquirerEvent, Advice, Observation } from '@fiftyfive/acquiring'
import type { AttemptDetail, AttemptSummary, MessageField, MessageView } from '@fiftyfive/contract'
import {
  type Attempt,
  CAUSES,
  concernsPin,
  DiagnosisEngine,
  type Finding,
  type FleetEvent,
  type Incident,
  type Model,
  type Verdict,
} from '@fiftyfive/diagnosis'
import { describe, iso87Ascii, unionpayPos } from '@fiftyfive/iso8583'
import type { Clock } from '@fiftyfive/kernel'
import type { FleetEventLog, IncidentLog, ObservationLog, ObservationRow } from '@fiftyfive/store/sqlite'
import type { Logger } from 'pino'
import { attemptOf } from './attempt.ts'
import { FleetChanges } from './fleet-changes.ts'

/** What is kept of an attempt for the console, as JSON in the observation log. */
export type StoredAttempt = Omit<AttemptDetail, 'sameCard' | 'confirmation'>

/** Hears of an attempt when it is over, and again whenever something about it changes. */
export type AttemptListener = (summary: AttemptSummary, attempt: Attempt, isNew: boolean) => void

type MessageEvent = Extract<AcquirerEvent, { type: 'message' }>

/** Attempts whose messages wait for their outcome; more than this would be a leak, the oldest go. */
const PENDING_MAX = 10_000
/** Approved payments whose messages and steps are kept for the console, a second. Of what was refused, all are. */
const TOLD_APPROVALS_PER_SECOND = 50
/** Rows handed to their writer in one go: those of a whole second would hold up the payments of 50 ms. */
const WRITTEN_AT_ONCE = 256
/** Attempts of the last run that the engine hears again at the start: what was usual, and what was open. */
const WARM_UP_ATTEMPTS = 5_000

/**
 * Watches the acquirer: keeps what happened lately, asks the diagnosis why an attempt was refused, writes what the
 * console shows, and revises verdicts when later attempts tell more. It never holds up a payment: everything but
 * `explain` happens after the answer.
 */
export class Watch {
  readonly #log: ObservationLog
  readonly #clock: Clock
  readonly #logger: Logger
  #told = { second: 0, count: 0 }
  readonly #incidents: IncidentLog
  readonly #changes: FleetChanges
  readonly #engine: DiagnosisEngine
  readonly #messages = new Map<string, { readonly at: number; readonly event: MessageEvent }[]>()
  readonly #verdicts = new Map<string, Verdict>()
  /**
   * Rows that are not in the log yet, and those on their way there. A row is one long text: the attempts of a second, kept as
   * the many small objects they are made of, made every collection of garbage longer.
   */
  readonly #unwritten = new Map<string, ObservationRow>()
  #leaving: ReadonlyMap<string, ObservationRow> = new Map()
  #writing: Promise<unknown> = Promise.resolve()
  readonly #listeners = new Set<AttemptListener>()
  readonly #incidentListeners = new Set<(incident: Incident) => void>()

  constructor(ports: {
    readonly log: ObservationLog
    readonly incidents: IncidentLog
    readonly events: FleetEventLog
    readonly clock: Clock
    readonly logger: Logger
    /** The built-in one unless given. */
    readonly model?: Model | undefined
  }) {
    this.#engine = new DiagnosisEngine(ports.model)
    this.#log = ports.log
    this.#incidents = ports.incidents
    this.#clock = ports.clock
    this.#logger = ports.logger
    this.#changes = new FleetChanges(ports.events, (failure) =>
      this.#logger.error({ failure }, 'fleet event not written'),
    )
    for (const row of ports.log.list({ limit: WARM_UP_ATTEMPTS }).toReversed()) {
      const { attempt } = JSON.parse(row.body) as StoredAttempt
      const installed = this.#changes.installedBefore(attempt)
      if (installed) this.#engine.record(installed)
      this.#engine.observe(attempt)
    }
  }

  /** Judges by another model from now on. */
  use(model: Model): void {
    this.#engine.use(model)
  }

  /** Why this attempt is being refused, for the answer to the terminal. */
  explain(observation: Observation, code: string): Advice | undefined {
    if (!concernsPin(code)) return undefined
    const attempt = attemptOf(observation, code)
    const verdict = this.#engine.judge(attempt)
    this.#verdicts.set(attempt.id, verdict)
    return {
      cause: verdict.cause,
      confidence_percent: Math.round(verdict.confidence * 100),
      ...(observation.triesLeft === undefined ? {} : { triesLeft: observation.triesLeft }),
    }
  }

  observe(event: AcquirerEvent): void {
    if (event.type === 'message') this.#keepMessage(event)
    // After the current turn, so that the answer is on its way first.
    else if (event.type === 'attempt') setImmediate(() => this.#attemptEnded(event))
    else if (event.type === 'reversed') setImmediate(() => this.#reversed(event.key))
    else if (event.type === 'signed-on') this.#signedOn(event)
  }

  /** Lets time pass: what a card did not do, and scopes that fell silent, tell something too. */
  settle(): void {
    this.#tell(this.#engine.settle(this.#clock.now()))
  }

  #signedOn({ terminalId, repeated }: Extract<AcquirerEvent, { type: 'signed-on' }>): void {
    this.record({ kind: 'sign-on', at: this.#clock.now(), terminal: terminalId, code: '00', repeated })
  }

  /** What changed besides payments: evidence for the next verdicts, and a mark on the timelines of incidents. */
  record(event: FleetEvent): void {
    this.#engine.record(event)
    this.#changes.keep(event)
  }

  subscribe(listener: AttemptListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  subscribeIncidents(listener: (incident: Incident) => void): () => void {
    this.#incidentListeners.add(listener)
    return () => this.#incidentListeners.delete(listener)
  }

  #keepMessage(event: MessageEvent): void {
    const known = this.#messages.get(event.key) ?? []
    known.push({ at: this.#clock.now(), event })
    this.#messages.set(event.key, known)
    if (this.#messages.size > PENDING_MAX) this.#messages.delete(this.#messages.keys().next().value as string)
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

  #attemptEnded({ observation, code, recorded }: Extract<AcquirerEvent, { type: 'attempt' }>): void {
    const attempt = attemptOf(observation, code)
    const verdict = this.#verdicts.get(attempt.id)
    this.#verdicts.delete(attempt.id)
    // Whoever knows a terminal's number can send such a message; it must not write over what really happened.
    if (!recorded && this.find(attempt.id)) return
    const isTold = this.#mayTell(code)
    const messages = isTold ? this.#takeMessages(attempt.id) : []
    this.#messages.delete(attempt.id)
    const stored: StoredAttempt = {
      id: attempt.id,
      at: observation.at,
      kind: 'sale',
      terminal: observation.terminalId,
      merchantName: observation.merchantName,
      maskedPan: observation.maskedPan,
      amount_minor: observation.amount.minor,
      currency: observation.amount.currency,
      entryMode: observation.entryMode,
      status: code === '00' ? 'approved' : observation.issuerCode === undefined ? 'failed' : 'declined',
      code,
      ...(verdict ? { cause: verdict.cause, confidence: verdict.confidence } : {}),
      attempt,
      verdicts: verdict ? [verdict] : [],
      messages,
      timeline: isTold ? observation.timeline : [],
    }
    this.#save(stored, true)
    const installed = this.#changes.installedBefore(attempt)
    if (installed) this.record(installed)
    // The verdict of this very attempt was given with the answer; the engine's findings tell of earlier ones.
    this.#tell(
      this.#engine.observe(attempt).filter((each) => each.type === 'incident' || each.verdict.attempt !== attempt.id),
    )
    for (const verdict of this.#engine.reconsider(attempt)) this.#revise(verdict, attempt.code === '00')
  }

  #tell(findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (finding.type === 'verdict') this.#revise(finding.verdict)
      else this.#keepIncident(finding.incident)
    }
  }

  #keepIncident(incident: Incident): void {
    const { id, foundAt, state } = incident
    const row = { id, found: foundAt, state, body: JSON.stringify(incident) }
    this.#incidents.put([row]).catch((failure: unknown) => this.#logger.error({ failure }, 'incident not written'))
    for (const listener of this.#incidentListeners) listener(incident)
  }

  /** What came after an attempt can settle what it was: a retry that succeeds makes a slip of it. */
  #revise(revised: Verdict, paidSince = false): void {
    const stored = this.find(revised.attempt)
    const latest = stored?.verdicts.at(-1)
    if (!stored || !latest) return
    const changed = revised.cause !== latest.cause || Math.abs(revised.confidence - latest.confidence) > 0.02
    if (!changed) {
      // Whether the sale was rescued is told by what came later, and written with the attempt.
      if (paidSince) this.#save(stored)
      return
    }
    this.#save({
      ...stored,
      cause: revised.cause,
      confidence: revised.confidence,
      verdicts: [...stored.verdicts.filter((verdict) => verdict.stage === 'immediate'), revised],
    })
  }

  #reversed(key: string): void {
    const stored = this.find(key)
    if (!stored) return
    const messages = [...stored.messages, ...this.#takeMessages(key)]
    this.#save({ ...stored, status: stored.status === 'approved' ? 'reversed' : stored.status, messages })
  }

  /** Writes what has changed, until fewer than `least` rows are left; how many rows that were. */
  write(least = 1): Promise<number> {
    const writing = this.#writing.then(() => this.#writeParts(least))
    this.#writing = writing
    return writing
  }

  async #writeParts(least: number): Promise<number> {
    let written = 0
    for (let left = this.#unwritten.size; left >= least; left -= WRITTEN_AT_ONCE) {
      const part = this.#writePart()
      written += this.#leaving.size
      await part
    }
    return written
  }

  async #writePart(): Promise<void> {
    const leaving = new Map<string, ObservationRow>()
    for (const [id, row] of this.#unwritten) {
      if (leaving.size === WRITTEN_AT_ONCE) break
      leaving.set(id, row)
      this.#unwritten.delete(id)
    }
    this.#leaving = leaving
    try {
      await this.#log.put([...leaving.values()])
    } catch (failure) {
      this.#logger.error({ failure }, 'observations not written')
    }
    this.#leaving = new Map()
  }

  find(id: string): StoredAttempt | undefined {
    const row = this.#unwritten.get(id) ?? this.#leaving.get(id) ?? this.#log.find(id)
    return row && (JSON.parse(row.body) as StoredAttempt)
  }

  #rowOf(stored: StoredAttempt): ObservationRow {
    const owner = stored.cause && stored.cause !== 'unknown' ? CAUSES[stored.cause].owner : undefined
    return {
      id: stored.id,
      at: stored.at,
      card: stored.attempt.card,
      terminal: stored.terminal,
      status: stored.status,
      cause: stored.cause ?? '',
      owner: owner ?? '',
      trySpent: stored.attempt.issuerCode === '55' || stored.attempt.issuerCode === '75' ? 1 : 0,
      rescued: stored.status !== 'approved' && this.#wasRescued(stored.attempt) ? 1 : 0,
      merchant: stored.attempt.merchant,
      model: stored.attempt.model ?? '',
      version: stored.attempt.softwareVersion ?? '',
      range: stored.attempt.range,
      issuer: stored.attempt.issuer ?? '',
      entry: stored.entryMode,
      panLength: String(stored.attempt.panLength ?? ''),
      key: stored.attempt.keyCheck ?? '',
      maskedPan: stored.maskedPan,
      amount_minor: stored.amount_minor,
      body: JSON.stringify(stored),
    }
  }

  #wasRescued(attempt: Attempt): boolean {
    return this.#engine.around(attempt).later?.some((later) => later.code === '00') ?? false
  }

  #save(stored: StoredAttempt, isNew = false): void {
    this.#unwritten.set(stored.id, this.#rowOf(stored))
    const { attempt, verdicts: _verdicts, messages: _messages, timeline: _timeline, ...summary } = stored
    for (const listener of this.#listeners) listener(summary, attempt, isNew)
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
