import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type CommandName, ModuleCore } from '../module/index.ts'
import { openActivationKey } from './activation.ts'
import { AuditLog } from './audit-log.ts'
import { DurableCounters, type CountersPosition } from './durable-counters.ts'
import { derivedKey, openMasterKey } from './master-key.ts'
import type { SoftHsmSettings } from './wire.ts'

const now = (): string => new Date().toISOString()
const SEAL_INTERVAL_MS = 5_000
/** Counts of commands are written with every twelfth seal, once a minute. */
const SEALS_PER_COUNT = 12
/** The audit log knows how far the counters have come, so that their file cannot be put back to an earlier state alone. */
const COUNTERS = 'counters'

/** A module with what it keeps in its directory: master key, audit log, and what it counts. */
export class KeptModule {
  readonly core: ModuleCore
  readonly audit: AuditLog
  readonly counters: DurableCounters
  /** How often each command was given since that was written last. */
  readonly #given = new Map<CommandName, number>()
  #bound: number
  #seals = 0
  readonly #sealing: NodeJS.Timeout
  #sealed: Promise<void> = Promise.resolve()

  /** Throws when it has to stay down. `failed`: the disk takes no seals, and the module must not go on. */
  constructor(settings: SoftHsmSettings, failed: (failure: unknown) => void) {
    const { passphrase, noted, ...module } = settings
    const { directory } = module
    const masterKey = openMasterKey(directory, passphrase)
    const audit = AuditLog.open(join(directory, 'audit.log'), derivedKey(masterKey, 'audit-seal'), noted)
    const reached = parsePosition(audit.lastDetail(COUNTERS))
    const counters = DurableCounters.open(join(directory, 'counters.log'), derivedKey(masterKey, 'counters'), reached)
    const core = new ModuleCore({
      ...module,
      masterKey,
      random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
      clock: { now: () => Date.now() },
      activation: openActivationKey(join(directory, 'activation-key.sealed'), derivedKey(masterKey, 'activation-key')),
      audit: (event) => audit.append({ time: now(), ...event }),
      counters,
    })
    counters.begin(core.counted())
    this.core = core
    this.audit = audit
    this.counters = counters
    audit.append({ time: now(), command: 'start', outcome: 'done', detail: `partition ${module.partition}` })
    this.#bindCounters()
    this.#bound = counters.durable.position
    audit.seal()
    this.#sealing = setInterval(() => {
      this.#sealed = this.#seal().catch(failed)
    }, SEAL_INTERVAL_MS)
  }

  /** One more command of this name was given. */
  count(command: CommandName): void {
    this.#given.set(command, (this.#given.get(command) ?? 0) + 1)
  }

  /** Resolves when what was counted against somebody is on disk; rejects when the module must not go on. */
  commitCounters(): Promise<void> {
    return this.counters.commit(() => this.core.counted())
  }

  /** To be called when every command was answered. */
  async close(): Promise<void> {
    clearInterval(this.#sealing)
    await this.#sealed
    await this.commitCounters()
    await this.counters.close()
    this.#writeCounts()
    this.audit.append({ time: now(), command: 'stop', outcome: 'done', detail: '' })
    this.audit.close()
    this.core.close()
  }

  async #seal(): Promise<void> {
    this.#seals += 1
    if (this.#seals % SEALS_PER_COUNT === 0) this.#writeCounts()
    await this.audit.sealLater()
  }

  #writeCounts(): void {
    for (const [command, count] of this.#given) {
      this.audit.append({ time: now(), command, outcome: 'counted', detail: String(count) })
    }
    this.#given.clear()
    if (this.#bound !== this.counters.durable.position) this.#bindCounters()
    this.#bound = this.counters.durable.position
  }

  #bindCounters(): void {
    const { position, seal } = this.counters.durable
    this.audit.append({ time: now(), command: COUNTERS, outcome: 'reached', detail: `${position} ${seal}` })
  }
}

function parsePosition(detail: string | undefined): CountersPosition | undefined {
  const [position, seal] = detail?.split(' ') ?? []
  return position === undefined || seal === undefined ? undefined : { position: Number(position), seal }
}
