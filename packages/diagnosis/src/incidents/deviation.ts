import type { Instant } from '@fiftyfive/kernel'
import { SYMPTOMS } from '../symptoms.ts'
import type { Away } from './away.ts'
import type { Pattern } from './pattern.ts'
import type { Within } from './places.ts'
import type { Session } from './sessions.ts'

/** Scopes with their shares; those add up to one. */
export type Rivals = ReadonlyMap<string, number>

/** A deviation that was found and located, with the sessions that show it. What it means is not said here. */
export interface Deviation {
  readonly id: string
  /** The symptom that it was found by. */
  readonly kind: number
  /** All symptoms (bits) that were found in its scope: one fault may show in several ways. */
  kinds: number
  scope: string
  /**
   * Scopes that explain the same failures, the chosen one among them, each with its share of what counting alone makes of
   * them. None where nothing was counted.
   */
  rivals: Rivals
  /** What divides the sessions in it, when it was looked for last and enough had failed. */
  pattern?: Pattern | undefined
  /** How its cards fared in other places afterwards, when that was looked at last and enough had come there. */
  away?: Away | undefined
  /** Whether a place lies in that scope. */
  covers: Within
  readonly since: Instant
  /** Since when attempts are its: it may have taken in another one that began before. */
  from: Instant
  readonly foundAt: Instant
  updatedAt: Instant
  state: 'open' | 'resolved' | 'dismissed'
  ended?: { readonly at: Instant; readonly why: 'recovered' | 'quiet' | 'merged' | 'harmless'; readonly into?: string }
  sessions: number
  failed: number
  expected: number
  /** The newest sessions with the symptom. */
  readonly shown: Session[]
  readonly cards: Set<string>
  /** Its payments go over a link that carries one bank. */
  soleBank: boolean
  /** Sessions that are counted, and those of them that failed: each once, however often something changes in it. */
  met: WeakSet<Session>
  /** Running number of the newest that is counted of those of which there is nothing to tell. */
  metUntil: number
  counted: WeakSet<Session>
  passedSinceFailure: number
  lastSeen: Instant
  locateAt: number
}

/** One without a session, open since then and found now. */
export function newDeviation(
  what: Pick<Deviation, 'kind' | 'scope' | 'covers' | 'rivals'>,
  since: Instant,
  at: Instant,
): Deviation {
  const { kind, scope } = what
  // The same history gives the same id, also after a restart that hears only the end of it again.
  const id = `i-${since.toString(36)}-${shortHash(`${SYMPTOMS[kind]} ${scope}`)}`
  const times = { since, from: since, foundAt: at, updatedAt: at, lastSeen: at }
  const counts = { sessions: 0, failed: 0, expected: 0, passedSinceFailure: 0, locateAt: 0, metUntil: -1 }
  const seen = { shown: [], cards: new Set<string>(), met: new WeakSet<Session>(), counted: new WeakSet<Session>() }
  return { id, ...what, kinds: 1 << kind, ...times, ...counts, ...seen, state: 'open', soleBank: false }
}

export const symptomOf = ({ kind }: Pick<Deviation, 'kind'>) => SYMPTOMS[kind] as (typeof SYMPTOMS)[number]

/** FNV-1a, 32 bits, base 36. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** Chance that a fault would let so many sessions pass: below this it is over. */
const RECOVERED = 1e-4
/** Sessions that might have passed before the last failure: after a few failures the share is not known well. */
const DOUBT = 4

/** Whether so much passed since the last failure that it is over, where `usual` is how often the fleet shows its symptom. */
export function hasRecovered({ sessions, failed, passedSinceFailure }: Deviation, usual: number): boolean {
  // As it failed until it failed last: what passed since must not speak for itself.
  const share = Math.max(failed / (sessions - passedSinceFailure + DOUBT) - usual, 0.02)
  return (1 - Math.min(share, 0.95)) ** passedSinceFailure < RECOVERED
}
