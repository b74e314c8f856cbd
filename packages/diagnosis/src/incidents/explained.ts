import type { Within } from './places.ts'
import type { Session } from './sessions.ts'
import type { Stretch } from './window.ts'

/** What explains sessions: the symptoms (bits) of a deviation and where it is. */
interface Explaining {
  readonly kinds: number
  readonly scope: string
  readonly covers: Within
}

/** One fault shows in several ways at one till; in a wider scope only its own symptoms are its. */
export const explains = ({ kinds, scope, covers }: Explaining, { symptoms, place }: Session): boolean =>
  ((symptoms & kinds) !== 0 || isTill(scope) || isCard(scope)) && covers(place)

/** Whether it is about one card, whatever that shows. */
export const isCard = (scope: string): boolean => scope.startsWith('card=')
const isTill = (scope: string): boolean => scope.includes('terminal=')

/** Share of its failed sessions that would have failed without it. */
export const usualShare = ({ failed, expected }: { readonly failed: number; readonly expected: number }): number =>
  Math.min(1, expected / Math.max(1, failed))

/** Those that none of the deviations explains. */
export function unexplained(sessions: Stretch, deviations: readonly Explaining[]): Stretch {
  if (deviations.length === 0) return sessions
  const kinds = deviations.reduce((all, each) => all | each.kinds, 0)
  const tills = new Set(deviations.map(({ covers }) => covers.terminal))
  const others = deviations.filter(({ covers }) => covers.terminal === undefined)
  return sessions.filter((row) => {
    const symptoms = sessions.symptoms(row)
    // Most sessions went well, and then only what lies at its till can explain one.
    const fits =
      (symptoms & kinds) !== 0 &&
      others.some((each) => (symptoms & each.kinds) !== 0 && sessions.isWithin(row, each.covers))
    return !fits && !tills.has(sessions.terminal(row))
  })
}

export const narrowest = <T extends { readonly sessions: number }>(deviations: readonly T[]): T | undefined =>
  deviations.length < 2 ? deviations[0] : deviations.toSorted((a, b) => a.sessions - b.sessions)[0]
