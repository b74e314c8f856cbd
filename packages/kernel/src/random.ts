import { assert } from './assert.ts'

/** Randomness as an argument. Real parties get the operating system's; simulations a seeded one. */
export interface Random {
  bytes(length: number): Uint8Array<ArrayBuffer>
}

/**
 * Repeatable randomness for simulations and tests: sfc32 (Chris Doty-Humphrey, PractRand), seeded through an
 * FNV-1a hash. Never for keys of a real party.
 */
export function seededRandom(seed: string | number): Random {
  let a = fnv1a(`${seed}/a`)
  let b = fnv1a(`${seed}/b`)
  let c = fnv1a(`${seed}/c`)
  let counter = 1
  const next = (): number => {
    const t = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return {
    bytes(length) {
      const out = new Uint8Array(length)
      for (let i = 0; i < length; i++) out[i] = next() >>> 24
      return out
    },
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** A whole number from 0 up to, not including, `bound` (at most 2^32), without modulo bias. */
export function randomInteger(random: Random, bound: number): number {
  assert(Number.isInteger(bound) && bound > 0 && bound <= 2 ** 32, 'randomInteger: bound from 1 to 2^32')
  const limit = Math.floor(2 ** 32 / bound) * bound
  for (;;) {
    const bytes = random.bytes(4)
    const high = ((bytes[0] as number) << 8) | (bytes[1] as number)
    const value = high * 0x10000 + (((bytes[2] as number) << 8) | (bytes[3] as number))
    if (value < limit) return value % bound
  }
}

/** A number in [0, 1). */
export const randomFraction = (random: Random): number => randomInteger(random, 2 ** 32) / 2 ** 32

export function pick<T>(random: Random, items: readonly T[]): T {
  assert(items.length > 0, 'pick: at least one item')
  return items[randomInteger(random, items.length)] as T
}
