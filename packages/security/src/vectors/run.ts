import { cvv, emv } from './cards.ts'
import { aesDukpt, tdesDukpt } from './dukpt.ts'
import { Input, isRefusal, parseEntry, show, type Computed, type VectorEntry } from './entry.ts'
import { checkValue, keyBlock, keyOperation } from './keys.ts'
import { ibm3624, pinBlock, pvv, readPinBlock, translate } from './pins.ts'
import { mac, primitive, unionpayMac } from './primitives.ts'

type Operation = (entry: VectorEntry, input: Input) => Computed

/** The operation behind each group of vectors; of any of them there may be a group `…-refuse`. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  primitive,
  mac,
  'mac-unionpay': unionpayMac,
  pinblock: pinBlock,
  'pinblock-sm4': pinBlock,
  'pinblock-refuse': readPinBlock,
  'pinblock-confusable': readPinBlock,
  translate,
  pvv,
  ibm3624,
  cvv,
  emv,
  'dukpt-tdes': tdesDukpt,
  'dukpt-aes': aesDukpt,
  tr31: keyBlock,
  kcv: checkValue,
  key: keyOperation,
}

const REFUSED = /-refuse$/

/** Groups are the same in any spelling: `Pin Block`, `TR-31_refuse`. */
function operationOf(group: string): Operation | undefined {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const find = (name: string): Operation | undefined =>
    Object.entries(OPERATIONS).find(([known]) => plain(known) === plain(name))?.[1]
  return find(group) ?? find(group.replace(/[-_ ]?refused?$/i, ''))
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
  const verdict = /unverified/i.test(entry.standard) ? 'unverified' : differences.length === 0 ? 'pass' : 'fail'
  return { id: entry.id, group: entry.group, verdict, differences }
}

function differencesOf(entry: VectorEntry): readonly string[] {
  const operation = operationOf(entry.group)
  if (!operation) return [`group ${entry.group} is not known`]
  try {
    const computed = judged(entry, compute(operation, entry))
    const prescribed = Object.entries(entry.out).filter(([name]) => !EXPLANATIONS.includes(name))
    if (prescribed.length === 0) return ['nothing is prescribed']
    return prescribed.flatMap(([name, expected]) => {
      if (computed[name] === undefined) {
        const instead = computed['error'] ? `refused (${show(computed['error'])})` : 'gave none'
        return [`${name}: the operation '${entry.op}' of group ${entry.group} ${instead}, ${show(expected)} expected`]
      }
      const found = show(cutAlike(name, computed[name], expected))
      return found === show(expected) ? [] : [`${name}: ${found}, ${show(expected)} expected`]
    })
  } catch (failure) {
    return [failure instanceof Error ? failure.message : String(failure)]
  }
}

/** What refusals are called where they have a name of their own. */
const ERRORS: readonly unknown[] = ['PIN_BLOCK_ERROR', 'FORMAT_NOT_PERMITTED', 'KEY_BLOCK_AUTH_FAILED']

function compute(operation: Operation, entry: VectorEntry): Computed {
  try {
    return operation(entry, new Input(entry.in))
  } catch (failure) {
    // Files name other refusals as they please; that it is one is what counts.
    const { error } = entry.out
    if (isRefusal(failure) && REFUSED.test(entry.group) && error !== undefined && !ERRORS.includes(error))
      return { error }
    throw failure
  }
}

/** An entry may bring the value along and ask whether it is right. */
function judged(entry: VectorEntry, computed: Computed): Computed {
  const asked = ['valid', 'verified'].filter((name) => typeof entry.out[name] === 'boolean')
  const brought = Object.entries(entry.in).filter(([name]) => computed[name] !== undefined)
  if (asked.length === 0 || brought.length === 0) return computed
  const right = brought.every(([name, value]) => show(cutAlike(name, computed[name], value)) === show(value))
  return { ...computed, ...Object.fromEntries(asked.map((name) => [name, right])) }
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
