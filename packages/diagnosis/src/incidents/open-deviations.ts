import { type Place, TERMINAL, type Within } from './places.ts'

/**
 * What is open, in the order in which it was opened. Every attempt asks what is around it, and most of what is open is about
 * one terminal each: those are found by its number.
 */
export class OpenDeviations<Deviation extends { readonly covers: Within }> {
  readonly #all: Deviation[] = []
  readonly #tills = new Set<number>()
  #wider: Deviation[] = []

  get all(): readonly Deviation[] {
    return this.#all
  }

  add(deviation: Deviation): void {
    this.#all.push(deviation)
    this.moved()
  }

  remove(deviation: Deviation): void {
    this.#all.splice(this.#all.indexOf(deviation), 1)
    this.moved()
  }

  /** To be told when one covers something else. */
  moved(): void {
    this.#tills.clear()
    this.#wider = []
    for (const deviation of this.#all) {
      const { terminal } = deviation.covers
      if (terminal === undefined) this.#wider.push(deviation)
      else this.#tills.add(terminal)
    }
  }

  around(place: Place): Deviation[] {
    const some = this.#tills.has(place[TERMINAL] as number) ? this.#all : this.#wider
    return some.filter(({ covers }) => covers(place))
  }
}
