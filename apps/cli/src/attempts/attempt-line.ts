import type { Attempt } from '@fiftyfive/diagnosis'
import { whatIsWrong } from './attempt-form.ts'

/** The attempt that a JSON line holds, or in words what is wrong with it, each field by its path. */
export function parseAttempt(line: string): Attempt | string {
  const value = parseJson(line)
  return typeof value === 'string' ? value : checkAttempt(value)
}

/** The object that a line holds, or in words what is wrong with it. */
export function parseJson(line: string): object | string {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : 'an object is expected'
  } catch (failure) {
    return whereJsonEnds(failure instanceof Error ? failure.message : 'no JSON')
  }
}

/** The attempt that a value is, or in words what is wrong with it, each field by its path. */
export const checkAttempt = (value: unknown): Attempt | string => whatIsWrong(value) ?? (value as Attempt)

/** The parser counts lines of its own, and repeats what it read, which may be a card number. */
const whereJsonEnds = (message: string): string =>
  message
    .replace(/ in JSON at position (\d+).*$/, (_, position: string) => ` at character ${Number(position) + 1}`)
    .replaceAll(/\d(?=\d{4})/g, '*')
