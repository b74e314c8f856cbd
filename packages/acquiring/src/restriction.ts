import type { Instant } from '@fiftyfive/kernel'

/**
 * Something that is paused in a scope until it is lifted or has lapsed. `offer-qr` pauses nothing: it makes the till
 * offer another way at the first wrong PIN.
 */
export interface Restriction {
  readonly id: string
  readonly kind: 'pause-pin' | 'quarantine' | 'hold-card' | 'offer-qr'
  /** All of it has to fit, as `terminal`: `T0000001`. Names as in docs/reference/attempts.md, and `card` for a token. */
  readonly scope: Readonly<Record<string, string>>
  /** Cause that the till is told, of the diagnosis's catalogue. */
  readonly cause?: string
  /** Lapses then by itself, whoever has forgotten it. */
  readonly until: Instant
}

/** A scope without a name covers nothing, rather than everything. */
export function covers({ scope }: Restriction, subject: Readonly<Record<string, string | undefined>>): boolean {
  const names = Object.keys(scope)
  return names.length > 0 && names.every((name) => subject[name] === scope[name])
}
