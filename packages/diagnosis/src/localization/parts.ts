import type { Cuboid } from './cuboids.ts'

/** An element with what it explains net of the price of its name. `leaf` is one of its leaves. */
export interface Scored {
  readonly cuboid: Cuboid
  readonly element: number
  readonly leaf: number
  readonly score: number
}

/**
 * Parts must explain more than the whole by this factor. A fault rarely strikes all its parts to exactly the same
 * degree; people name the parent when its children saturate it.
 */
const SPLIT_FACTOR = 1.05

/** The element itself, or the largest of its parts when some of them together explain clearly more than the whole. */
export function wholeOrPart<T extends Scored>(whole: T, all: readonly T[]): T {
  const { parts, sum } = bestSplit(whole, inside(whole, all))
  if (parts.length === 0 || sum <= SPLIT_FACTOR * whole.score) return whole
  const largest = parts.reduce((a, b) => (b.score > a.score ? b : a))
  return wholeOrPart(largest, all)
}

/** The dimension along which the parts of an element explain most, each of them split again where that is better. */
function bestSplit<T extends Scored>(whole: T, descendants: readonly T[]): { parts: readonly T[]; sum: number } {
  const depth = whole.cuboid.dimensions.length
  const children = descendants.filter((each) => each.cuboid.dimensions.length === depth + 1)
  let best: { parts: readonly T[]; sum: number } = { parts: [], sum: 0 }
  for (const parts of Map.groupBy(children, (each) => each.cuboid).values()) {
    const sum = parts.reduce((total, part) => total + valueOf(part, inside(part, descendants)), 0)
    if (sum > best.sum) best = { parts, sum }
  }
  return best
}

const valueOf = <T extends Scored>(whole: T, descendants: readonly T[]): number =>
  Math.max(whole.score, descendants.length > 1 ? bestSplit(whole, descendants).sum : 0)

/** Elements that lie within another one: the same values, and some more dimensions. */
function inside<T extends Scored>(whole: T, all: readonly T[]): T[] {
  const { dimensions, elementOf } = whole.cuboid
  return all.filter(
    (each) =>
      each.cuboid.dimensions.length > dimensions.length &&
      elementOf[each.leaf] === whole.element &&
      dimensions.every((index) => each.cuboid.dimensions.includes(index)),
  )
}

/** Among elements that contain this one, the best that explains nearly as much with fewer dimensions; else itself. */
export function orParent<T extends Scored>(part: T, all: readonly T[], tie: number): T {
  const depth = part.cuboid.dimensions.length
  return all
    .filter(
      ({ cuboid, element, score }) =>
        score > part.score - tie &&
        cuboid.dimensions.length < depth &&
        cuboid.elementOf[part.leaf] === element &&
        cuboid.dimensions.every((index) => part.cuboid.dimensions.includes(index)),
    )
    .reduce((best, each) => (best === part || each.score > best.score ? each : best), part)
}
