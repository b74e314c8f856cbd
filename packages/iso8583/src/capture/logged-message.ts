import { err } from '@fiftyfive/kernel'
import { withoutLayouts } from '../dialect.ts'
import type { CodecError } from '../error.ts'
import { type CapturedMessage, decoded, seen } from './decode-capture.ts'
import type { AnyDialect } from './guess.ts'
import type { LoggedMessage, LoggedValue } from './jpos-log.ts'

/**
 * A logged message in the terms of the dialect that can write most of it, the first of several, so that it is described
 * and masked like any. Elements that the log shows whole are written whole and then decoded, because its packager need not
 * know their parts.
 */
export function fromLog(logged: LoggedMessage, dialects: readonly AnyDialect[]): CapturedMessage {
  const about = { source: logged.direction ?? 'log', framing: 'none', ...seen(timeOf(logged.at ?? '')) }
  const readings = dialects.map((dialect) => ({ dialect, ...write(logged, asLogged(dialect, logged)) }))
  const written = readings.filter(({ bytes }) => bytes !== undefined)
  const [best] = written.toSorted((a, b) => a.leftOut.length - b.leftOut.length)
  if (best?.bytes) {
    const leftOut = [...logged.hidden, ...best.leftOut]
    return {
      ...about,
      dialect: best.dialect.spec.id,
      ...decoded(best.dialect, best.bytes),
      ...(leftOut.length > 0 && { leftOut }),
    }
  }
  const [first] = readings
  const error = first?.error ?? NO_DIALECT
  return { ...about, dialect: first?.dialect.spec.id ?? '', message: err(error), inTheClear: () => undefined }
}

interface Written {
  readonly bytes?: Uint8Array
  readonly error?: CodecError
  readonly leftOut: readonly string[]
}

/** Leaves out elements whose logged parts are not those of the dialect, but nothing else. */
function write({ mti, fields }: LoggedMessage, dialect: AnyDialect): Written {
  const left: Record<string, LoggedValue> = { ...fields }
  const leftOut: string[] = []
  for (;;) {
    const encoded = dialect.encode({ mti, ...left })
    if (encoded.ok) return { bytes: encoded.value.slice(), leftOut }
    const key = encoded.error.path.split('.')[0] as string
    if (!hasParts(left[key])) return { error: encoded.error, leftOut }
    delete left[key]
    leftOut.push(key)
  }
}

const hasParts = (value: LoggedValue | undefined): boolean =>
  typeof value === 'object' && !(value instanceof Uint8Array)

const known = new WeakMap<AnyDialect, Map<string, AnyDialect>>()

/** The dialect with all elements whole but those of which the log shows parts; made once for a whole log. */
function asLogged(dialect: AnyDialect, { fields }: LoggedMessage): AnyDialect {
  const divided = Object.keys(fields).filter((key) => hasParts(fields[key]))
  const name = divided.join(' ')
  const forms = known.get(dialect) ?? new Map<string, AnyDialect>()
  known.set(dialect, forms)
  const made = forms.get(name) ?? withoutLayouts(dialect.spec, undefined, divided)
  forms.set(name, made)
  return made
}

/** jPOS writes `2024-01-05T10:11:12.123`, or `Fri Jan 05 10:11:12 UTC 2024`, with milliseconds after the seconds or not. */
const timeOf = (text: string): number =>
  Date.parse(
    /^\d{4}-.*\d$/.test(text) && !/[+-]\d{2}:?\d{2}$/.test(text) ? `${text}Z` : text.replace(/(:\d{2})\.\d+ /, '$1 '),
  )

const NO_DIALECT: CodecError = {
  path: 'message',
  offset: 0,
  expected: 'a dialect',
  found: 'none',
  reason: 'structure',
}
