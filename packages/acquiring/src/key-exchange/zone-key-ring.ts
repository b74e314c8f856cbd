import type { KeyBlock } from '@fiftyfive/security'
import type { ZoneKeyState, ZoneKeyVersion } from '../journal.ts'

export interface ZoneKeys {
  readonly pin: KeyBlock<'pin'>
  readonly mac: KeyBlock<'mac'>
}

/**
 * The keys that one link shares with its issuer, in up to three versions. Requests are made under `current`; an answer may
 * be under any, since one that was asked before a change may come after it.
 */
export class ZoneKeyRing {
  /** Under which new keys travel; without it they are never changed. */
  readonly master: KeyBlock<'zone-master'> | undefined
  readonly #first: ZoneKeys
  #state: ZoneKeyState | undefined

  constructor(first: ZoneKeys, master?: KeyBlock<'zone-master'>) {
    this.#first = first
    this.master = master
  }

  get current(): ZoneKeys {
    return this.#state ? keysOf(this.#state.current) : this.#first
  }
  /** For the MACs of answers. */
  get macs(): readonly KeyBlock<'mac'>[] {
    const { pending, previous } = this.#state ?? {}
    return [this.current, ...[pending, previous].flatMap((version) => version ?? [])].map(({ mac }) => mac as Mac)
  }

  /** What became durable, here or at another host. */
  adopt(state: ZoneKeyState | undefined): void {
    this.#state = state ?? this.#state
  }
}

type Mac = KeyBlock<'mac'>

const keysOf = ({ pin, mac }: ZoneKeyVersion): ZoneKeys => ({ pin: pin as KeyBlock<'pin'>, mac: mac as Mac })
