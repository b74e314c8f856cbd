import type { Dimension, Table } from './table.ts'

/** All combinations of values of some dimensions that occur, e.g. every issuer and link. One of them is an element. */
export interface Cuboid {
  /** Indices of the dimensions, ascending. */
  readonly dimensions: readonly number[]
  /** Number of elements. */
  readonly size: number
  /** The element each leaf belongs to. */
  readonly elementOf: Int32Array
}

/**
 * Every cuboid of up to `depth` dimensions that says something of its own. A dimension that another one of the set
 * determines (a terminal has one merchant, one model) is left out: it would only give the same elements longer names.
 */
export function cuboidsOf(table: Table, depth: number): Cuboid[] {
  const all: Cuboid[] = []
  const determines = dependencies(table)
  let layer: Cuboid[] = [{ dimensions: [], size: 1, elementOf: new Int32Array(table.rows) }]
  for (let level = 1; level <= depth; level++) {
    const next: Cuboid[] = []
    for (const cuboid of layer) {
      for (let index = (cuboid.dimensions.at(-1) ?? -1) + 1; index < table.dimensions.length; index++) {
        const redundant = cuboid.dimensions.some((each) => determines(each, index) || determines(index, each))
        if (!redundant) next.push(refine(cuboid, index, table.dimensions[index] as Dimension))
      }
    }
    all.push(...next)
    layer = next
  }
  return all
}

/** Whether each value of one dimension occurs with a single value of another. */
function dependencies(table: Table): (from: number, to: number) => boolean {
  const pairs = new Set<number>()
  const width = table.dimensions.length
  for (const [from, { codes: given, values }] of table.dimensions.entries()) {
    for (const [to, { codes: found, values: targets }] of table.dimensions.entries()) {
      // A dimension of one value is determined by any other; of two that determine each other the first one stays.
      if (from === to || targets.length > values.length || (targets.length === values.length && from > to)) continue
      if (isFunction(given, found, values.length)) pairs.add(from * width + to)
    }
  }
  return (from, to) => pairs.has(from * width + to)
}

function isFunction(given: Int32Array, found: Int32Array, size: number): boolean {
  const image = new Int32Array(size).fill(-1)
  for (let row = 0; row < given.length; row++) {
    const value = given[row] as number
    const known = image[value] as number
    if (known === -1) image[value] = found[row] as number
    else if (known !== found[row]) return false
  }
  return true
}

/** Above so many possible combinations a hash map numbers those that occur; below, an array does it faster. */
const DENSE_MAX = 1 << 22

/** Splits the elements of a cuboid by one more dimension and numbers those that occur. */
function refine(cuboid: Cuboid, index: number, dimension: Dimension): Cuboid {
  const width = dimension.values.length
  const { codes } = dimension
  const rows = codes.length
  const elementOf = new Int32Array(rows)
  const possible = cuboid.size * width
  let size = 0
  if (possible <= DENSE_MAX) {
    const numbers = new Int32Array(possible)
    for (let row = 0; row < rows; row++) {
      const key = (cuboid.elementOf[row] as number) * width + (codes[row] as number)
      let number = numbers[key] as number
      if (number === 0) numbers[key] = number = ++size
      elementOf[row] = number - 1
    }
  } else {
    const numbers = new Map<number, number>()
    for (let row = 0; row < rows; row++) {
      const key = (cuboid.elementOf[row] as number) * width + (codes[row] as number)
      let number = numbers.get(key)
      if (number === undefined) numbers.set(key, (number = size++))
      elementOf[row] = number
    }
  }
  return { dimensions: [...cuboid.dimensions, index], size, elementOf }
}

/** `issuer=i07&plen=16`, by the first leaf of the element; dimensions in alphabetical order. */
export function nameOf(table: Table, cuboid: Cuboid, leaf: number): string {
  return cuboid.dimensions
    .map((index) => {
      const { name, values, codes } = table.dimensions[index] as Dimension
      return `${name}=${values[codes[leaf] as number]}`
    })
    .toSorted()
    .join('&')
}
