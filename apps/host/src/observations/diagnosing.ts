import type { MessageView } from '@fiftyfive/contract'
import { type Attempt, DiagnosisEngine, type Finding, type FleetEvent, type Incident } from '@fiftyfive/diagnosis'
import type { Model, Verdict } from '@fiftyfive/diagnosis'
import { PassingMap } from '@fiftyfive/kernel'
import type { ObservationRow, ObservationWriter } from '@fiftyfive/store/sqlite'
import { FleetChanges } from './fleet-changes.ts'
import type { News } from './orders.ts'
import { rowOf, type StoredAttempt } from './stored-attempt.ts'

/** Rows that leave in one go. They take 25 ms, for which a verdict that is asked for meanwhile waits. */
export const WRITTEN_AT_ONCE = 1_024
/** Attempts of the last run that the engine hears again at the start: what was usual, and what was open. */
const WARM_UP_ATTEMPTS = 5_000
/** Verdicts whose attempt is not over yet; more than this would be a leak, the oldest go. */
const PENDING_MAX = 10_000
/** Of the newest rows, those among which an attempt is looked for that anybody may claim. */
const SEARCHED_MAX = 500_000

interface Ports extends Pick<ObservationWriter, 'log' | 'incidents' | 'events'> {
  /** Where rows leave for when they have been written: the other hosts. */
  readonly publish: (rows: readonly ObservationRow[]) => Promise<void>
  readonly tell: (news: News) => void
  readonly failed: (failure: unknown) => void
  /** The built-in one unless given. */
  readonly model?: Model | undefined
}

/**
 * The live diagnosis with the rows that the console shows: says why an attempt is being refused, keeps attempts, and revises
 * verdicts when later attempts tell more.
 */
export class Diagnosing {
  readonly #ports: Ports
  readonly #changes: FleetChanges
  readonly #engine: DiagnosisEngine
  readonly #verdicts = new PassingMap<Verdict>()
  readonly #unwritten = new PassingMap<ObservationRow>()
  /** When those were that the journal did not have. */
  readonly #unrecorded = new PassingMap<number>()
  #writing: Promise<unknown> = Promise.resolve()

  constructor(ports: Ports) {
    this.#ports = ports
    this.#engine = new DiagnosisEngine(ports.model)
    this.#changes = new FleetChanges(ports.events, ports.failed)
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

  /** Why this attempt is being refused. */
  judge(attempt: Attempt): Verdict {
    const verdict = this.#engine.judge(attempt)
    this.#verdicts.set(attempt.id, verdict)
    if (this.#verdicts.size > PENDING_MAX) this.#verdicts.delete(this.#verdicts.oldest as string)
    return verdict
  }

  /** Lets time pass: what a card did not do, and scopes that fell silent, tell something too. */
  settle(now: number): void {
    this.#tell(this.#engine.settle(now))
  }

  /** What changed besides payments: evidence for the next verdicts, and a mark on the timelines of incidents. */
  record(event: FleetEvent): void {
    this.#engine.record(event)
    this.#changes.keep(event)
  }

  /** An attempt that is over, as JSON. */
  take(body: string): void {
    const stored = JSON.parse(body) as StoredAttempt
    const { id } = stored
    const before = this.#unrecorded.get(id)
    if (before !== undefined) {
      this.#unrecorded.delete(id)
      this.#ports.log.remove({ id, at: before }).catch(this.#ports.failed)
    }
    this.#take(stored, body)
  }

  /** The same for one that the journal does not have: it must not write over what really happened. */
  takeUnrecorded(body: string): void {
    const stored = JSON.parse(body) as StoredAttempt
    const verdict = this.#verdicts.get(stored.id)
    if ((this.#unwritten.get(stored.id) ?? this.#ports.log.find(stored.id, SEARCHED_MAX)) !== undefined) {
      this.#verdicts.delete(stored.id)
    } else {
      this.#take(stored, body)
      this.#unrecorded.set(stored.id, stored.at)
      if (this.#unrecorded.size > PENDING_MAX) this.#unrecorded.delete(this.#unrecorded.oldest as string)
      this.#ports.tell({ news: 'attempt', body: verdict ? JSON.stringify(judged(stored, verdict)) : body, isNew: true })
    }
  }

  #take(stored: StoredAttempt, body: string): void {
    const { attempt } = stored
    const verdict = this.#verdicts.get(attempt.id)
    this.#verdicts.delete(attempt.id)
    if (verdict) this.#keep(judged(stored, verdict))
    else this.#keep(stored, body)
    const installed = this.#changes.installedBefore(attempt)
    if (installed) this.record(installed)
    // The verdict of this very attempt was given with the answer; the engine's findings tell of earlier ones.
    this.#tell(
      this.#engine.observe(attempt).filter((each) => each.type === 'incident' || each.verdict.attempt !== attempt.id),
    )
    for (const revised of this.#engine.reconsider(attempt)) this.#revise(revised, attempt.code === '00')
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
    this.#ports.incidents.put([row]).catch(this.#ports.failed)
    this.#ports.tell({ news: 'incident', incident })
  }

  /** What came after an attempt can settle what it was: a retry that succeeds makes a slip of it. */
  #revise(revised: Verdict, paidSince = false): void {
    const stored = this.#stored(revised.attempt)
    const latest = stored?.verdicts.at(-1)
    if (!stored || !latest) return
    const changed = revised.cause !== latest.cause || Math.abs(revised.confidence - latest.confidence) > 0.02
    if (changed) {
      const earlier = stored.verdicts.filter((verdict) => verdict.stage === 'immediate')
      const { cause, confidence } = revised
      this.#change({ ...stored, cause, confidence, verdicts: [...earlier, revised] })
    } else if (paidSince) {
      // Whether the sale was rescued is told by what came later, and written with the attempt.
      this.#change(stored)
    }
  }

  reversed(id: string, messages: readonly MessageView[]): void {
    const stored = this.#stored(id)
    if (!stored) return
    const status = stored.status === 'approved' ? 'reversed' : stored.status
    this.#change({ ...stored, status, messages: [...stored.messages, ...messages] })
  }

  #change(stored: StoredAttempt): void {
    this.#ports.tell({ news: 'attempt', body: this.#keep(stored), isNew: false })
  }

  #keep(stored: StoredAttempt, body = JSON.stringify(stored)): string {
    const rescued = stored.status !== 'approved' && this.#wasRescued(stored.attempt)
    this.#unwritten.set(stored.id, rowOf(stored, body, rescued))
    return body
  }

  #wasRescued(attempt: Attempt): boolean {
    return this.#engine.around(attempt).later?.some((later) => later.code === '00') ?? false
  }

  /** The attempt as JSON. */
  find(id: string): string | undefined {
    return (this.#unwritten.get(id) ?? this.#ports.log.find(id))?.body
  }

  #stored(id: string): StoredAttempt | undefined {
    const body = this.find(id)
    return body === undefined ? undefined : (JSON.parse(body) as StoredAttempt)
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
      const rows = [...this.#unwritten.values().take(WRITTEN_AT_ONCE)]
      for (const { id } of rows) this.#unwritten.delete(id)
      written += rows.length
      await this.#ports.log.put(rows).then(() => this.#ports.publish(rows), this.#ports.failed)
    }
    return written
  }
}

function judged(stored: StoredAttempt, verdict: Verdict): StoredAttempt {
  return { ...stored, cause: verdict.cause, confidence: verdict.confidence, verdicts: [verdict] }
}
