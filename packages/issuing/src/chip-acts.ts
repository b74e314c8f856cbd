import { toHex } from '@fiftyfive/kernel'
import type { TlvFields } from '@fiftyfive/iso8583'
import type { AuthorizationKey, IssuerStore } from './ledger.ts'

/**
 * What the issuer remembers of the payments that one chip began. Each has a counter of its own (9F36), and its cryptogram
 * moves money once at most.
 */
export interface ChipActs {
  readonly highest: number
  /** A bit for each of the counters up to the highest: bit 0 is the highest itself. */
  readonly used: number
  /** The latest, oldest first. */
  readonly acts: readonly { readonly counter: number; readonly cryptogram: string; readonly key: AuthorizationKey }[]
}

/** So far a counter may lag: payments overtake one another, and offline ones are told late. Bits of `used`. */
const WINDOW = 32
/** A tap whose PIN was wrong is sent again with the same cryptogram: as often as a PIN may be tried, and more. */
const ACTS_KEPT = 8

const counterOf = (chipData: TlvFields): number => Number.parseInt(toHex(chipData['9F36'] ?? new Uint8Array(2)), 16)
const cryptogramOf = (chipData: TlvFields): string => toHex(chipData['9F26'] ?? new Uint8Array())

/**
 * Whether a right cryptogram may be acted upon. `replayed`: it has moved money already, or another one had its counter,
 * so that there are two chips. `rolled-back`: the counter is from long ago, which a chip's memory never is.
 */
export async function judgeAct(
  store: Pick<IssuerStore, 'authorization'>,
  known: ChipActs | undefined,
  chipData: TlvFields,
): Promise<'fresh' | 'replayed' | 'rolled-back'> {
  const lag = (known?.highest ?? -1) - counterOf(chipData)
  if (!known || lag < 0) return 'fresh'
  if (lag >= WINDOW) return 'rolled-back'
  if ((known.used & (1 << lag)) === 0) return 'fresh'
  const cryptogram = cryptogramOf(chipData)
  const act = known.acts.findLast((one) => one.cryptogram === cryptogram)
  const before = act && (await store.authorization(act.key))
  // Declined or undone, the same act may be presented again: another PIN, or another try after a silence.
  return before && before.status !== 'approved' ? 'fresh' : 'replayed'
}

/** The same with one payment more. */
export function withAct(known: ChipActs | undefined, chipData: TlvFields, key: AuthorizationKey): ChipActs {
  const counter = counterOf(chipData)
  const { highest, used, acts } = known ?? { highest: counter, used: 0, acts: [] }
  const ahead = counter - highest
  const act = { counter, cryptogram: cryptogramOf(chipData), key }
  return {
    highest: Math.max(highest, counter),
    used: (ahead > 0 ? (ahead < WINDOW ? used << ahead : 0) | 1 : used | (1 << -ahead)) >>> 0,
    acts: [...acts, act].slice(-ACTS_KEPT),
  }
}
