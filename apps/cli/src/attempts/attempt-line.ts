import type { Attempt } from '@fiftyfive/diagnosis'
import { whatIsWrong } from './attempt-form.ts'

/** The attempt that a JSON line holds, or in words what is wrong with it, each field by its path. */
export function parseAttempt(line: string): Attempt | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (failure) {
    return whereJsonEnds(failure instanceof Error ? failure.message : 'no JSON')
  }
  return checkAttempt(value)
}

/** The attempt that a value is, or in words what is wrong with it, each field by its path. */
export const checkAttempt = (value: unknown): Attempt | string => whatIsWrong(value) ?? (value as Attempt)

/** The parser counts lines of its own, and repeats what it read, which may be a card number. */
const whereJsonEnds = (message: string): string =>
  message
    .replace(/ in JSON at position (\d+).*$/, (_, position: string) => ` at character ${Number(position) + 1}`)
    .replaceAll(/\d(?=\d{4})/g, '*')
