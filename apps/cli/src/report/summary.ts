import { type Attempt, concernsPin, type ImportFault, type Incident, type Verdict } from '@fiftyfive/diagnosis'

/** Faults that are listed one by one; the others are counted. */
const FAULTS_MAX = 200
/** Incidents that are listed. */
const INCIDENTS_MAX = 500
const BUCKETS_MAX = 240
const MINUTE_MS = 60_000
const CONFIDENCE_BINS = 10

export interface CauseCount {
  readonly cause: Verdict['cause']
  count: number
  /** The surest verdict of this cause. */
  example: { readonly attempt: Attempt; readonly verdict: Verdict }
}

/** The causes of a diagnosis, the most frequent first. */
export const byCount = ({ causes }: Summary): CauseCount[] => [...causes.values()].toSorted((a, b) => b.count - a.count)

/** What a report tells of a diagnosis, gathered while it runs, in memory that does not grow with the input. */
export class Summary {
  attempts = 0
  refusals = 0
  from = Number.POSITIVE_INFINITY
  until = Number.NEGATIVE_INFINITY
  readonly causes = new Map<Verdict['cause'], CauseCount>()
  readonly confidence: number[] = Array.from({ length: CONFIDENCE_BINS }, () => 0)
  readonly faults: ImportFault[] = []
  faultCount = 0
  /** Those that failed most, in the order in which they were found. */
  readonly incidents: Incident[] = []
  model = ''
  /** Width of the buckets of `refusalsAt`; it doubles when there would be too many from the first to the last. */
  bucket_ms = MINUTE_MS
  /** Number of refusals by the start of their bucket. */
  refusalsAt = new Map<number, number>()
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY

  addAttempt({ at, code }: Attempt): void {
    this.attempts++
    this.from = Math.min(this.from, at)
    this.until = Math.max(this.until, at)
    if (concernsPin(code)) this.#countAt(at)
  }

  addVerdict(attempt: Attempt, verdict: Verdict): void {
    const { cause, confidence } = verdict
    this.refusals++
    this.model = verdict.model
    this.confidence[Math.min(CONFIDENCE_BINS - 1, Math.floor(confidence * CONFIDENCE_BINS))]! += 1
    const known = this.causes.get(cause)
    if (!known) this.causes.set(cause, { cause, count: 1, example: { attempt, verdict } })
    else {
      known.count++
      if (confidence > known.example.verdict.confidence) known.example = { attempt, verdict }
    }
  }

  addIncident(incident: Incident): void {
    this.incidents.push(incident)
    if (this.incidents.length <= INCIDENTS_MAX) return
    const least = this.incidents.reduce((least, each) => (each.figures.failed < least.figures.failed ? each : least))
    this.incidents.splice(this.incidents.indexOf(least), 1)
  }

  addFault(fault: ImportFault): void {
    this.faultCount++
    if (this.faults.length < FAULTS_MAX) this.faults.push(fault)
  }

  #countAt(at: number): void {
    const start = at - (at % this.bucket_ms)
    this.refusalsAt.set(start, (this.refusalsAt.get(start) ?? 0) + 1)
    this.#first = Math.min(this.#first, at)
    this.#last = Math.max(this.#last, at)
    while ((this.#last - this.#first) / this.bucket_ms > BUCKETS_MAX) {
      this.bucket_ms *= 2
      const wider = new Map<number, number>()
      for (const [old, count] of this.refusalsAt) {
        const wide = old - (old % this.bucket_ms)
        wider.set(wide, (wider.get(wide) ?? 0) + count)
      }
      this.refusalsAt = wider
    }
  }
}
