import { err, ok, toHex, type Result } from '@fiftyfive/kernel'
import { aesCounter } from './aes.ts'
import { tdesCounter } from './tdes.ts'

export type SerialNumberProblem =
  'length' | 'counter-zero' | 'counter-bits' | 'exhausted' | 'replayed' | 'shared' | 'full'

const bitsSet = (counter: number): number => {
  let count = 0
  for (let bits = counter; bits; bits >>>= 1) count += bits & 1
  return count
}

/**
 * Checks a key serial number: 10 bytes with a 21-bit counter (TDES, at most ten bits set; X9.24-1) or 12 bytes with a
 * 32-bit counter (AES, at most sixteen; X9.24-3, 6.4). Counter 0 names the initial key, which no transaction uses.
 */
export function checkSerialNumber(
  serialNumber: Uint8Array,
): Result<{ readonly base: string; readonly counter: number }, SerialNumberProblem> {
  if (serialNumber.length !== 10 && serialNumber.length !== 12) return err('length')
  const aes = serialNumber.length === 12
  const counter = aes ? aesCounter(serialNumber) : tdesCounter(serialNumber)
  if (counter === 0) return err('counter-zero')
  if (bitsSet(counter) > (aes ? 16 : 10)) return err('counter-bits')
  if (counter > (aes ? 0xffff0000 : 0x1ff800)) return err('exhausted')
  const base = serialNumber.slice(0, 8)
  if (!aes) base[7] = (base[7] as number) & 0xe0
  return ok({ base: toHex(base), counter })
}

/** How far the counter of a serial number's base has come, and at which terminal. */
export interface SerialNumberProgress {
  readonly base: string
  readonly terminal: string
  readonly counter: number
}

/**
 * Remembers how far each terminal's counter has come, so that no key serves twice and no two terminals share a base
 * (PCI PIN 20-1). Forgetting a base would let its numbers be replayed, so a full memory takes in no new ones.
 */
export class SerialNumberWatch {
  readonly #seen = new Map<string, SerialNumberProgress>()
  readonly #changed: (progress: SerialNumberProgress) => void
  readonly #bases_max: number

  constructor(changed: (progress: SerialNumberProgress) => void = () => undefined, bases_max = 250_000) {
    this.#changed = changed
    this.#bases_max = bases_max
  }

  accept(terminal: string, serialNumber: Uint8Array): Result<number, SerialNumberProblem> {
    const checked = checkSerialNumber(serialNumber)
    if (!checked.ok) return checked
    const { base, counter } = checked.value
    const last = this.#seen.get(base)
    if (last && last.terminal !== terminal) return err('shared')
    if (last && counter <= last.counter) return err('replayed')
    if (!last && this.#seen.size >= this.#bases_max) return err('full')
    const progress = { base, terminal, counter }
    this.#seen.set(base, progress)
    this.#changed(progress)
    return ok(counter)
  }

  /** Takes over how far an earlier run had come. */
  restore(progress: SerialNumberProgress): void {
    this.#seen.set(progress.base, progress)
  }

  entries(): Iterable<SerialNumberProgress> {
    return this.#seen.values()
  }
}
