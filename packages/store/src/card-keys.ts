/** The key of one day as it is kept: readable only with the security module that wrapped it. */
export interface WrappedCardKey {
  readonly id: string
  /** UTC, YYYY-MM-DD. */
  readonly day: string
  /** Its key block, initial vector and ciphertext, as its owner wrote them. */
  readonly wrapped: string
}

/**
 * Where the keys of card numbers are kept, beside the journal and never in it: what is in the journal stays, and these
 * are to be destroyed.
 */
export interface CardKeyStore {
  /** In the order of their days. */
  all(): Promise<readonly WrappedCardKey[]>
  /** Keeps the keys of days that have none yet; resolves when that is on disk. Another host may have been first. */
  add(keys: readonly WrappedCardKey[]): Promise<void>
  /** Resolves when they are gone. */
  remove(ids: readonly string[]): Promise<void>
  /** What the journal says of keys, oldest first: the bodies of its lines. */
  history(): Promise<readonly string[]>
}
