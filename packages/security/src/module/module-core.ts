import { asciiBytes, concatBytes, type Clock, type Random } from '@fiftyfive/kernel'
import { Aes, Des, type BlockCipher } from '../ciphers/index.ts'
import { keyCheckValue } from '../keys/index.ts'
import { cmac } from '../mac/index.ts'
import { COMMANDS, ROUTINE, securityModuleOver, type CommandName } from './commands.ts'
import { Counters, FORGETFUL, type CounterChange, type CounterStore } from './counters.ts'
import { Digests } from './digests.ts'
import type { HostSecurityModule } from './extended.ts'
import { failedKnownAnswers } from './known-answers.ts'
import { KeySlots } from './key-slots.ts'
import { refuse } from './refusal.ts'
import type { ActivationKey, ModuleState, Outcome } from './state.ts'

/** What goes into the audit log about one command; holds no PIN, key, PIN block or full PAN. */
export interface AuditEvent {
  readonly command: CommandName
  readonly outcome: string
  readonly detail: string
}

export interface ModuleSettings {
  readonly name: string
  /** AES-256, 32 bytes. Not copied: wiped by `close`. */
  readonly masterKey: Uint8Array
  readonly partition: 'acquirer' | 'issuer'
  /** Authorised state: clear PINs may be personalised. Never in production. */
  readonly authorised?: boolean
  readonly production?: boolean
  readonly random: Random
  readonly clock: Clock
  readonly activation: ActivationKey
  readonly audit: (event: AuditEvent) => void
  /** Failed PIN verifications before the module itself refuses; default 20 per card and 10,000 per key in an hour. */
  readonly failureLimit?: { readonly failures: number; readonly failuresPerKey?: number; readonly window_ms: number }
  readonly counters?: CounterStore
}

const FAILURE_LIMIT = { failures: 20, failuresPerKey: 10_000, window_ms: 3_600_000 }

/** Carries commands out where it stands, without a worker: inside the soft HSM, and in simulations on a virtual clock. */
export class ModuleCore {
  readonly #state: ModuleState
  readonly #counters: Counters
  readonly #audit: (event: AuditEvent) => void
  #masterKey: Uint8Array | undefined

  /** Throws when a known-answer test fails: a module that computes wrongly must not serve. */
  constructor(settings: ModuleSettings) {
    const failed = failedKnownAnswers()
    if (failed.length > 0) throw new Error(`known-answer tests failed: ${failed.join(', ')}`)
    const { masterKey, random, clock } = settings
    const limit = { ...FAILURE_LIMIT, ...settings.failureLimit }
    this.#masterKey = masterKey
    this.#audit = settings.audit
    this.#counters = new Counters(clock, limit, settings.counters ?? FORGETFUL)
    this.#state = {
      name: settings.name,
      partition: settings.partition,
      authorised: settings.authorised ?? false,
      production: settings.production ?? false,
      masterKeyCheckValue: keyCheckValue('aes-256', masterKey),
      keys: new KeySlots(masterKey, random),
      limits: this.#counters.cards,
      keyLimits: this.#counters.keys,
      serialNumbers: this.#counters.serialNumbers,
      digests: new Digests(sealingCipher(masterKey, 'counters')),
      tables: new Map(),
      sealing: sealingCiphers(masterKey),
      random,
      clock,
      activation: settings.activation,
    }
  }

  execute(command: CommandName, request: unknown): Outcome<unknown> | Promise<Outcome<unknown>> {
    if (!this.#masterKey) return refuse('unavailable', 'the module is closed')
    this.#state.keys.tidy()
    const carryOut = COMMANDS[command] as (
      state: ModuleState,
      request: unknown,
    ) => Outcome<unknown> | Promise<Outcome<unknown>>
    try {
      const outcome = carryOut(this.#state, request)
      if (!(outcome instanceof Promise)) return this.#recorded(command, outcome)
      return outcome.then(
        (later) => this.#recorded(command, later),
        () => this.#broken(command),
      )
    } catch {
      return this.#broken(command)
    }
  }

  /** A request that no type allows, or a bug. It must not take the module down; what was thrown might quote a secret. */
  #broken(command: CommandName): Outcome<unknown> {
    return this.#recorded(command, refuse('input-invalid', 'the command could not be carried out on this request'))
  }

  #recorded(command: CommandName, outcome: Outcome<unknown>): Outcome<unknown> {
    if (!outcome.ok) this.#audit({ command, outcome: outcome.error.reason, detail: outcome.error.detail })
    else if (!ROUTINE.has(command)) this.#audit({ command, outcome: 'done', detail: checkValueOf(outcome.value) })
    return outcome
  }

  /** Everything counted so far, for a store that begins a new file. */
  counted(): Iterable<CounterChange> {
    return this.#counters.entries()
  }

  close(): void {
    this.#state.keys.wipe()
    this.#state.digests.wipe()
    this.#state.tables.clear()
    const { sealing } = this.#state
    for (const cipher of [sealing.table, sealing.pin, sealing.macState(8), sealing.macState(16)]) cipher.wipe()
    this.#masterKey?.fill(0)
    this.#masterKey = undefined
  }
}

type Purpose = 'table' | 'pin' | 'counters' | 'narrow mac state' | 'wide mac state'

function sealingCiphers(masterKey: Uint8Array): ModuleState['sealing'] {
  const narrow = new Des(sealingKey(masterKey, 'narrow mac state', 1))
  const wide = sealingCipher(masterKey, 'wide mac state')
  return {
    table: sealingCipher(masterKey, 'table'),
    pin: sealingCipher(masterKey, 'pin'),
    macState: (blockSize) => (blockSize === 8 ? narrow : wide),
  }
}

function sealingCipher(masterKey: Uint8Array, purpose: Purpose): BlockCipher {
  const key = sealingKey(masterKey, purpose, 2)
  const cipher = new Aes(key)
  key.fill(0)
  return cipher
}

/** A key of its own for each purpose, derived from the master key by CMAC (SP 800-108 in counter mode): 16 or 32 bytes. */
function sealingKey(masterKey: Uint8Array, purpose: Purpose, blocks: 1 | 2): Uint8Array {
  const master = new Aes(masterKey)
  const parts = [1, 2]
    .slice(0, blocks)
    .map((counter) => cmac(master, concatBytes(Uint8Array.of(counter), asciiBytes(`seal ${purpose}`))))
  master.wipe()
  return concatBytes(...parts)
}

function checkValueOf(value: unknown): string {
  const known = typeof value === 'object' && value !== null && 'checkValue' in value
  return known ? `check value ${String(value.checkValue)}` : ''
}

/** A module in this very thread. Its keys live in the caller's memory, so it protects nothing: for simulations. */
export function createSecurityModule(settings: ModuleSettings): HostSecurityModule {
  const core = new ModuleCore(settings)
  return securityModuleOver(
    async (command, request) => core.execute(command, request),
    async () => core.close(),
  )
}
