import { asciiBytes, equalBytes, type Clock, type Instant, type Random } from '@fiftyfive/kernel'
import { computeMac } from '@fiftyfive/security'

/** What may be told about a PIN entry: enough to explain a refusal, nothing that narrows the PIN down. */
export interface EntryFacts {
  readonly digits: number
  readonly clears: number
  /** Total time in four buckets, under 3 s, 3 to 6 s, 6 to 15 s, more. Timing per key would leak the PIN. */
  readonly time: 0 | 1 | 2 | 3
  /** Equal to the entry before in this card session. */
  readonly repeated: boolean
  /** 1 for the first entry of this card session. */
  readonly entry: number
}

const DIGITS_MAX = 12

/** The digits being typed, for one card. They leave only through `use`, which wipes them. */
export class PinEntry {
  readonly #clock: Clock
  readonly #fingerprintKey: Uint8Array
  #digits: number[] = []
  #clears = 0
  #startedAt: Instant | undefined
  #entry = 0
  #lastFingerprint: Uint8Array | undefined

  /** A card session: `random` salts the fingerprints by which repeated entries are found, so that they tell nothing else. */
  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#fingerprintKey = random.bytes(16)
  }

  get count(): number {
    return this.#digits.length
  }

  /** `further`: another step of a PIN change, which is no new entry of the card's PIN. */
  begin(further = false): void {
    this.wipe()
    this.#clears = 0
    this.#startedAt = undefined
    if (!further) this.#entry += 1
  }

  /** The digits, for the PIN pad to judge a new PIN; they stay. */
  peek(): string {
    return this.#digits.join('')
  }

  digit(value: number): void {
    this.#startedAt ??= this.#clock.now()
    if (this.#digits.length < DIGITS_MAX) this.#digits.push(value)
  }

  clear(): void {
    if (this.#digits.length > 0) this.#clears += 1
    this.wipe()
  }

  /** Hands the digits to `use` once, wipes them and returns what may be told about them. */
  use(take: (digits: string) => void): EntryFacts {
    const digits = this.#digits.join('')
    const fingerprint = computeMac('cmac', this.#fingerprintKey, asciiBytes(digits), 'aes-128')
    const repeated = this.#lastFingerprint !== undefined && equalBytes(fingerprint, this.#lastFingerprint)
    this.#lastFingerprint = fingerprint
    const elapsed_ms = this.#clock.now() - (this.#startedAt ?? this.#clock.now())
    const facts = {
      digits: digits.length,
      clears: this.#clears,
      time: bucketOf(elapsed_ms),
      repeated,
      entry: this.#entry,
    }
    take(digits)
    this.wipe()
    return facts
  }

  wipe(): void {
    this.#digits.fill(0)
    this.#digits = []
  }
}

function bucketOf(elapsed_ms: number): EntryFacts['time'] {
  if (elapsed_ms < 3_000) return 0
  if (elapsed_ms < 6_000) return 1
  return elapsed_ms < 15_000 ? 2 : 3
}
