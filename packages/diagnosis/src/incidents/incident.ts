import type { Instant } from '@fiftyfive/kernel'
import type { CauseId } from '../causes.ts'
import type { Symptom } from '../symptoms.ts'
import type { EvidenceLine, Verdict } from '../verdict.ts'

/** Something in the fleet makes payments fail: where, since when, why, and what it costs. */
export interface Incident {
  /** Begins with `i-`; the same history gives the same. */
  readonly id: string
  readonly symptom: Symptom
  /** Elements `dimension=value`, several of one element joined by `&`. */
  readonly scope: readonly string[]
  /** First attempt of it, and the one that made it certain. */
  readonly since: Instant
  readonly foundAt: Instant
  readonly updatedAt: Instant
  readonly state: 'open' | 'resolved' | 'dismissed'
  /** `merged`: it is part of another one. `harmless`: why it is no incident, in `cause`. */
  readonly ended?: {
    readonly at: Instant
    readonly why: 'recovered' | 'quiet' | 'merged' | 'harmless'
    readonly into?: string
  }
  readonly cause: CauseId | 'unknown'
  readonly confidence: number
  readonly ranking: Verdict['ranking']
  readonly owners?: Verdict['owners']
  readonly evidence: readonly EvidenceLine[]
  readonly figures: IncidentFigures
}

export interface IncidentFigures {
  /** Card sessions in the scope since it began, those with the symptom, and how many of them were to be expected. */
  readonly sessions: number
  readonly failed: number
  readonly expected: number
  readonly cards: number
  readonly merchants: number
  readonly terminals: number
  /** Amount of sessions with the symptom that were not accepted at the same till. */
  readonly amountAtRisk_minor: number
  /** Cards with one PIN try left or none. */
  readonly nearLockout: number
  /** Share of sessions with the symptom elsewhere in the same time: the control group. */
  readonly controlRate: number
}
