import { ok, type Random, type Result } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import { KeyBlockProtector, type KeyBlockHeader } from '../key-blocks/index.ts'
import { cipherOf, keyCheckValue } from '../keys/index.ts'
import { macComputer, type MacComputer } from '../mac/index.ts'
import type { KeyAlgorithm, KeyBlock, KeyUse, MacAlgorithm, ModuleRefusal } from '../security-module.ts'
import { algorithmOf, MAC_USAGE, modeFits, newHeader, usageFits } from './attributes.ts'
import type { Digests } from './digests.ts'
import { refuse } from './refusal.ts'

/** A key out of its block, with the ciphers it was made ready for. Never leaves the module. */
export class LoadedKey {
  readonly algorithm: KeyAlgorithm
  readonly header: KeyBlockHeader
  readonly #bytes: Uint8Array
  #cipher: BlockCipher | undefined
  #identity: string | undefined
  #use: KeyUse | undefined
  readonly #macs = new Map<MacAlgorithm, MacComputer>()

  constructor(header: KeyBlockHeader, algorithm: KeyAlgorithm, bytes: Uint8Array) {
    this.header = header
    this.algorithm = algorithm
    this.#bytes = bytes
  }
  /** For wrapping under another key; the caller keeps no copy. */
  get bytes(): Uint8Array {
    return this.#bytes
  }
  get cipher(): BlockCipher {
    return (this.#cipher ??= cipherOf(this.algorithm, this.#bytes))
  }
  /** What failures under this key are counted by: the same for every block that holds it. */
  identity(digests: Digests): string {
    return (this.#identity ??= digests.ofKey(this.#bytes))
  }
  get checkValue(): string {
    return keyCheckValue(this.algorithm, this.#bytes)
  }
  /** Whether it may be put to this use. Nearly every key has one, and is asked for it with every command. */
  permits(use: KeyUse): boolean {
    if (use === this.#use) return true
    const { keyUsage, modeOfUse } = this.header
    const isPermitted = usageFits(use, keyUsage) && modeFits(use, modeOfUse)
    if (isPermitted) this.#use = use
    return isPermitted
  }
  mac(algorithm: MacAlgorithm): MacComputer {
    const known = this.#macs.get(algorithm)
    if (known) return known
    const computer = macComputer(algorithm, this.#bytes, this.algorithm)
    this.#macs.set(algorithm, computer)
    return computer
  }
  wipe(): void {
    this.#bytes.fill(0)
    this.#cipher?.wipe()
    for (const computer of this.#macs.values()) computer.wipe()
  }
}

/**
 * Keys under the master key. Unwrapped ones are kept for reuse, the oldest wiped when there are too many: unwrapping a
 * key takes longer than translating a PIN with it.
 */
export class KeySlots {
  readonly #protector: KeyBlockProtector
  readonly #random: Random
  readonly #limit: number
  readonly #loaded = new Map<string, LoadedKey>()

  constructor(masterKey: Uint8Array, random: Random, limit = 16_384) {
    this.#protector = new KeyBlockProtector('D', masterKey)
    this.#random = random
    this.#limit = limit
  }

  load(block: KeyBlock, use: KeyUse): Result<LoadedKey, ModuleRefusal> {
    const key = this.loadAny(block)
    if (!key.ok || key.value.permits(use)) return key
    const { keyUsage, modeOfUse } = key.value.header
    return refuse('key-use-forbidden', `a ${keyUsage} key in mode ${modeOfUse} is no ${use} key`)
  }

  /** For wrapping under a zone key, whatever the key's use. */
  loadForExport(block: KeyBlock): Result<LoadedKey, ModuleRefusal> {
    const key = this.loadAny(block)
    if (!key.ok || key.value.header.exportability === 'E') return key
    return refuse('key-use-forbidden', 'this key must not leave the module')
  }

  /** Any key of this module; for commands that do not put it to use. */
  loadAny(block: KeyBlock): Result<LoadedKey, ModuleRefusal> {
    const known = this.#loaded.get(block)
    if (known) return ok(known)
    const opened = this.#protector.unwrap(block)
    if (!opened.ok) return refuse('key-block-invalid', `key block: ${opened.error}`)
    const { header, key } = opened.value
    const algorithm = algorithmOf(header, key)
    if (!algorithm.ok) return refuse('key-block-invalid', `key block: ${algorithm.error}`)
    const loaded = new LoadedKey(header, algorithm.value, key)
    this.#loaded.set(block, loaded)
    return ok(loaded)
  }

  /** One that makes such MACs. */
  loadMac(block: KeyBlock<'mac'>, algorithm: MacAlgorithm): Result<LoadedKey, ModuleRefusal> {
    const loaded = this.load(block, 'mac')
    if (!loaded.ok) return loaded
    const { header, algorithm: keyAlgorithm } = loaded.value
    const fits = algorithm !== 'iso9797-1-alg3' || keyAlgorithm === 'tdes-2'
    if (header.keyUsage !== MAC_USAGE[algorithm] || !fits) {
      return refuse('key-use-forbidden', `a ${header.keyUsage} ${keyAlgorithm} key does not make ${algorithm}`)
    }
    return loaded
  }

  store<Use extends KeyUse>(
    request: {
      readonly use: Use
      readonly algorithm: KeyAlgorithm
      readonly macAlgorithm?: MacAlgorithm | undefined
      readonly exportable: boolean
    },
    key: Uint8Array,
  ): KeyBlock<Use> {
    return this.#protector.wrap(newHeader(request), key, this.#random) as KeyBlock<Use>
  }

  /** Wipes the oldest keys when there are too many. Between commands only: one that is under way may hold any of them. */
  tidy(): void {
    if (this.#loaded.size <= this.#limit) return
    for (const [block, key] of this.#loaded) {
      if (this.#loaded.size <= this.#limit) return
      key.wipe()
      this.#loaded.delete(block)
    }
  }

  wipe(): void {
    for (const key of this.#loaded.values()) key.wipe()
    this.#loaded.clear()
    this.#protector.wipe()
  }
}
