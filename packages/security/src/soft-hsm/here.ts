import { err } from '@fiftyfive/kernel'
import { type CommandName, type HostSecurityModule, securityModuleOver } from '../module/index.ts'
import type { ModuleRefusal } from '../security-module.ts'
import { KeptModule } from './kept-module.ts'
import { SoftHsmDown, type SoftHsmSettings } from './wire.ts'

const unavailable = err<ModuleRefusal>({ reason: 'unavailable', detail: 'the soft HSM is not running' })

/** A soft HSM in the caller's own thread: a command costs what it does, and no message. `release`: its directory is free. */
export function openHere(settings: SoftHsmSettings, release: () => void): HostSecurityModule {
  const here = new ModuleHere(settings, release)
  return securityModuleOver(
    (command, request) => here.call(command, request),
    () => here.close(),
  )
}

class ModuleHere {
  readonly #module: KeptModule
  readonly #release: () => void
  readonly #underWay = new Set<Promise<unknown>>()
  #isDown = false
  #closed: Promise<void> | undefined

  constructor(settings: SoftHsmSettings, release: () => void) {
    this.#release = release
    try {
      this.#module = new KeptModule(settings, () => this.#stop())
    } catch (failure) {
      release()
      const why = failure instanceof Error ? failure.message : String(failure)
      throw new SoftHsmDown(`${settings.name} stays down: ${why}`)
    }
  }

  call(command: CommandName, request: unknown): Promise<unknown> {
    if (this.#isDown) return Promise.resolve(unavailable)
    const { core, audit, counters } = this.#module
    this.#module.count(command)
    const before = counters.tightened
    const outcome = core.execute(command, request)
    if (outcome instanceof Promise) return this.#later(outcome)
    // What was counted against somebody is on disk before anybody learns of it.
    if (counters.tightened !== before) return this.#later(this.#module.commitCounters().then(() => outcome))
    try {
      // The record is written before the answer is known outside.
      audit.flush()
    } catch {
      return Promise.resolve(this.#stop())
    }
    return Promise.resolve(outcome)
  }

  /** Commands given before are answered first, those given from now on are not taken. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close())
  }

  #later(outcome: Promise<unknown>): Promise<unknown> {
    const answered = outcome
      .then((value) => {
        this.#module.audit.flush()
        return value
      })
      .catch(() => this.#stop())
      .finally(() => this.#underWay.delete(answered))
    this.#underWay.add(answered)
    return answered
  }

  /** A disk that takes no records or counts: nothing may be answered any more. */
  #stop(): typeof unavailable {
    this.#isDown = true
    return unavailable
  }

  async #close(): Promise<void> {
    const wasDown = this.#isDown
    this.#isDown = true
    await Promise.all(this.#underWay)
    try {
      await this.#module.close()
    } catch (failure) {
      if (!wasDown) throw failure
    } finally {
      this.#release()
    }
  }
}
