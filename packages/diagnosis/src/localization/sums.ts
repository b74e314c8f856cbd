import { cuboidsOf, nameOf, type Cuboid } from './cuboids.ts'
import { leafGains } from './deviation.ts'
import type { Measure, Table } from './table.ts'

type Sums = Extract<Measure, { kind: 'sums' }>

/**
 * What a leaf's or element's gain must pay for its name, besides the logarithm of the number of its siblings. A fault of
 * all dimensions is one leaf, and with much noise it drowns: a lower price would find more of them and as many ghosts.
 */
const DEPTH_COST = 0.1
const SCORE_MIN = 0
/** Faults of one moment push the same way: charged for a cause that gains when the strongest one loses, or vice versa. */
const OPPOSITE_COST = 4

interface Layer {
  readonly cuboid: Cuboid
  readonly cost: number
  /** Sum of the leaves' gains per element. */
  readonly scores: Float64Array
}
interface Candidate {
  readonly layer: Layer
  readonly element: number
  readonly direction: Direction
}
interface Direction {
  readonly leaves: Float64Array
  readonly layers: readonly Layer[]
}

/**
 * Sums of an additive measure: every leaf votes by how much likelier a fault explains its deviation than the forecast's
 * ordinary error. The element with the largest sum, less the price of its name, is taken and its leaves are settled,
 * until nothing is worth its name.
 */
export function localizeSums(table: Table, measure: Sums): string[] {
  const cuboids = cuboidsOf(table, table.dimensions.length)
  const { loss, gain } = leafGains(measure)
  const directions = [loss, gain].map((leaves) => ({
    leaves,
    layers: cuboids.map((cuboid) => layerOf(cuboid, leaves)),
  }))
  let candidates = directions.flatMap(candidatesOf)
  let main: Direction | undefined
  const causes: string[] = []
  for (;;) {
    let best: Candidate | undefined
    for (const candidate of candidates) if (!best || net(candidate) > net(best)) best = candidate
    if (!best) return causes
    const part = betterPart(best, table)
    causes.push(nameOf(table, part.layer.cuboid, part.layer.cuboid.elementOf.indexOf(part.element)))
    settle(part, directions)
    main ??= part.direction
    candidates = candidates.filter(
      (candidate) => net(candidate) >= SCORE_MIN + (candidate.direction === main ? 0 : OPPOSITE_COST),
    )
  }
}

const net = ({ layer, element }: Candidate): number => (layer.scores[element] as number) - layer.cost

function layerOf(cuboid: Cuboid, leaves: Float64Array): Layer {
  const scores = new Float64Array(cuboid.size)
  for (let row = 0; row < leaves.length; row++) scores[cuboid.elementOf[row] as number]! += leaves[row] as number
  return { cuboid, cost: Math.log(cuboid.size) + DEPTH_COST * cuboid.dimensions.length, scores }
}

function candidatesOf(direction: Direction): Candidate[] {
  const candidates: Candidate[] = []
  for (const layer of direction.layers) {
    for (let element = 0; element < layer.scores.length; element++) {
      const candidate = { layer, element, direction }
      if (net(candidate) >= SCORE_MIN) candidates.push(candidate)
    }
  }
  return candidates
}

/** The element itself, or its largest part when some of its parts explain more than the whole. */
function betterPart(whole: Candidate, table: Table): Candidate {
  const { direction } = whole
  const { cuboid } = whole.layer
  let best = whole
  let most = net(whole)
  for (const layer of direction.layers) {
    if (layer.cuboid.dimensions.length !== cuboid.dimensions.length + 1) continue
    if (!cuboid.dimensions.every((index) => layer.cuboid.dimensions.includes(index))) continue
    const elements = new Set<number>()
    for (let row = 0; row < table.rows; row++) {
      if (cuboid.elementOf[row] === whole.element) elements.add(layer.cuboid.elementOf[row] as number)
    }
    const parts = [...elements].map((element) => ({ layer, element, direction })).filter((part) => net(part) > 0)
    const sum = parts.reduce((total, part) => total + net(part), 0)
    const largest = parts.toSorted((a, b) => net(b) - net(a))[0]
    if (largest && sum > most) {
      best = largest
      most = sum
    }
  }
  return best === whole ? whole : betterPart(best, table)
}

/** Takes the leaves of a cause out of every sum: they are explained. */
function settle({ layer, element }: Candidate, directions: readonly Direction[]): void {
  const { elementOf } = layer.cuboid
  for (let row = 0; row < elementOf.length; row++) {
    if (elementOf[row] !== element) continue
    for (const { leaves, layers } of directions) {
      for (const { cuboid, scores } of layers) scores[cuboid.elementOf[row] as number]! -= leaves[row] as number
      leaves[row] = 0
    }
  }
}
