import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '@fiftyfive/kernel'
import { type CommandName, ModuleCore } from '../module/index.ts'
import { openActivationKey } from './activation.ts'
import { AuditLog } from './audit-log.ts'
import { DurableCounters, type CountersPosition } from './durable-counters.ts'
import { derivedKey, openMasterKey } from './master-key.ts'
import { AnswerPacker, CallUnpacker } from './packed-calls.ts'
import { Outbox, SharedRing } from './shared-ring.ts'
import {
  closeSecrets,
  GATHERED_MAX,
  LOOK,
  openOutcome,
  type Answer,
  type FromWorker,
  type SoftHsmSettings,
  type ToWorker,
  type WorkerStart,
} from './wire.ts'

assert(parentPort, 'the soft HSM runs as a worker')
const port = parentPort
const send = (message: FromWorker): void => port.postMessage(message)
const now = (): string => new Date().toISOString()
const SEAL_INTERVAL_MS = 5_000
/** Counts of commands are written with every twelfth seal, once a minute. */
const SEALS_PER_COUNT = 12

const started = workerData as WorkerStart
const packedCalls = new SharedRing(started.calls)
const unpacker = new CallUnpacker()
const packedAnswers = new AnswerPacker()
const outbox = new Outbox(new SharedRing(started.answers), () => send(LOOK))

interface Parts {
  readonly core: ModuleCore
  readonly audit: AuditLog
  readonly counters: DurableCounters
}

function start(settings: SoftHsmSettings): void {
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
  audit.append({ time: now(), command: 'start', outcome: 'done', detail: `partition ${module.partition}` })
  bindCounters(audit, counters)
  audit.seal()
  serve({ core, audit, counters })
}

/** The audit log knows how far the counters have come, so that their file cannot be put back to an earlier state alone. */
const COUNTERS = 'counters'
const bindCounters = (audit: AuditLog, { durable }: DurableCounters): void =>
  audit.append({ time: now(), command: COUNTERS, outcome: 'reached', detail: `${durable.position} ${durable.seal}` })

function parsePosition(detail: string | undefined): CountersPosition | undefined {
  const [position, seal] = detail?.split(' ') ?? []
  return position === undefined || seal === undefined ? undefined : { position: Number(position), seal }
}

function serve(parts: Parts): void {
  const { core, audit, counters } = parts
  const counted = new Map<string, number>()
  let bound = counters.durable.position
  const writeCounts = (): void => {
    for (const [command, count] of counted) {
      audit.append({ time: now(), command, outcome: 'counted', detail: String(count) })
    }
    counted.clear()
    if (bound !== counters.durable.position) bindCounters(audit, counters)
    bound = counters.durable.position
  }
  let seals = 0
  const sealing = setInterval(() => {
    seals += 1
    if (seals % SEALS_PER_COUNT === 0) writeCounts()
    audit.seal()
  }, SEAL_INTERVAL_MS)

  const underWay = new Set<Promise<void>>()
  const close = async (): Promise<void> => {
    clearInterval(sealing)
    // A command under way is answered and stands in the log before that is closed.
    await Promise.all(underWay)
    await counters.commit(() => core.counted())
    await counters.close()
    writeCounts()
    audit.append({ time: now(), command: 'stop', outcome: 'done', detail: '' })
    audit.close()
    core.close()
    send({ closed: true })
    port.close()
  }
  port.on('message', (message: ToWorker) => {
    // Also before the end: what was put into the ring before it is answered.
    answer(parts, message, underWay, (command) => counted.set(command, (counted.get(command) ?? 0) + 1))
    if (message !== LOOK && 'close' in message) void close()
  })
  send({ ready: true })
}

/**
 * Answers all that has come with one message; what was counted against somebody waits until it is on disk, together with
 * the next batches' counts, and commands that take their time answer on their own later.
 */
function answer(
  { core, audit, counters }: Parts,
  message: ToWorker,
  underWay: Set<Promise<void>>,
  count: (command: CommandName) => void,
): void {
  const answers: Answer[] = []
  const held: Answer[] = []
  const carryOut = (id: number, command: CommandName, request: unknown): void => {
    count(command)
    const before = counters.tightened
    const outcome = core.execute(command, request)
    if (outcome instanceof Promise) {
      const later = answerLater(id, outcome, audit).finally(() => underWay.delete(later))
      underWay.add(later)
    } else if (counters.tightened !== before) held.push([id, openOutcome(outcome)])
    else if (!packedAnswers.add(id, outcome)) answers.push([id, openOutcome(outcome)])
  }
  const sendPacked = (): void => {
    // The record is written before the answer is known outside.
    audit.flush()
    if (packedAnswers.length > 0) outbox.send(packedAnswers.take())
  }
  if (message !== LOOK && 'calls' in message)
    for (const [id, command, request] of message.calls) carryOut(id, command, closeSecrets(request))
  packedCalls.take((packed) => {
    unpacker.unpack(packed, carryOut)
    if (packedAnswers.length > GATHERED_MAX) sendPacked()
  })
  sendPacked()
  if (answers.length > 0) send({ answers })
  // A disk that takes no counts ends the worker: an uncaught rejection, and the module is unavailable.
  if (held.length > 0) void counters.commit(() => core.counted()).then(() => send({ answers: held }))
}

async function answerLater(id: number, outcome: Promise<unknown>, audit: AuditLog): Promise<void> {
  const later = await outcome
  audit.flush()
  send({ answers: [[id, openOutcome(later)]] })
}

try {
  start(started.settings)
} catch (failure) {
  send({ failed: failure instanceof Error ? failure.message : String(failure) })
  port.close()
}
