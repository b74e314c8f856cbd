/** What the streams and messages of one input mostly turn out to be, which decides where one has several readings. */
export class Usual {
  readonly #counts = new Map<string, number>()

  note(reading: string): void {
    this.#counts.set(reading, (this.#counts.get(reading) ?? 0) + 1)
  }

  /** The most usual of these, the first of several; undefined when there are none. */
  best<T>(candidates: readonly T[], readingOf: (candidate: T) => string): T | undefined {
    const count = (candidate: T): number => this.#counts.get(readingOf(candidate)) ?? 0
    return candidates.toSorted((a, b) => count(b) - count(a))[0]
  }
}
