import { err, fromHex, isHex, ok, type Result } from '@fiftyfive/kernel'

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

/** Thrown when an entry lacks an input or names what is not here, so that it is never taken for a refusal. */
class EntryProblem extends Error {}

export function need(right: boolean, message: string): asserts right {
  if (!right) throw new EntryProblem(message)
}

/** Whether the code refused what it was given, and not the entry itself was wrong. */
export const isRefusal = (failure: unknown): boolean =>
  !(failure instanceof EntryProblem) && !(failure instanceof RoundTripFailure)

/** Members of an entry's input, read as what they must be. */
export class Input {
  readonly #members: Readonly<Record<string, unknown>>
  constructor(members: Readonly<Record<string, unknown>>) {
    this.#members = members
  }
  has(name: string): boolean {
    return this.#members[name] !== undefined
  }
  /** Whether it has this value, however its letters are written. */
  is(name: string, value: unknown): boolean {
    return show(this.#members[name]) === show(value)
  }
  text(name: string): string {
    const value = this.#members[name]
    need(typeof value === 'string' || typeof value === 'number', `input ${name}: a text is expected`)
    return String(value)
  }
  number(name: string): number {
    const value = Number(this.#members[name])
    need(Number.isSafeInteger(value), `input ${name}: a whole number is expected`)
    return value
  }
  /** The first of several spellings of a name that the entry has; the first of all when it has none. */
  named(...names: readonly string[]): string {
    return names.find((name) => this.has(name)) ?? (names[0] as string)
  }
  bytes(name: string): Uint8Array<ArrayBuffer> {
    const value = this.text(name).replaceAll(/\s/g, '')
    need(isHex(value), `input ${name}: hex is expected`)
    return fromHex(value)
  }
  texts(name: string): readonly string[] {
    const value = this.#members[name]
    need(Array.isArray(value) && value.every((item) => typeof item === 'string'), `input ${name}: texts are expected`)
    return value
  }
}

/** A value as it is compared and shown: hex in capitals. */
export const show = (value: unknown): string =>
  typeof value === 'string'
    ? value.toUpperCase()
    : Array.isArray(value)
      ? value.map(show).join()
      : JSON.stringify(value)

export const roundTrip = (right: boolean, what: string): void => {
  if (!right) throw new RoundTripFailure(`${what} does not lead back`)
}

/** Fails with the names of the members that are missing or of another type. */
export function parseEntry(value: unknown): Result<VectorEntry, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err('an object is expected')
  // Only what is needed to run and name an entry must be there; an operation that needs more says what.
  const entry = { algorithm: '', standard: '', op: '', ...value } as Partial<Record<keyof VectorEntry, unknown>>
  const texts = (['id', 'group', 'algorithm', 'standard', 'op'] as const).filter(
    (name) => typeof entry[name] !== 'string',
  )
  const objects = (['in', 'out'] as const).filter((name) => typeof entry[name] !== 'object' || entry[name] === null)
  const wrong = [...texts.map((name) => `${name}: a text`), ...objects.map((name) => `${name}: an object`)]
  return wrong.length === 0 ? ok(entry as VectorEntry) : err(`${wrong.join(', ')} expected`)
}
