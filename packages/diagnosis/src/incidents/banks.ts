import { Recency } from '../recency.ts'
import { indexOfDimension, NOWHERE } from './places.ts'

const LINKS_MAX = 10_000
const LINK = indexOfDimension('link')
const ISSUER = indexOfDimension('issuer')
const RANGE = indexOfDimension('range')

/** Which banks are reached over which link: as many of each as tell whether there is more than one. */
export class Banks {
  readonly #byLink = new Recency<{ readonly first: number; several: boolean }, number>(LINKS_MAX)

  add(place: ArrayLike<number>): void {
    const link = place[LINK] as number
    if (link === NOWHERE) return
    const issuer = place[ISSUER] as number
    // A bank without a name goes by its range; the two never get the same number.
    const bank = issuer === NOWHERE ? -2 - (place[RANGE] as number) : issuer
    const known = this.#byLink.get(link)
    if (!known) this.#byLink.set(link, { first: bank, several: false })
    else if (known.first !== bank) known.several = true
  }

  /** Whether everything that went over the link of this place, which begins at `from`, went to its bank. */
  isSole(places: ArrayLike<number>, from: number): boolean {
    const link = places[from + LINK] as number
    return link !== NOWHERE && this.#byLink.get(link)?.several === false
  }
}
