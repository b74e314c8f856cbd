import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '@fiftyfive/kernel'
import { ModuleCore } from '../module/index.ts'
import { openActivationKey } from './activation.ts'
import { AuditLog } from './audit-log.ts'
import { derivedKey, openMasterKey } from './master-key.ts'
import {
  closeSecrets,
  openOutcome,
  type Answer,
  type Call,
  type FromWorker,
  type SoftHsmSettings,
  type ToWorker,
} from './wire.ts'

assert(parentPort, 'the soft HSM runs as a worker')
const port = parentPort
const send = (message: FromWorker): void => port.postMessage(message)
const now = (): string => new Date().toISOString()
const SEAL_INTERVAL_MS = 5_000
/** Counts of commands are written with every twelfth seal, once a minute. */
const SEALS_PER_COUNT = 12

function start(settings: SoftHsmSettings): void {
  const { passphrase, ...module } = settings
  const { directory } = module
  const masterKey = openMasterKey(directory, passphrase)
  const audit = AuditLog.open(join(directory, 'audit.log'), derivedKey(masterKey, 'audit-seal'))
  const core = new ModuleCore({
    ...module,
    masterKey,
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    clock: { now: () => Date.now() },
    activation: openActivationKey(join(directory, 'activation-key.sealed'), derivedKey(masterKey, 'activation-key')),
    audit: (event) => audit.append({ time: now(), ...event }),
  })
  audit.append({ time: now(), command: 'start', outcome: 'done', detail: `partition ${module.partition}` })
  audit.seal()
  serve(core, audit)
}

function serve(core: ModuleCore, audit: AuditLog): void {
  const counted = new Map<string, number>()
  const writeCounts = (): void => {
    for (const [command, count] of counted) {
      audit.append({ time: now(), command, outcome: 'counted', detail: String(count) })
    }
    counted.clear()
  }
  let seals = 0
  const sealing = setInterval(() => {
    seals += 1
    if (seals % SEALS_PER_COUNT === 0) writeCounts()
    audit.seal()
  }, SEAL_INTERVAL_MS)

  const close = (): void => {
    clearInterval(sealing)
    writeCounts()
    audit.append({ time: now(), command: 'stop', outcome: 'done', detail: '' })
    audit.close()
    core.close()
    send({ closed: true })
    port.close()
  }
  port.on('message', (message: ToWorker) => {
    if ('close' in message) return close()
    for (const [, command] of message.calls) counted.set(command, (counted.get(command) ?? 0) + 1)
    return answer(core, message.calls, audit)
  })
  send({ ready: true })
}

/** Answers a whole batch with one message; commands that take their time answer on their own later. */
function answer(core: ModuleCore, calls: readonly Call[], audit: AuditLog): void {
  const answers: Answer[] = []
  for (const [id, command, request] of calls) {
    const outcome = core.execute(command, closeSecrets(request))
    if (outcome instanceof Promise) void answerLater(id, outcome, audit)
    else answers.push([id, openOutcome(outcome)])
  }
  // The record is written before the answer is known outside.
  audit.flush()
  if (answers.length > 0) send({ answers })
}

async function answerLater(id: number, outcome: Promise<unknown>, audit: AuditLog): Promise<void> {
  const later = await outcome
  audit.flush()
  send({ answers: [[id, openOutcome(later)]] })
}

try {
  start(workerData as SoftHsmSettings)
} catch (failure) {
  send({ failed: failure instanceof Error ? failure.message : String(failure) })
  port.close()
}
