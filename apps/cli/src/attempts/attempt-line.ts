import type { Attempt } from '@fiftyfive/diagnosis'
import { whatIsWrong } from './attempt-form.ts'

/** The attempt that a JSON line holds, or in words what is wrong with it, each field by its path. */
export function parseAttempt(line: string): Attempt | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (failure) {
    return failure instanceof Error ? failure.message : 'no JSON'
  }
  return checkAttempt(value)
}

/** The attempt that a value is, or in words what is wrong with it, each field by its path. */
export const checkAttempt = (value: unknown): Attempt | string => whatIsWrong(value) ?? (value as Attempt)
