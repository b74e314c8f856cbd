import type { Clock, Random, Result } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import type { SerialNumberWatch } from '../dukpt/index.ts'
import type { ModuleRefusal } from '../security-module.ts'
import type { Digests } from './digests.ts'
import type { SealedTable } from './extended.ts'
import type { KeySlots } from './key-slots.ts'
import type { FailureLimits } from './limits.ts'

/** The RSA key new terminals send their master key under. Apart, since WebCrypto answers later. */
export interface ActivationKey {
  /** SPKI, DER. */
  publicKey(): Promise<Uint8Array>
  /** Content of an RSA-OAEP envelope, or undefined when it does not open. */
  open(envelope: Uint8Array): Promise<Uint8Array | undefined>
}

/** What a module is made of, and what it may do. */
export interface ModuleState {
  readonly name: string
  readonly partition: 'acquirer' | 'issuer'
  readonly authorised: boolean
  readonly production: boolean
  readonly masterKeyCheckValue: string
  readonly keys: KeySlots
  readonly limits: FailureLimits
  readonly keyLimits: FailureLimits
  readonly serialNumbers: SerialNumberWatch
  /** What cards, keys and terminals are counted by. */
  readonly digests: Digests
  /** Sealed tables that were opened before, as keys are kept: an issuer has one, and it takes part in every verification. */
  readonly tables: Map<SealedTable, string>
  /** Ciphers for what leaves the module sealed but is no key. */
  readonly sealing: {
    readonly table: BlockCipher
    readonly pin: BlockCipher
    macState(blockSize: 8 | 16): BlockCipher
  }
  readonly random: Random
  readonly clock: Clock
  readonly activation: ActivationKey
}

export type Outcome<T> = Result<T, ModuleRefusal>
