import { assert, err, fromHex, isHex, ok, type Result } from '@fiftyfive/kernel'

/** One test vector: what goes into an operation and what must come out; hex unless a name says otherwise. */
export interface VectorEntry {
  readonly id: string
  readonly group: string
  readonly algorithm: string
  readonly standard: string
  readonly op: string
  readonly in: Readonly<Record<string, unknown>>
  readonly out: Readonly<Record<string, unknown>>
}

/** What an operation gave, by the names the vectors use. A member that the vector does not mention is not compared. */
export type Computed = Readonly<Record<string, unknown>>

/** Thrown by an operation whose way back does not lead to where it started. */
export class RoundTripFailure extends Error {}

/** Members of an entry's input, read as what they must be. */
export class Input {
  readonly #members: Readonly<Record<string, unknown>>
  constructor(members: Readonly<Record<string, unknown>>) {
    this.#members = members
  }
  has(name: string): boolean {
    return this.#members[name] !== undefined
  }
  text(name: string): string {
    const value = this.#members[name]
    assert(typeof value === 'string', `input ${name}: a text is expected`)
    return value
  }
  number(name: string): number {
    const value = Number(this.#members[name])
    assert(Number.isSafeInteger(value), `input ${name}: a whole number is expected`)
    return value
  }
  bytes(name: string): Uint8Array<ArrayBuffer> {
    const value = this.text(name)
    assert(isHex(value), `input ${name}: hex is expected`)
    return fromHex(value)
  }
  texts(name: string): readonly string[] {
    const value = this.#members[name]
    assert(Array.isArray(value) && value.every((item) => typeof item === 'string'), `input ${name}: texts are expected`)
    return value
  }
}

export const roundTrip = (right: boolean, what: string): void => {
  if (!right) throw new RoundTripFailure(`${what} does not lead back`)
}

/** Fails with the names of the members that are missing or of another type. */
export function parseEntry(value: unknown): Result<VectorEntry, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err('an object is expected')
  const entry = value as Partial<Record<keyof VectorEntry, unknown>>
  const texts = (['id', 'group', 'algorithm', 'standard', 'op'] as const).filter(
    (name) => typeof entry[name] !== 'string',
  )
  const objects = (['in', 'out'] as const).filter((name) => typeof entry[name] !== 'object' || entry[name] === null)
  const wrong = [...texts.map((name) => `${name}: a text`), ...objects.map((name) => `${name}: an object`)]
  return wrong.length === 0 ? ok(entry as VectorEntry) : err(`${wrong.join(', ')} expected`)
}
