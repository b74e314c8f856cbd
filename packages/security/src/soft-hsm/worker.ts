import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '@fiftyfive/kernel'
import type { CommandName } from '../module/index.ts'
import { KeptModule } from './kept-module.ts'
import { AnswerPacker, CallUnpacker } from './packed-calls.ts'
import { Outbox, SharedRing } from './shared-ring.ts'
import {
  closeSecrets,
  GATHERED_MAX,
  LOOK,
  openOutcome,
  type Answer,
  type FromWorker,
  type ToWorker,
  type WorkerStart,
} from './wire.ts'

assert(parentPort, 'the soft HSM runs as a worker')
const port = parentPort
const send = (message: FromWorker): void => port.postMessage(message)

const started = workerData as WorkerStart
const packedCalls = new SharedRing(started.calls)
const unpacker = new CallUnpacker()
const packedAnswers = new AnswerPacker()
const outbox = new Outbox(new SharedRing(started.answers), () => send(LOOK))

function serve(module: KeptModule): void {
  const underWay = new Set<Promise<void>>()
  const close = async (): Promise<void> => {
    // A command under way is answered and stands in the log before that is closed.
    await Promise.all(underWay)
    await module.close()
    send({ closed: true })
    port.close()
  }
  port.on('message', (message: ToWorker) => {
    // Also before the end: what was put into the ring before it is answered.
    answer(module, message, underWay)
    if (message !== LOOK && 'close' in message) void close()
  })
  send({ ready: true })
}

/**
 * Answers all that has come with one message; what was counted against somebody waits until it is on disk, together with
 * the next batches' counts, and commands that take their time answer on their own later.
 */
function answer(module: KeptModule, message: ToWorker, underWay: Set<Promise<void>>): void {
  const { core, audit, counters } = module
  const answers: Answer[] = []
  const held: Answer[] = []
  const carryOut = (id: number, command: CommandName, request: unknown): void => {
    module.count(command)
    const before = counters.tightened
    const outcome = core.execute(command, request)
    if (outcome instanceof Promise) {
      const later = answerLater(id, outcome, module).finally(() => underWay.delete(later))
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
  if (held.length > 0) void module.commitCounters().then(() => send({ answers: held }))
}

async function answerLater(id: number, outcome: Promise<unknown>, { audit }: KeptModule): Promise<void> {
  const later = await outcome
  audit.flush()
  send({ answers: [[id, openOutcome(later)]] })
}

try {
  serve(
    new KeptModule(started.settings, (failure) => {
      throw failure
    }),
  )
} catch (failure) {
  send({ failed: failure instanceof Error ? failure.message : String(failure) })
  port.close()
}
