import type { Instant } from '@fiftyfive/kernel'
import { HABITS, indexOf, rateMin } from '../symptoms.ts'
import { NOWHERE } from './places.ts'
import { NONE, Pool } from './pool.ts'

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
/** The same where nobody has habits: a release has no customers of its own, and what it does from its first day on is no baseline. */
const PRIOR_SESSIONS_INSTALLED = 1_000
/** What was learnt loses a tenth of its weight a day. */
const KEPT_PER_DAY = 0.9
const DAY_MS = 86_400_000
/** A busy new cell learns its own rate within its first day. */
const WARM_UP_SESSIONS = 300
const WARM_SESSIONS = 600
/** Cards whose symptom was counted lately in a cell: one forgetful customer is not three. */
const CARDS_REMEMBERED = 8

/** Columns of a cell: its sessions of today, which the baseline learns when the day is over and nothing is wrong. */
const TODAY = 0
const BASE = 1
const DAY = 2
const LAST_SEEN = 3
/** All its sessions so far. */
const SESSIONS = 4
/** The first of its symptoms; most cells never show most symptoms, and a row is made when one is first seen. */
const SYMPTOMS = 5
/** Cards that are remembered, and how many there have been. */
const CARDS = 6
const CARDS_SEEN = 7
const CELL_WIDTH = 8

/** Columns of a symptom in a cell, with a bank of CUSUMs. The first two are as those of the cell. */
const KIND = 2
const NEXT = 3
/** Running number of the cell's sessions when the sums were last brought up to date. */
const SUMMED_AT = 4
/** When the CUSUM that is highest last stood at zero. */
const SINCE = 5
/** One for each size of change; brought up to date when the symptom is seen. */
const SUMS = 6
const SYMPTOM_WIDTH = SUMS + SIZES

/** Sessions and symptoms of scopes, each in a cell that goes by a number. */
export class Cells {
  readonly #cells = new Pool(CELL_WIDTH)
  readonly #symptoms = new Pool(SYMPTOM_WIDTH)
  readonly #cards = new Pool(CARDS_REMEMBERED)

  make(): number {
    return this.#cells.make()
  }

  release(cell: number): void {
    for (let symptom = this.#of(cell, SYMPTOMS); symptom !== NONE; symptom = this.#in(symptom, NEXT))
      this.#symptoms.release(symptom)
    const cards = this.#of(cell, CARDS)
    if (cards !== NONE) this.#cards.release(cards)
    this.#cells.release(cell)
  }

  lastSeen(cell: number): Instant {
    return this.#of(cell, LAST_SEEN)
  }

  /**
   * `day`: of that time, worked out once for all cells of a payment. `hasHabits`: whether people have habits there, which are
   * learnt at once.
   */
  session(cell: number, at: Instant, day = Math.floor(at / DAY_MS), hasHabits = true): void {
    const { numbers } = this.#cells
    const isWarm = (numbers[cell + TODAY] as number) < WARM_UP_SESSIONS || this.#of(cell, BASE) >= WARM_SESSIONS
    if (day !== numbers[cell + DAY] || !isWarm) this.#learn(cell, day, hasHabits)
    numbers[cell + TODAY] = (numbers[cell + TODAY] as number) + 1
    numbers[cell + SESSIONS] = (numbers[cell + SESSIONS] as number) + 1
    numbers[cell + LAST_SEEN] = at
  }

  /** Usual share of sessions with the symptom here, drawn towards the fleet's. */
  rate(cell: number, kind: number, fleetRate: number, hasHabits = true): number {
    const symptom = this.#symptom(cell, kind)
    const base = symptom === NONE ? 0 : this.#in(symptom, BASE)
    const prior = hasHabits ? PRIOR_SESSIONS : PRIOR_SESSIONS_INSTALLED
    return (base + prior * fleetRate) / (this.#of(cell, BASE) + prior)
  }

  /** Counts the symptom of this session. Gives the time since when it is more frequent, once that is certain. */
  fail(
    cell: number,
    kind: number,
    fleetRate: number,
    card: number,
    at: Instant,
    hasHabits = true,
  ): Instant | undefined {
    const symptom = this.#openSymptom(cell, kind)
    const { numbers } = this.#symptoms
    if (this.#seen(cell, kind, card)) {
      // That it fails again is no news, and no payment that went well either.
      numbers[symptom + SUMMED_AT] = Math.min(this.#of(cell, SESSIONS), (numbers[symptom + SUMMED_AT] as number) + 1)
      return undefined
    }
    numbers[symptom + TODAY] = (numbers[symptom + TODAY] as number) + 1
    const usual = Math.max(rateMin(kind), this.rate(cell, kind, fleetRate, hasHabits))
    const sessions = this.#of(cell, SESSIONS)
    const passed = Math.max(0, sessions - 1 - (numbers[symptom + SUMMED_AT] as number))
    numbers[symptom + SUMMED_AT] = sessions
    let highest = 0
    let fresh = true
    for (let size = 0; size < SIZES; size++) {
      const changed = changedRate(usual, size)
      const sumBefore = numbers[symptom + SUMS + size] as number
      const before = Math.max(0, sumBefore + passed * Math.log((1 - changed) / (1 - usual)))
      if (before > 0) fresh = false
      const sum = before + Math.log(changed / usual)
      numbers[symptom + SUMS + size] = sum
      if (sum > highest) highest = sum
    }
    if (fresh) numbers[symptom + SINCE] = at
    return highest >= THRESHOLD ? numbers[symptom + SINCE] : undefined
  }

  /** What was counted for sessions with the symptom is no evidence: an incident explains them. */
  clear(cell: number, kind: number): void {
    const symptom = this.#symptom(cell, kind)
    if (symptom !== NONE) this.#symptoms.numbers.fill(0, symptom + SUMS, symptom + SUMS + SIZES)
  }

  /** Makes what the baseline learns of today's sessions with the symptom more or less by this. */
  correct(cell: number, kind: number, change: number): void {
    const symptom = this.#openSymptom(cell, kind)
    const { numbers } = this.#symptoms
    numbers[symptom + TODAY] = Math.max(0, (numbers[symptom + TODAY] as number) + change)
  }

  #of(cell: number, column: number): number {
    return this.#cells.numbers[cell + column] as number
  }

  #in(symptom: number, column: number): number {
    return this.#symptoms.numbers[symptom + column] as number
  }

  #symptom(cell: number, kind: number): number {
    let symptom = this.#of(cell, SYMPTOMS)
    while (symptom !== NONE && this.#in(symptom, KIND) !== kind) symptom = this.#in(symptom, NEXT)
    return symptom
  }

  #openSymptom(cell: number, kind: number): number {
    const known = this.#symptom(cell, kind)
    if (known !== NONE) return known
    const symptom = this.#symptoms.make()
    this.#symptoms.numbers[symptom + KIND] = kind
    this.#symptoms.numbers[symptom + NEXT] = this.#of(cell, SYMPTOMS)
    this.#cells.numbers[cell + SYMPTOMS] = symptom
    return symptom
  }

