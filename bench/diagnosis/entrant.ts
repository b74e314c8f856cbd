/** Why one attempt was refused, in an entrant's opinion. The last one of an attempt counts. */
export interface VerdictAnswer {
  readonly attempt: string
  /** A cause of the catalogue, or `unknown`. */
  readonly cause: string
  /** Most probable first; probabilities add up to at most 1. */
  readonly ranking: readonly { readonly cause: string; readonly probability: number }[]
}

/** An incident. The first one of an id says when it was found, the last one where it is and why. */
export interface IncidentAnswer {
  readonly incident: string
  /** Time of the newest attempt that was needed to say this, milliseconds since 1970. */
  readonly at: number
  /** Elements `dimension=value`, as in the truth. */
  readonly scope: readonly string[]
  readonly cause: string
}

export interface Answers {
  readonly verdicts: readonly VerdictAnswer[]
  readonly incidents: readonly IncidentAnswer[]
}

/** Whoever takes part. It reads `attempts.ndjson`, oldest first, `events.ndjson` if it likes, and never the truth. */
export interface Entrant {
  readonly name: string
  answer(attemptsFile: string, eventsFile?: string): Promise<Answers>
}
