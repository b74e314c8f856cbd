import type { Instant } from '@fiftyfive/kernel'
import { type CauseId, CAUSES, type Owner } from './causes.ts'

/** The answer to "why was the PIN refused", with how sure it is and what it rests on. */
export interface Verdict {
  readonly attempt: string
  readonly at: Instant
  /** `immediate`: given within the authorization. `revised`: with what became known afterwards. */
  readonly stage: 'immediate' | 'revised'
  /** The most probable cause, or `unknown` when none is probable enough to act on. */
  readonly cause: CauseId | 'unknown'
  /** Probability of that cause, 0 to 1; of the most probable one when the cause is `unknown`. */
  readonly confidence: number
  /** All causes with at least 0.5 %, most probable first. They add up to at most 1. */
  readonly ranking: readonly { readonly cause: CauseId | 'other'; readonly probability: number }[]
  /** Whose fault it is, over all causes and what is in no catalogue; most probable first. Older records lack it. */
  readonly owners?: readonly { readonly owner: Owner; readonly probability: number }[]
  /** What spoke for the first cause, heaviest first, and then what spoke against it. */
  readonly evidence: readonly EvidenceLine[]
  /** Version of the weights, so that an old verdict can be explained by the model that gave it. */
  readonly model: string
}

/** What an attempt or an incident is said to be. */
export type Named = Pick<Verdict, 'cause'> & { readonly owners?: Verdict['owners'] | undefined }

/** From here on it is said whose fault something is, although not what. */
const OWNER_SURE = 0.8

/** Whose fault it is, as far as that is sure: of the cause, or, of an unknown one, of nearly all that it may be. */
export function sureOwner({ cause, owners }: Named): Owner | undefined {
  if (cause !== 'unknown') return CAUSES[cause].owner
  const [first] = owners ?? []
  return first && first.probability >= OWNER_SURE ? first.owner : undefined
}

/** One printable line. Its sentence is `messages.evidence[id]` filled with `values`. */
export interface EvidenceLine {
  readonly id: string
  readonly group: string
  readonly values: Readonly<Record<string, string | number>>
  /** Log-odds (natural logarithm) this line adds to the first cause against the average of the others. */
  readonly weight: number
}