  #learn(cell: number, day: number, hasHabits: boolean): void {
    const { numbers } = this.#cells
    const [base, today] = [this.#of(cell, BASE), this.#of(cell, TODAY)]
    const days = day - this.#of(cell, DAY)
    const kept = days === 0 ? 1 : KEPT_PER_DAY ** Math.min(60, Math.max(1, days))
    for (let symptom = this.#of(cell, SYMPTOMS); symptom !== NONE; symptom = this.#in(symptom, NEXT)) {
      const [baseWith, todayWith] = [this.#in(symptom, BASE), this.#in(symptom, TODAY)]
      const usual = base === 0 ? todayWith : (baseWith / base) * today
      const learnt = this.#isDoubted(symptom, hasHabits) ? Math.min(todayWith, usual) : todayWith
      this.#symptoms.numbers[symptom + BASE] = baseWith * kept + learnt
      this.#symptoms.numbers[symptom + TODAY] = 0
    }
    numbers[cell + BASE] = base * kept + today
    numbers[cell + TODAY] = 0
    numbers[cell + DAY] = day
  }

  #isDoubted(symptom: number, hasHabits: boolean): boolean {
    if (hasHabits && LEARNT_AT_ONCE.has(this.#in(symptom, KIND))) return false
    for (let size = 0; size < SIZES; size++) if (this.#in(symptom, SUMS + size) >= DOUBTFUL) return true
    return false
  }

  #seen(cell: number, kind: number, card: number): boolean {
    // A log that does not tell cards apart has none to remember.
    if (card === NOWHERE) return false
    const { numbers } = this.#cells
    const cards = this.#of(cell, CARDS) || this.#cards.make()
    numbers[cell + CARDS] = cards
    const seen = card * KINDS_MAX + kind + 1
    const remembered = this.#cards.numbers
    for (let index = cards; index < cards + CARDS_REMEMBERED; index++) if (remembered[index] === seen) return true
    const count = this.#of(cell, CARDS_SEEN)
    remembered[cards + (count % CARDS_REMEMBERED)] = seen
    numbers[cell + CARDS_SEEN] = count + 1
    return false
  }
}

/** More than there are symptoms. */
const KINDS_MAX = 32

const changedRate = (usual: number, size: number): number => {
  const times = TIMES[size]
  return times === undefined ? Math.max(NEARLY_ALWAYS, usual) : Math.min(0.6, usual * times)
}
