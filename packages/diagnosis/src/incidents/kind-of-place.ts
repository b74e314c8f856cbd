import { type Dimension, partsOf } from '../dimensions.ts'
import type { Place } from '../model/incident.ts'
import type { Deviation } from './deviation.ts'
import type { Records } from './records.ts'

const PLACES: readonly (readonly [Dimension, Place])[] = [
  ['terminal', 'terminal'],
  ['operator', 'terminal'],
  ['panLength', 'pan-length'],
  ['kernel', 'kernel'],
  ['version', 'release'],
  ['parameters', 'parameters'],
  ['merchant', 'merchant'],
  ['range', 'bank'],
  ['issuer', 'bank'],
  ['node', 'node'],
  ['link', 'link'],
  ['model', 'model'],
  ['access', 'access'],
  ['region', 'region'],
  ['entry', 'entry'],
  ['card', 'card'],
]

/** The narrowest dimension that the scope names. Of a bank with a link of its own nobody can say which of the two it is. */
export function placeOf({ scope, soleBank }: Pick<Deviation, 'scope' | 'soleBank'>): Place {
  const place = placeAmong(new Set(partsOf(scope).map(({ dimension }) => dimension)))
  return soleBank && (place === 'bank' || place === 'link') ? 'direct' : place
}

export const placeAmong = (named: ReadonlySet<Dimension>): Place =>
  PLACES.find(([dimension]) => named.has(dimension))?.[1] ?? 'elsewhere'

/** Kinds of places that the log cannot name, because it lacks what they are named by. */
export function placesUnseen({ unnamed }: Records): ReadonlySet<Place> {
  if (unnamed.size === 0) return ALL_SEEN
  const unseen = new Set(PLACES.map(([, place]) => place))
  for (const [dimension, place] of PLACES) if (!unnamed.has(dimension)) unseen.delete(place)
  return unseen.has('link') ? unseen.add('direct') : unseen
}
export const ALL_SEEN: ReadonlySet<Place> = new Set()
