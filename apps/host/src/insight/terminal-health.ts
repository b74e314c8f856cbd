import type { HealthLine } from '@fiftyfive/contract'
import type { Attempt } from '@fiftyfive/diagnosis'

/** What tells of a part of the terminal: undefined where an attempt says nothing about it, else whether it had trouble. */
type Sign = (attempt: Attempt, usualDigits: ReadonlyMap<string, number>) => boolean | undefined

const SIGNS: Readonly<Record<HealthLine['part'], Sign>> = {
  // A key that sticks or bounces makes entries too short or too long, and people begin anew.
  keypad: ({ pinPad, range }, usual) =>
    pinPad && (pinPad.clears > 1 || pinPad.digits !== (usual.get(range) ?? pinPad.digits)),
  reader: ({ entryMode, fallback }) => (entryMode === 'manual' ? undefined : fallback === true),
  'pin-block': ({ pinBlock }) => pinBlock && pinBlock.shape !== 'well-formed',
  messages: ({ mac }) => mac && (mac === 'invalid' || mac === 'missing'),
  // Who heard no answer sends again.
  line: ({ duplicate }) => duplicate === true,
}

const JUDGED_FROM = 5
/** How rare by chance, beside the fleet, and how many at least: one odd entry in a hundred is nobody's fault. */
const WATCH = { chance: 0.01, troubled: 2 }
const BAD = { chance: 1e-4, troubled: 3 }

/**
 * How each part of a terminal fares by what its payments showed, beside the same at all others: both newest first. A part is
 * bad when chance alone would hardly make as much trouble of so many attempts.
 */
export function terminalHealth(own: readonly Attempt[], fleet: readonly Attempt[]): HealthLine[] {
  const usual = usualDigits(fleet)
  return (Object.keys(SIGNS) as HealthLine['part'][]).map((part) => {
    const here = counted(own, SIGNS[part], usual)
    const elsewhere = counted(fleet, SIGNS[part], usual)
    const expected = (elsewhere.troubled + 0.5) / (elsewhere.of + 1)
    return { part, ...here, fleetShare: elsewhere.troubled / Math.max(1, elsewhere.of), state: stateOf(here, expected) }
  })
}

interface Counted {
  readonly of: number
  readonly troubled: number
}

function counted(attempts: readonly Attempt[], sign: Sign, usual: ReadonlyMap<string, number>): Counted {
  const signs = attempts.map((attempt) => sign(attempt, usual)).filter((trouble) => trouble !== undefined)
  return { of: signs.length, troubled: signs.filter(Boolean).length }
}

function stateOf({ of, troubled }: Counted, expected: number): HealthLine['state'] {
  if (of < JUDGED_FROM) return 'too-few'
  const chance = chanceOf(troubled, of, expected)
  if (troubled >= BAD.troubled && chance < BAD.chance) return 'bad'
  return troubled >= WATCH.troubled && chance < WATCH.chance ? 'watch' : 'good'
}

/** The chance of at least so many of `of`, each with probability `share`: the upper tail of a binomial distribution. */
function chanceOf(atLeast: number, of: number, share: number): number {
  let below = 0
  let term = (1 - share) ** of
  for (let count = 0; count < atLeast; count++) {
    below += term
    term *= ((of - count) / (count + 1)) * (share / (1 - share))
  }
  return Math.max(0, 1 - below)
}

/** Of each card range, how many digits its PINs mostly have. */
function usualDigits(attempts: readonly Attempt[]): ReadonlyMap<string, number> {
  const digits = Map.groupBy(
    attempts.filter(({ pinPad }) => pinPad),
    ({ range }) => range,
  )
  return new Map(
    [...digits].map(([range, entries]) => [range, mostFrequent(entries.map((each) => each.pinPad!.digits))]),
  )
}

const mostFrequent = (values: readonly number[]): number =>
  [...Map.groupBy(values, (value) => value)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 0
