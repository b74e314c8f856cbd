import type { AcquirerEvent } from '@fiftyfive/acquiring'
import type { Pulse as PulseView, PulseStep } from '@fiftyfive/contract'
import { concernsPin } from '@fiftyfive/diagnosis'
import type { Clock } from '@fiftyfive/kernel'
import { Times } from './times.ts'

const STEP_MS = 10_000
const STEPS_MAX = 360

/** What is looked at every second or so. */
export interface PulseSample {
  readonly queued: number
  readonly inFlight: number
  /** Since the start. */
  readonly refused: number
  /** How long the security module took to answer; absent when it did not. */
  readonly securityModule_ms?: number
}

/** What is timed beside the issuers: a till's wait for its answer, and how soon the security module says that it is well. */
export type TimedPart = 'answer' | 'security module'
type TimeListener = (part: TimedPart, span_ms: number) => void

interface Step {
  readonly at: number
  attempts: number
  approved: number
  refused: number
  queued: number
  inFlight: number
  overloaded: number
  readonly answer: Times
  readonly securityModule: Times
  readonly links: Map<string, Times>
}

/** Keeps the last hour of the host in steps of ten seconds, in memory: what people watch while they act. */
export class Pulse {
  readonly #clock: Clock
  #steps: Step[] = []
  #refusedBefore = 0
  readonly #listeners: TimeListener[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Tells each time as it is measured, for whoever keeps them longer. */
  onTime(listener: TimeListener): void {
    this.#listeners.push(listener)
  }

  observe(event: AcquirerEvent): void {
    if (event.type !== 'attempt') return
    const { observation, code } = event
    const step = this.#now()
    step.attempts++
    if (code === '00') step.approved++
    else if (concernsPin(code)) step.refused++
    const answered = observation.timeline.at(-1)
    if (answered) this.#time('answer', step.answer, answered.at - observation.at)
    const { link, latency_ms } = observation
    if (link === undefined || latency_ms === undefined) return
    let times = step.links.get(link)
    if (!times) step.links.set(link, (times = new Times()))
    times.add(latency_ms)
  }

  sample({ queued, inFlight, refused, securityModule_ms }: PulseSample): void {
    const step = this.#now()
    step.queued = Math.max(step.queued, queued)
    step.inFlight = Math.max(step.inFlight, inFlight)
    step.overloaded += refused - this.#refusedBefore
    this.#refusedBefore = refused
    if (securityModule_ms !== undefined) this.#time('security module', step.securityModule, securityModule_ms)
  }

  view(): PulseView {
    const oldest = this.#clock.now() - STEPS_MAX * STEP_MS
    return { step_ms: STEP_MS, steps: this.#steps.filter(({ at }) => at > oldest).map(viewOf) }
  }

  #time(part: TimedPart, times: Times, span_ms: number): void {
    times.add(span_ms)
    for (const listener of this.#listeners) listener(part, span_ms)
  }

  #now(): Step {
    const at = Math.floor(this.#clock.now() / STEP_MS) * STEP_MS
    const last = this.#steps.at(-1)
    // A clock that was set back goes on in the step that it left.
    if (last && last.at >= at) return last
    const step: Step = {
      at,
      attempts: 0,
      approved: 0,
      refused: 0,
      queued: 0,
      inFlight: 0,
      overloaded: 0,
      answer: new Times(),
      securityModule: new Times(),
      links: new Map(),
    }
    this.#steps.push(step)
    if (this.#steps.length > STEPS_MAX) this.#steps = this.#steps.slice(-STEPS_MAX)
    return step
  }
}

function viewOf({ answer, securityModule, links, ...counts }: Step): PulseStep {
  const answered = answer.quantiles()
  const module = securityModule.quantiles()
  return {
    ...counts,
    ...(answered ? { answer: answered } : {}),
    ...(module ? { securityModule: module } : {}),
    links: [...links].flatMap(([name, times]) => {
      const taken = times.quantiles()
      return taken ? [{ name, ...taken }] : []
    }),
  }
}
