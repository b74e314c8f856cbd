import type { Attempt } from '../attempt.ts'
import { Recency } from '../recency.ts'

type Way = Pick<Attempt, 'link' | 'issuer' | 'range'>

const LINKS_MAX = 10_000

/** Which banks are reached over which link: as many of each as tell whether there is more than one. */
export class Banks {
  readonly #byLink = new Recency<{ readonly first: string; several: boolean }>(LINKS_MAX)

  add({ link, issuer, range }: Way): void {
    if (link === undefined) return
    const bank = issuer ?? range
    const known = this.#byLink.get(link)
    if (!known) this.#byLink.set(link, { first: bank, several: false })
    else if (known.first !== bank) known.several = true
  }

  /** Whether everything that went over the link of this attempt went to its bank. */
  isSole({ link }: Way): boolean {
    return link !== undefined && this.#byLink.get(link)?.several === false
  }
}
