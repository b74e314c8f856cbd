import type { Attempt, OtherAttempt, Surroundings } from '../attempt.ts'
import { LENGTH_SAMPLES_MIN, USUAL_LENGTHS } from '../model/entry.ts'
import { observed, type Observation } from './observation.ts'
import { byNewest, isApproved } from './outcome.ts'

/** What the PIN pad said about the entry: its length, its hesitation, whether it was the same as before. */
export function observeEntry(attempt: Attempt, surroundings: Surroundings): Observation[] {
  const { pinPad } = attempt
  if (attempt.pinPresent === false || !pinPad) return []
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
  const { card, terminal, link, later } = surroundings
  const lists = later ? [card, terminal, link, later] : [card, terminal, link]
  const own = attempt.card === '' ? undefined : newestOf(attempt, lists)
  if (own) return own.digits
  if (attempt.pinDigitsUsual !== undefined) return attempt.pinDigitsUsual
  const cardsByLength = new Map<number, Set<string>>()
  for (const list of lists)
    for (const other of list) {
      const entry = acceptedEntry(other, attempt.range)
      if (!entry) continue
      const cards = cardsByLength.get(entry.digits)
      if (cards) cards.add(other.card)
      else cardsByLength.set(entry.digits, new Set([other.card]))
    }
  const [most] = [...cardsByLength].toSorted(([a, x], [b, y]) => y.size - x.size || b - a)
  if (most && most[1].size >= LENGTH_SAMPLES_MIN) return most[0]
  return USUAL_LENGTHS.find(({ rangePrefix }) => attempt.range.startsWith(rangePrefix))?.digits
}

/** The PIN that was accepted of the card last. */
function newestOf({ card, range }: Attempt, lists: readonly (readonly OtherAttempt[])[]): OtherAttempt['pinPad'] {
  let newest: OtherAttempt | undefined
  for (const list of lists)
    for (const other of list)
      if (other.card === card && acceptedEntry(other, range) && (!newest || byNewest(other, newest) < 0)) newest = other
  return newest?.pinPad
}

const acceptedEntry = (other: OtherAttempt, range: string): OtherAttempt['pinPad'] =>
  other.range === range && isApproved(other) ? other.pinPad : undefined
