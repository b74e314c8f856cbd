/** Why a PIN is one that anybody would try first. */
export type GuessableReason = 'repeat' | 'sequence' | 'date' | 'pattern' | 'common'

/** Chosen far more often than chance would have it (Bonneau, Preibusch, Anderson 2012, and leaked PIN statistics). */
const COMMON = [
  '1004',
  '2580',
  '5683',
  '0852',
  '7410',
  '1472',
  '3698',
  '147258',
  '258369',
  '159753',
  '520520',
  '521521',
  '131420',
  '201314',
  '112233',
  '123123',
]

/**
 * Judges a PIN that somebody wants to set (NIST SP 800-63B 5.1.1.2, in the small space of PINs): repeats, sequences,
 * dates and years, simple patterns, and what is known to be common. Undefined when it is as good as any other. Of the
 * 10,000 PINs of four digits about a tenth fall; see guessable-pin.test.ts for the counts.
 */
export function guessableReason(pin: string): GuessableReason | undefined {
  if (new Set(pin).size === 1) return 'repeat'
  if (isSequence(pin)) return 'sequence'
  if (isDate(pin)) return 'date'
  if (isPattern(pin)) return 'pattern'
  return COMMON.includes(pin) ? 'common' : undefined
}

export const isGuessablePin = (pin: string): boolean => guessableReason(pin) !== undefined

/** Every digit is the one before plus the same step, around 9 and 0 too: 1234, 9876, 2468, 7890. */
function isSequence(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10))
  const [step] = steps
  return steps.size === 1 && step !== undefined && [1, 2, 8, 9].includes(step)
}

/** As people write dates: MMDD, DDMM, and years since 1920; YYMMDD, DDMMYY, MMDDYY and YYYYMM in six digits. */
function isDate(pin: string): boolean {
  const at = (start: number) => Number(pin.slice(start, start + 2))
  if (pin.length === 4) {
    const year = Number(pin)
    return isDay(at(0), at(2)) || isDay(at(2), at(0)) || (year >= 1920 && year <= 2039)
  }
  if (pin.length === 6) {
    const year = Number(pin.slice(0, 4))
    const monthOfYear = year >= 1920 && year <= 2039 && at(4) >= 1 && at(4) <= 12
    return isDay(at(2), at(4)) || isDay(at(2), at(0)) || isDay(at(0), at(2)) || monthOfYear
  }
  return pin.length === 8 && (isDay(at(4), at(6)) || isDay(at(0), at(2)) || isDay(at(2), at(0)))
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isDay = (month: number, day: number): boolean => day >= 1 && day <= (DAYS[month - 1] ?? 0)

/** One half twice, or forwards and back, with at most two different digits: 1212, 1221, 123123. */
function isPattern(pin: string): boolean {
  const half = pin.length / 2
  if (!Number.isInteger(half)) return false
  const twice = pin.slice(0, half) === pin.slice(half)
  const mirrored = pin === [...pin].toReversed().join('')
  const pairs = pin.length === 6 && /^(\d)\1(\d)\2(\d)\3$/.test(pin)
  return twice || mirrored || pairs
}
