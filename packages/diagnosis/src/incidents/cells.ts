import type { Instant } from '@fiftyfive/kernel'
import { HABITS, indexOf } from '../symptoms.ts'

/** Sizes of change that are looked for at once: this many times the usual rate, or nearly always. */
const TIMES = [4, 16] as const
const NEARLY_ALWAYS = 0.85
const SIZES = TIMES.length + 1

/**
 * Log-likelihood ratio from which a cell alarms. Wald's bound gives one false alarm in e^threshold renewals of a CUSUM;
 * measured, none in 4 * 10^7 observations at 15. A fleet of 2,000 terminals makes some 10^7 observations of cells and
 * symptoms a day, most of them of rare symptoms: this stays under one false alarm a week.
 */
const THRESHOLD = 16
/** From here on a rise is in doubt, and no part of what is usual: slow faults would else become their own baseline. */
const DOUBTFUL = 6
const LEARNT_AT_ONCE: ReadonlySet<number> = new Set([...HABITS].map(indexOf))
/** Sessions' worth of the fleet's rate in every baseline: a new terminal starts as its fleet and earns its own. */
const PRIOR_SESSIONS = 200
/** What was learnt loses a tenth of its weight a day. */
const KEPT_PER_DAY = 0.9
/** What never happened here so far may still happen once in so many sessions without a fault. */
const RATE_MIN = 2e-4
const DAY_MS = 86_400_000
/** A busy new cell learns its own rate within its first day. */
const WARM_UP_SESSIONS = 300
const WARM_SESSIONS = 600
/** Cards whose symptom was counted lately in a cell: one forgetful customer is not three. */
const CARDS_REMEMBERED = 8

/** One symptom in one scope, with a bank of CUSUMs. */
class SymptomCount {
  today = 0
  base = 0
  /** One for each size of change; brought up to date when the symptom is seen. */
  readonly sums = new Float64Array(SIZES)
  /** Running number of the scope's sessions when the sums were last brought up to date. */
  summedAt = 0
  /** When the CUSUM that is highest last stood at zero. */
  since: Instant = 0
}

/** Sessions and symptoms of one scope. Most scopes never show most symptoms: room for one is made when it is first seen. */
export class Cell {
  /** Sessions of today; the baseline learns them when the day is over and nothing is wrong. */
  today = 0
  base = 0
  day = 0
  lastSeen: Instant = 0
  #sessions = 0
  readonly #symptoms: (SymptomCount | undefined)[] = []
  readonly #cards: string[] = []

  session(at: Instant): void {
    const day = Math.floor(at / DAY_MS)
    if (day !== this.day || (this.today >= WARM_UP_SESSIONS && this.base < WARM_SESSIONS)) this.#learn(day)
    this.today++
    this.#sessions++
    this.lastSeen = at
  }

  /** Usual share of sessions with the symptom here, drawn towards the fleet's. */
  rate(kind: number, fleetRate: number): number {
    return ((this.#symptoms[kind]?.base ?? 0) + PRIOR_SESSIONS * fleetRate) / (this.base + PRIOR_SESSIONS)
  }

  /** Counts the symptom of this session. Gives the time since when it is more frequent, once that is certain. */
  fail(kind: number, fleetRate: number, card: string, at: Instant): Instant | undefined {
    if (this.#seen(`${kind}${card}`)) return undefined
    const symptom = this.#symptom(kind)
    symptom.today++
    const usual = Math.max(RATE_MIN, this.rate(kind, fleetRate))
    const passed = Math.max(0, this.#sessions - 1 - symptom.summedAt)
    symptom.summedAt = this.#sessions
    let highest = 0
    let fresh = true
    for (let size = 0; size < SIZES; size++) {
      const changed = changedRate(usual, size)
      const before = Math.max(0, (symptom.sums[size] as number) + passed * Math.log((1 - changed) / (1 - usual)))
      if (before > 0) fresh = false
      const sum = before + Math.log(changed / usual)
      symptom.sums[size] = sum
      if (sum > highest) highest = sum
    }
    if (fresh) symptom.since = at
    return highest >= THRESHOLD ? symptom.since : undefined
  }

  /** What was counted for sessions with the symptom is no evidence: an incident explains them. */
  clear(kind: number): void {
    this.#symptoms[kind]?.sums.fill(0)
  }

  /** Makes what the baseline learns of today's sessions with the symptom more or less by this. */
  correct(kind: number, change: number): void {
    const symptom = this.#symptom(kind)
    symptom.today = Math.max(0, symptom.today + change)
  }

  #symptom(kind: number): SymptomCount {
    while (this.#symptoms.length <= kind) this.#symptoms.push(undefined)
    return (this.#symptoms[kind] ??= new SymptomCount())
  }

  #learn(day: number): void {
    const kept = day === this.day ? 1 : KEPT_PER_DAY ** Math.min(60, Math.max(1, day - this.day))
    for (const [kind, symptom] of this.#symptoms.entries()) {
      if (!symptom) continue
      const usual = this.base === 0 ? symptom.today : (symptom.base / this.base) * this.today
      const doubted = !LEARNT_AT_ONCE.has(kind) && Math.max(...symptom.sums) >= DOUBTFUL
      const learnt = doubted ? Math.min(symptom.today, usual) : symptom.today
      symptom.base = symptom.base * kept + learnt
      symptom.today = 0
    }
    this.base = this.base * kept + this.today
    this.today = 0
    this.day = day
  }

  #seen(card: string): boolean {
    if (this.#cards.includes(card)) return true
    this.#cards.push(card)
    if (this.#cards.length > CARDS_REMEMBERED) this.#cards.shift()
    return false
  }
}

const changedRate = (usual: number, size: number): number => {
  const times = TIMES[size]
  return times === undefined ? Math.max(NEARLY_ALWAYS, usual) : Math.min(0.6, usual * times)
}
