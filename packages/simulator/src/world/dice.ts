/** What can go wrong, with its chance per opportunity. An opportunity is a message, a sync, a command or a window of time. */
export const FAULT_RATES = {
  /** A message disappears. */
  loss: 0.02,
  /** It arrives twice, the second time up to a minute later. */
  duplicate: 0.03,
  /** It takes up to 40 s, so that later ones overtake it. */
  delay: 0.03,
  /** One bit of it changes. */
  corrupt: 0.01,
  /** The connection a terminal uses breaks at this message. */
  reset: 0.005,
  /** One direction of a link carries nothing for one window. */
  partition: 0.04,
  /** The acquirer knows for one window that the way to its issuer is down. */
  'link-down': 0.12,
  /** A party loses its power somewhere in one window. */
  crash: 0.15,
  /** A party loses its power when a sync has reached the disk and nobody knows yet. */
  'crash-at-sync': 0.003,
  /** A sync takes up to 30 s. */
  'slow-sync': 0.005,
  /** A sync of a host's disk fails: part of it may have landed, and nobody knows which. */
  'failed-sync': 0.0005,
  /** A terminal's flash forgets the last approval it said it had kept. */
  'forgetful-flash': 0.3,
  /** A terminal never comes back: stolen, broken, taken away. */
  'lost-terminal': 0.08,
  /** The terminal's flash refuses a write. */
  'failed-write': 0.003,
  /** The acquirer's security module takes up to 5 s. */
  'slow-module': 0.005,
  /** It refuses to work. */
  'module-down': 0.002,
  /** A party's clock is a day, or some seconds, wrong from this window on. */
  'clock-jump': 0.02,
} as const
export type FaultKind = keyof typeof FAULT_RATES

/**
 * Decides every fault, and every choice of people, by a hash of what it is about (seed, link, message, how often it was
 * seen) instead of the next number of one stream. So taking one fault away leaves all others as they were, and a failing
 * seed can be shrunk to the few faults that matter.
 */
export class Dice {
  /** The hash of what every identity begins with. */
  readonly #seeded: number
  readonly #only: ReadonlySet<string> | undefined
  readonly #kinds = {} as Record<FaultKind, { readonly hashed: number; readonly chance: number }>
  /** Every fault that struck, in order. */
  readonly struck: string[] = []
  /** Set when the faults are over and the world has to come to rest. */
  quiet = true

  constructor(seed: number, only?: ReadonlySet<string>) {
    this.#seeded = hashOn(EMPTY, `${seed}/`)
    this.#only = only
    // Each seed mixes the kinds differently: some hide behind others when all are always there.
    for (const kind of Object.keys(FAULT_RATES) as FaultKind[]) {
      const weight = [0, 0.3, 1, 1, 3][this.whole(5, `weight/${kind}`)] as number
      this.#kinds[kind] = { hashed: hashOn(this.#seeded, `${kind}/`), chance: FAULT_RATES[kind] * weight }
    }
  }

  strikes(kind: FaultKind, identity: string): boolean {
    if (this.quiet) return false
    const { hashed, chance } = this.#kinds[kind]
    if (chance === 0 || mixed(hashOn(hashed, identity)) / 2 ** 32 >= chance) return false
    const name = `${kind} ${identity}`
    if (this.#only && !this.#only.has(name)) return false
    this.struck.push(name)
    return true
  }

  /** A number in [0, 1) that belongs to this question about this identity: to both texts as if they were one. */
  fraction(question: string, identity = ''): number {
    return mixed(hashOn(hashOn(this.#seeded, question), identity)) / 2 ** 32
  }
  /** From 0 up to, not including, `bound`. */
  whole(bound: number, question: string, identity = ''): number {
    return Math.floor(this.fraction(question, identity) * bound)
  }
  between(low: number, high: number, question: string, identity = ''): number {
    return low + Math.floor(this.fraction(question, identity) * (high - low))
  }
}

const EMPTY = 0x811c9dc5

/** FNV-1a, on from the hash of what comes before: a beginning that many texts share is gone through once. */
function hashOn(before: number, text: string): number {
  let value = before
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}

/** The finalizer of MurmurHash3: FNV alone hardly mixes its last characters. */
function mixed(hashed: number): number {
  let value = Math.imul(hashed ^ (hashed >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
