import type { Clock } from '@fiftyfive/kernel'
import { SerialNumberWatch } from '../dukpt/index.ts'
import { FailureLimits } from './limits.ts'

/**
 * One count that a module must not forget over a restart: failed verifications of a subject, or how far the counter of a
 * DUKPT terminal has come. Subjects and terminals are keyed digests, so neither a PAN nor a key can be read from them.
 */
export type CounterChange =
  | {
      readonly kind: 'failures'
      readonly of: 'card' | 'key'
      readonly subject: string
      /** 0: nothing is held against the subject any more. */
      readonly count: number
      /** When the window began, milliseconds since 1970. */
      readonly since: number
    }
  | {
      readonly kind: 'serial-number'
      /** The serial number without its counter, hex. */
      readonly base: string
      readonly terminal: string
      readonly counter: number
    }

/** Where counts outlive the module. Without one they last as long as the module does: for simulations. */
export interface CounterStore {
  /** What was counted before, oldest first. */
  readonly restored: readonly CounterChange[]
  /** Called before the command that counted is answered. */
  changed(change: CounterChange): void
}

export const FORGETFUL: CounterStore = { restored: [], changed: () => undefined }

/** The counts of one module: taken over from its store when it starts, told to it whenever they change. */
export class Counters {
  readonly cards: FailureLimits
  readonly keys: FailureLimits
  readonly serialNumbers: SerialNumberWatch

  constructor(
    clock: Clock,
    limit: { readonly failures: number; readonly failuresPerKey: number; readonly window_ms: number },
    store: CounterStore,
  ) {
    const limits = (of: 'card' | 'key', failures: number): FailureLimits =>
      new FailureLimits(clock, { failures, window_ms: limit.window_ms }, (subject, entry) =>
        store.changed({ kind: 'failures', of, subject, ...entry }),
      )
    this.cards = limits('card', limit.failures)
    this.keys = limits('key', limit.failuresPerKey)
    this.serialNumbers = new SerialNumberWatch((progress) => store.changed({ kind: 'serial-number', ...progress }))
    for (const change of store.restored) this.#restore(change)
  }

  *entries(): Iterable<CounterChange> {
    for (const [subject, failures] of this.cards.entries()) yield { kind: 'failures', of: 'card', subject, ...failures }
    for (const [subject, failures] of this.keys.entries()) yield { kind: 'failures', of: 'key', subject, ...failures }
    for (const progress of this.serialNumbers.entries()) yield { kind: 'serial-number', ...progress }
  }

  #restore(change: CounterChange): void {
    if (change.kind === 'serial-number') this.serialNumbers.restore(change)
    else (change.of === 'card' ? this.cards : this.keys).restore(change.subject, change)
  }
}
