import { Worker } from 'node:worker_threads'
import { err } from '@fiftyfive/kernel'
import { lockDirectory } from './directory-lock.ts'
import { openHere } from './here.ts'
import { securityModuleOver, type CommandName, type HostSecurityModule } from '../module/index.ts'
import type { ModuleRefusal } from '../security-module.ts'
import { CallPacker, unpackAnswers } from './packed-calls.ts'
import { Outbox, ringMemory, SharedRing } from './shared-ring.ts'
import {
  closeOutcome,
  GATHERED_MAX,
  LOOK,
  openSecrets,
  SoftHsmDown,
  type Answer,
  type Call,
  type FromWorker,
  type SoftHsmSettings,
  type ToWorker,
  type WorkerStart,
} from './wire.ts'

export { verifyAuditLog, type AuditRecord, type AuditVerdict, type NotedRecord } from './audit-log.ts'
export { SoftHsmDown, type SoftHsmSettings } from './wire.ts'

const unavailable = err<ModuleRefusal>({ reason: 'unavailable', detail: 'the soft HSM is not running' })

/** Where its commands are carried out: in a worker of its own, or where they are given (docs/decisions/0046). */
export type SoftHsmThread = 'own' | 'caller'

/**
 * Starts a soft HSM. Rejects with `SoftHsmDown`, and stays down, when the master key does not open, the audit chain
 * is broken or a known-answer test fails. Not a certified device: see docs/explanation/soft-hsm.md.
 */
export async function openSoftHsm(
  settings: SoftHsmSettings,
  thread: SoftHsmThread = 'own',
): Promise<HostSecurityModule> {
  const release = lockDirectory(settings.directory, { pid: process.pid, began: Math.round(performance.timeOrigin) })
  if (thread === 'caller') return openHere(settings, release)
  const start: WorkerStart = { settings, calls: ringMemory(), answers: ringMemory() }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'soft-hsm', workerData: start })
  // However the worker ends, its directory is free again.
  worker.once('exit', release)
  await started(worker, settings.name)
  const client = new WorkerClient(worker, start)
  return securityModuleOver(
    (command, request) => client.call(command, request),
    () => client.close(),
  )
}

/** Rejects only when the worker has ended, so that its directory is free for another attempt. */
function started(worker: Worker, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure = new Error(`soft HSM ${name}: ended while starting`)
    worker.once('error', (error: Error) => {
      failure = error
    })
    worker.once('exit', () => reject(failure))
    worker.once('message', (message: FromWorker) => {
      if (message !== LOOK && 'failed' in message) failure = new SoftHsmDown(`${name} stays down: ${message.failed}`)
      else resolve()
    })
  })
}

/**
 * Gathers calls, which is what makes them cheap under load: those that the first event of a turn sets off leave at once, so that a
 * quiet module begins early, and all others of that turn together at its end.
 */
class WorkerClient {
  readonly #worker: Worker
  /** By the number of the call. A number is given again once its call is answered. */
  readonly #waiting: (((outcome: unknown) => void) | undefined)[] = []
  readonly #free: number[] = []
  readonly #packed = new CallPacker()
  readonly #outbox: Outbox
  #calls: Call[] = []
  #isGathering = false
  #closing = false
  readonly #exited: Promise<void>

  constructor(worker: Worker, { calls, answers }: WorkerStart) {
    this.#worker = worker
    this.#outbox = new Outbox(new SharedRing(calls), () => worker.postMessage(LOOK))
    const answered = new SharedRing(answers)
    const settle = (id: number, outcome: unknown) => this.#answered(id, outcome)
    worker.on('message', (message: FromWorker) => {
      if (message === LOOK) answered.take((packed) => unpackAnswers(packed, settle))
      else if ('answers' in message) this.#settle(message.answers)
    })
    worker.on('error', () => this.#stop())
    this.#exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#stop()
        resolve()
      })
    })
  }

  call(command: CommandName, request: unknown): Promise<unknown> {
    if (this.#closing) return Promise.resolve(unavailable)
    return new Promise((resolve) => {
      const id = this.#free.pop() ?? this.#waiting.length
      this.#waiting[id] = resolve
      if (!this.#packed.add(id, command, request)) this.#calls.push([id, command, openSecrets(request)])
      if (this.#packed.length > GATHERED_MAX) this.#outbox.send(this.#packed.take())
      if (this.#isGathering) return
      this.#isGathering = true
      process.nextTick(() => this.#send())
      setImmediate(() => this.#flush())
    })
  }

  /** Commands given before are answered first, those given from now on are not taken. */
  async close(): Promise<void> {
    if (!this.#closing) {
      this.#closing = true
      this.#flush()
      this.#worker.postMessage({ close: true } satisfies ToWorker)
    }
    await this.#exited
  }

  #flush(): void {
    this.#isGathering = false
    this.#send()
  }

  #send(): void {
    if (this.#packed.length > 0) this.#outbox.send(this.#packed.take())
    if (this.#calls.length === 0) return
    this.#worker.postMessage({ calls: this.#calls } satisfies ToWorker)
    this.#calls = []
  }

  #settle(answers: readonly Answer[]): void {
    for (const [id, outcome] of answers) this.#answered(id, closeOutcome(outcome))
  }

  #answered(id: number, outcome: unknown): void {
    const settle = this.#waiting[id]
    if (!settle) return
    this.#waiting[id] = undefined
    this.#free.push(id)
    settle(outcome)
  }

  #stop(): void {
    this.#closing = true
    for (const id of this.#waiting.keys()) this.#answered(id, unavailable)
  }
}
