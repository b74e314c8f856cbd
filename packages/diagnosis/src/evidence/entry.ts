import type { Attempt, Surroundings } from '../attempt.ts'
import { LENGTH_SAMPLES_MIN, USUAL_LENGTHS } from '../model/entry.ts'
import { observed, type Observation } from './observation.ts'
import { isApproved, newestFirst } from './outcome.ts'

/** What the PIN pad said about the entry: its length, its hesitation, whether it was the same as before. */
export function observeEntry(attempt: Attempt, surroundings: Surroundings): Observation[] {
  const { pinPad } = attempt
  if (!attempt.pinPresent || !pinPad) return []
  const usual = usualLength(attempt, surroundings)
  const { digits, repeated, clears, time } = pinPad
  return [
    ...(usual === undefined
      ? []
      : observed('length', digits === usual ? 'usual' : digits < usual ? 'short' : 'long', { digits, usual })),
    ...(repeated === undefined ? [] : observed('repeated', repeated ? 'same' : 'different')),
    ...observed('clears', clears === 0 ? 'none' : clears === 1 ? 'one' : 'several', { clears }),
    ...observed('time', time),
  ]
}

/** Length of the PINs that were accepted: of this card, else most often of its range, else what its scheme uses. */
function usualLength(attempt: Attempt, surroundings: Surroundings): number | undefined {
  const known = [...surroundings.card, ...surroundings.terminal, ...surroundings.link, ...(surroundings.later ?? [])]
  const accepted = newestFirst(known).flatMap(({ card, range, pinPad, code }) =>
    pinPad && range === attempt.range && isApproved({ code }) ? [{ card, digits: pinPad.digits }] : [],
  )
  const own = attempt.card === '' ? undefined : accepted.find((each) => each.card === attempt.card)
  if (own) return own.digits
  if (attempt.pinDigitsUsual !== undefined) return attempt.pinDigitsUsual
  const cardsByLength = new Map<number, Set<string>>()
  for (const { digits, card } of accepted) {
    const cards = cardsByLength.get(digits)
    if (cards) cards.add(card)
    else cardsByLength.set(digits, new Set([card]))
  }
  const [most] = [...cardsByLength].toSorted(([a, x], [b, y]) => y.size - x.size || b - a)
  if (most && most[1].size >= LENGTH_SAMPLES_MIN) return most[0]
  return USUAL_LENGTHS.find(({ rangePrefix }) => attempt.range.startsWith(rangePrefix))?.digits
}
