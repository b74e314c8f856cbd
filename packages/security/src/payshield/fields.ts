/**
 * Host commands of a payShield are runs of characters without names. A layout is a list of fields, and the same list
 * reads a frame and writes one. Text holds one byte in each character (latin1).
 */
export type Values = Readonly<Record<string, string>>

export interface Field {
  readonly name: string
  /** How many characters it takes from `at`, or undefined when it is not there though it must be. */
  measure(text: string, at: number, before: Values): number | undefined
  /** Characters around the value that do not belong to it. */
  readonly prefix?: string
  readonly suffix?: string
  /** Left out altogether when the text has no such prefix, the field measures nothing, or the value is missing. */
  readonly optional?: boolean
  /** Its length follows from what stands behind it, so it cannot be checked while writing. */
  readonly elastic?: boolean
}

export class LayoutError extends Error {}

export function readFields(fields: readonly Field[], text: string): Values {
  const values: Record<string, string> = {}
  let at = 0
  for (const field of fields) {
    const { prefix = '', suffix = '' } = field
    if (field.optional && (at >= text.length || !text.startsWith(prefix, at))) continue
    if (!text.startsWith(prefix, at)) throw new LayoutError(`${field.name}: ${prefix} expected`)
    at += prefix.length
    const length = field.measure(text, at, values)
    if (length === undefined && field.optional && prefix === '') continue
    if (length === undefined || at + length > text.length)
      throw new LayoutError(`${field.name}: not there or cut short`)
    values[field.name] = text.slice(at, at + length)
    at += length
    if (!text.startsWith(suffix, at)) throw new LayoutError(`${field.name}: ${suffix} expected behind it`)
    at += suffix.length
  }
  if (at !== text.length) throw new LayoutError('more characters than the layout has')
  return values
}

export function writeFields(fields: readonly Field[], values: Values): string {
  let text = ''
  for (const field of fields) {
    const value = values[field.name]
    if (value === undefined) {
      if (field.optional) continue
      throw new LayoutError(`${field.name}: a value is missing`)
    }
    const from = text.length + (field.prefix ?? '').length
    text += `${field.prefix ?? ''}${value}${field.suffix ?? ''}`
    const fits = field.elastic || field.measure(text, from, values) === value.length
    if (!fits) throw new LayoutError(`${field.name}: a value of another length`)
  }
  return text
}

export const fixed = (name: string, length: number): Field => ({ name, measure: () => length })

/** As many characters as an earlier field says, in the given base. */
export const counted = (name: string, countName: string, base: 10 | 16): Field => ({
  name,
  measure: (_text, _at, before) => Number.parseInt(before[countName] ?? '', base),
})

/** Everything before a delimiter, which is not part of it. */
export const until = (name: string, delimiter: string): Field => ({
  name,
  suffix: delimiter,
  measure(text, at) {
    const end = text.indexOf(delimiter, at)
    return end < 0 ? undefined : end - at
  },
})

/** Everything that is left but the last characters. */
export const rest = (name: string, last = 0): Field => ({
  name,
  elastic: true,
  measure: (text, at) => text.length - at - last,
})

/** A field that is only there behind its prefix. */
export const behind = (prefix: string, field: Field): Field => ({ ...field, prefix, optional: true })

/** A field that is only there when an earlier one is, with one of the given characters as its value if any are given. */
export const only = (field: Field, earlier: string, values?: string): Field => ({
  ...field,
  optional: true,
  measure(text, at, before) {
    const found = before[earlier]
    return found === undefined || (values !== undefined && !values.includes(found))
      ? undefined
      : field.measure(text, at, before)
  },
})

/** A field that is not there when an earlier one has one of the given characters as its value. */
export const unless = (field: Field, earlier: string, values: string): Field => ({
  ...field,
  optional: true,
  measure: (text, at, before) =>
    values.includes(before[earlier] ?? '?') ? undefined : field.measure(text, at, before),
})

/**
 * A key by its scheme letter: `S` and `R` key blocks that tell their own length, `U` and `X` 32 hex digits, `T` and `Y`
 * 48, none at all 16.
 */
export const key = (name: string): Field => ({
  name,
  measure(text, at) {
    const scheme = text.charAt(at)
    if (scheme === 'S' || scheme === 'R') {
      const length = Number(text.slice(at + 2, at + 6))
      return Number.isInteger(length) && length >= 16 ? 1 + length : undefined
    }
    if (scheme === 'U' || scheme === 'X') return 33
    if (scheme === 'T' || scheme === 'Y') return 49
    return /^[0-9A-F]{16}/.test(text.slice(at, at + 16)) ? 16 : undefined
  },
})

/** Whether a key in its scheme is an AES key, whose blocks are 16 bytes. */
export const isAesKey = (text: string | undefined): boolean => /^[SR].{7}A/.test(text ?? '')

/** A PIN block in hex: 32 digits when the key before it is an AES key, else 16. */
export const pinBlockUnder = (keyName: string, name = 'pinBlock'): Field => ({
  name,
  measure: (_text, _at, before) => (isAesKey(before[keyName]) ? 32 : 16),
})

/**
 * The twelve rightmost PAN digits without the check digit; or, as AES master keys and format 48 (ISO 4) have it, all
 * digits of the PAN and a delimiter.
 */
export const account: Field = {
  name: 'account',
  measure: (text, at) => /^\d{13,19};/.exec(text.slice(at, at + 20))?.[0].length ?? 12,
}

/**
 * A PIN under the master key: `J` and 32 hex digits under an AES master key; under a variant one as many digits as
 * its payShield is set to, which is what the fields behind it leave.
 */
export const sealedPin = (behindIt: number): Field => ({
  name: 'pin',
  elastic: true,
  measure(text, at) {
    if (text.charAt(at) === 'J') return 33
    const masterKeyId = text.charAt(text.length - 3) === '%' ? 3 : 0
    const length = text.length - at - behindIt - masterKeyId
    return length >= 5 && length <= 13 ? length : undefined
  },
})

/** A decimalisation table: 16 digits in the clear, or `L` and 32 hex digits sealed. */
export const table: Field = { name: 'table', measure: (text, at) => (text.charAt(at) === 'L' ? 33 : 16) }

/** BU's key type, two reserved digits and the kind of check value, each behind a `;` and each left out at will. */
export const checkValueOptions: Field = {
  name: 'options',
  optional: true,
  measure: (text, at) => /^(?:;[0-9A-F]{3}){1,2}/.exec(text.slice(at, at + 8))?.[0].length,
}
