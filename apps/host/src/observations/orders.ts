import type { MessageView } from '@fiftyfive/contract'
import type { Attempt, FleetEvent, Incident, Model, Verdict } from '@fiftyfive/diagnosis'
import type { IncidentRow } from '@fiftyfive/store/sqlite'

/**
 * What the host tells the thread of the live diagnosis, in the order in which it happened. A text is an attempt that is over, as
 * JSON: most of what is told, and a text crosses between threads far faster than the object that it stands for.
 */
export type Order =
  | string
  /** An attempt that the journal does not have: whoever knows a terminal's number can send one. */
  | { readonly do: 'take-unrecorded'; readonly body: string }
  | { readonly do: 'reversed'; readonly id: string; readonly messages: readonly MessageView[] }
  | { readonly do: 'record'; readonly event: FleetEvent }
  | { readonly do: 'settle'; readonly now: number }
  | { readonly do: 'use'; readonly model: Model }
  /** What other hosts are given is not kept for longer than that. */
  | { readonly do: 'forget-shared'; readonly before: number }
  | { readonly do: 'close' }
  | (Question & { readonly number: number })

/** What is answered, in its turn. */
export type Question =
  | { readonly do: 'judge'; readonly attempt: Attempt }
  | { readonly do: 'find'; readonly id: string }
  | { readonly do: 'write' }
  /** Takes away attempts that are older than that. */
  | { readonly do: 'forget'; readonly before: number }
  /** Incidents that other hosts found. */
  | { readonly do: 'keep-incidents'; readonly rows: readonly IncidentRow[] }

export interface AnswerTo {
  readonly judge: Verdict
  /** The attempt as JSON. */
  readonly find: string | undefined
  readonly write: undefined
  readonly forget: undefined
  readonly 'keep-incidents': undefined
}

/** What that thread has to say. */
export type News =
  | { readonly news: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly news: 'incident'; readonly incident: Incident }
  /** An attempt that is to be shown, as JSON. What is not new was shown before and has changed, or is another host's. */
  | { readonly news: 'attempt'; readonly body: string; readonly isNew: boolean }
  | { readonly news: 'failed'; readonly reason: string }

/** Attempts that the thread has taken so far; those who look on, without whom nothing needs to be told again. */
export const STATE = { taken: 0, viewers: 1, length: 2 } as const

/** What the thread begins with. */
export interface Beginning {
  /** The file of the observations. */
  readonly path: string
  /** Of the store that hosts share. */
  readonly databaseUrl?: string | undefined
  readonly model?: Model | undefined
  /** What both threads look at without a message: 32-bit counts, each at its `STATE`. */
  readonly state: SharedArrayBuffer
}
