import { err } from '@fiftyfive/kernel'
import { withoutLayouts } from '../dialect.ts'
import type { CodecError } from '../error.ts'
import { type CapturedMessage, decoded, seen } from './captured-message.ts'
import type { AnyDialect } from './guess.ts'
import type { LoggedMessage, LoggedValue } from './jpos-log.ts'
import { Usual } from './usual.ts'

/**
 * Logged messages in the terms of the dialect that can write most of each, of several the one that fits most of the log, so
 * that they are described and masked like any. Elements that the log shows whole are written whole and then decoded,
 * because its packager need not know their parts.
 */
export function fromLog(log: readonly LoggedMessage[], dialects: readonly AnyDialect[]): readonly CapturedMessage[] {
  const usual = new Usual()
  const readings = log.map((logged) =>
    dialects.map((dialect) => ({ dialect, ...write(logged, asLogged(dialect, logged)) })),
  )
  const best = readings.map(closest)
  for (const { dialect } of best.flat()) usual.note(dialect.spec.id)
  return log.map((logged, i) => {
    const reading = usual.best(best[i] ?? [], ({ dialect }) => dialect.spec.id)
    return reading ? written(logged, reading) : unwritten(logged, readings[i]?.[0])
  })
}

type Reading = { readonly dialect: AnyDialect } & Written
type Able = Reading & { readonly bytes: Uint8Array }

/** Those that write the message with the least left out. */
function closest(readings: readonly Reading[]): readonly Able[] {
  const able = readings.filter((reading): reading is Able => reading.bytes !== undefined)
  const least = Math.min(...able.map(({ leftOut }) => leftOut.length))
  return able.filter(({ leftOut }) => leftOut.length === least)
}

const aboutOf = ({ direction, at }: LoggedMessage) => ({
  source: direction ?? 'log',
  framing: 'none',
  ...seen(timeOf(at ?? '')),
})

function written(logged: LoggedMessage, { dialect, bytes, leftOut: unknown }: Able): CapturedMessage {
  const leftOut = [...logged.hidden, ...unknown]
  return {
    ...aboutOf(logged),
    dialect: dialect.spec.id,
    ...decoded(dialect, bytes),
    ...(leftOut.length > 0 && { leftOut }),
  }
}

const unwritten = (logged: LoggedMessage, reading: Reading | undefined): CapturedMessage => ({
  ...aboutOf(logged),
  dialect: reading?.dialect.spec.id ?? '',
  message: err(reading?.error ?? NO_DIALECT),
  inTheClear: () => undefined,
})

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
