import { assert } from '@fiftyfive/kernel'

/**
 * A column of a batch as one text, which PostgreSQL takes apart again: far cheaper than an array literal, whose every
 * quote has to be escaped. JSON never holds these two control characters; keys are checked for them.
 */
const SEPARATOR = '\u001f'
const ABSENT = '\u001e'

export function column(values: readonly (string | number | undefined)[]): string {
  return values.map((value) => value ?? ABSENT).join(SEPARATOR)
}

/** For texts that come from outside: a separator in one of them would shift all others. */
export function names(values: readonly (string | undefined)[]): string {
  for (const value of values) {
    const safe = value === undefined || !(value.includes(SEPARATOR) || value.includes(ABSENT))
    assert(safe, 'a name without control characters')
  }
  return column(values)
}

/** SQL that takes the columns apart: `unnest` of `$1`, `$2` ... with these types. */
export const unnest = (...types: readonly string[]): string =>
  `unnest(${types
    .map(
      (type, index) =>
        `string_to_array($${index + 1}::text, E'\\x1f', E'\\x1e')${type === 'text' ? '' : `::${type}[]`}`,
    )
    .join(', ')})`
