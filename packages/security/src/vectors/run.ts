import { cvv, emv } from './cards.ts'
import { aesDukpt, tdesDukpt } from './dukpt.ts'
import { Input, parseEntry, type Computed, type VectorEntry } from './entry.ts'
import { checkValue, keyBlock, keyOperation } from './keys.ts'
import { ibm3624, pinBlock, pvv, readPinBlock, translate } from './pins.ts'
import { mac, primitive, unionpayMac } from './primitives.ts'

/** The operation behind each group of vectors. */
const OPERATIONS: Readonly<Record<string, (entry: VectorEntry, input: Input) => Computed>> = {
  primitive,
  mac,
  'mac-unionpay': unionpayMac,
  pinblock: pinBlock,
  'pinblock-sm4': pinBlock,
  'pinblock-refuse': readPinBlock,
  'pinblock-confusable': readPinBlock,
  translate,
  'translate-refuse': translate,
  pvv,
  ibm3624,
  cvv,
  emv,
  'dukpt-tdes': tdesDukpt,
  'dukpt-aes': aesDukpt,
  tr31: keyBlock,
  'tr31-refuse': keyBlock,
  kcv: checkValue,
  key: keyOperation,
}

export interface VectorOutcome {
  readonly id: string
  readonly group: string
  /** `unverified`: the vector rests on one source, so agreeing or not proves little either way. */
  readonly verdict: 'pass' | 'fail' | 'unverified'
  /** What did not agree; empty when everything did, also for unverified vectors. */
  readonly differences: readonly string[]
}

export interface VectorReport {
  readonly outcomes: readonly VectorOutcome[]
  readonly passed: number
  readonly failed: number
  readonly unverified: number
}

/** Members of an expected result that explain instead of prescribe. */
const EXPLANATIONS: readonly string[] = ['why', 'note', 'psecMessage', 'comment']

/** Runs vectors through the real code. `entries` is the content of a vector file: an array of entries. */
export function runVectors(entries: readonly unknown[]): VectorReport {
  const outcomes = entries.map((value, index) => runVector(value, index))
  const count = (verdict: VectorOutcome['verdict']): number =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length
  return { outcomes, passed: count('pass'), failed: count('fail'), unverified: count('unverified') }
}

function runVector(value: unknown, index: number): VectorOutcome {
  const parsed = parseEntry(value)
  if (!parsed.ok) {
    const id = `entry ${index + 1}`
    return { id, group: '', verdict: 'fail', differences: [`no vector entry: ${parsed.error}`] }
  }
  const entry = parsed.value
  const differences = differencesOf(entry)
  const verdict = entry.standard.includes('UNVERIFIED') ? 'unverified' : differences.length === 0 ? 'pass' : 'fail'
  return { id: entry.id, group: entry.group, verdict, differences }
}

function differencesOf(entry: VectorEntry): readonly string[] {
  const operation = OPERATIONS[entry.group]
  if (!operation) return [`group ${entry.group} is not known`]
  try {
    const computed = operation(entry, new Input(entry.in))
    const prescribed = Object.entries(entry.out).filter(([name]) => !EXPLANATIONS.includes(name))
    if (prescribed.length === 0) return ['nothing is prescribed']
    return prescribed.flatMap(([name, expected]) => {
      if (computed[name] === undefined)
        return [`${name}: the operation '${entry.op}' of group ${entry.group} gave none, ${show(expected)} expected`]
      const found = show(cutAlike(name, computed[name], expected))
      return found === show(expected) ? [] : [`${name}: ${found}, ${show(expected)} expected`]
    })
  } catch (failure) {
    return [failure instanceof Error ? failure.message : String(failure)]
  }
}

/** The fewest hex digits that MACs and check values are cut to from the left. */
const SHORTEST: readonly (readonly [RegExp, number])[] = [
  [/^kcv/i, 4],
  [/mac$/i, 8],
]

/** A MAC or check value is cut to the length that the vector has. */
function cutAlike(name: string, value: unknown, expected: unknown): unknown {
  const shortest = SHORTEST.find(([names]) => names.test(name))?.[1]
  if (shortest === undefined || typeof value !== 'string' || typeof expected !== 'string') return value
  return expected.length >= shortest ? value.slice(0, expected.length) : value
}

const show = (value: unknown): string => (typeof value === 'string' ? value.toUpperCase() : JSON.stringify(value))
