// Runs in a worker: the live diagnosis and what the console shows of it, so that no payment waits for either.
import { setTimeout } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openSharedAttempts } from '@fiftyfive/store/postgres'
import { openObservationWriter } from '@fiftyfive/store/sqlite'
import { keepCatchingUp } from '../catching-up.ts'
import { Diagnosing, WRITTEN_AT_ONCE } from './diagnosing.ts'
import { followOthers } from './elsewhere.ts'
import { type Beginning, type News, type Order, STATE } from './orders.ts'

/** Old rows that are taken away in one go: some milliseconds. */
const FORGOTTEN_AT_ONCE = 256
const FORGET_PAUSE_MS = 20

const closing = new AbortController()

const { path, databaseUrl, model, state: sharedState } = workerData as Beginning
const state = new Int32Array(sharedState)
const tell = (news: News): void => {
  const isForViewers = news.news === 'attempt' && !news.isNew
  if (!isForViewers || Atomics.load(state, STATE.viewers) > 0) parentPort?.postMessage(news)
}
const failed = (failure: unknown): void => tell({ news: 'failed', reason: String(failure) })

const observations = openObservationWriter(path)
const shared = databaseUrl === undefined ? undefined : await openSharedAttempts(databaseUrl)
const publish = async (rows: Parameters<NonNullable<typeof shared>['publish']>[0]) =>
  shared?.publish(rows).catch(failed)
const diagnosing = new Diagnosing({ ...observations, publish, tell, failed, model })
const stopWriting = keepCatchingUp((least) => diagnosing.write(least), WRITTEN_AT_ONCE, failed)
const stopFollowing = shared && followOthers(shared, observations.log, tell, failed)

parentPort?.on('message', (orders: readonly Order[]) => {
  for (const order of orders) {
    try {
      carryOut(order)
    } catch (failure) {
      failed(failure)
    }
  }
})

function carryOut(order: Order): void {
  if (typeof order === 'string') {
    Atomics.add(state, STATE.taken, 1)
    return diagnosing.take(order)
  }
  switch (order.do) {
    case 'judge':
      return answer(order.number, diagnosing.judge(order.attempt))
    case 'find':
      return answer(order.number, diagnosing.find(order.id))
    case 'write':
      return answerLater(order.number, diagnosing.write())
    case 'forget':
      return answerLater(order.number, forget(order.before))
    case 'keep-incidents':
      return answerLater(order.number, observations.incidents.put(order.rows))
    case 'take-unrecorded':
      return diagnosing.takeUnrecorded(order.body)
    case 'reversed':
      return diagnosing.reversed(order.id, order.messages)
    case 'record':
      return diagnosing.record(order.event)
    case 'settle':
      return diagnosing.settle(order.now)
    case 'use':
      return diagnosing.use(order.model)
    case 'forget-shared':
      return void shared?.forget(order.before).catch(failed)
    case 'close':
      return void close().catch(failed)
  }
}

/** In parts, between which a verdict that is asked for has its turn. */
async function forget(before: number): Promise<void> {
  while (!closing.signal.aborted && observations.log.hasBefore(before)) {
    await observations.log.forget(before, FORGOTTEN_AT_ONCE)
    await setTimeout(FORGET_PAUSE_MS)
  }
}

function answer(number: number, value: unknown): void {
  tell({ news: 'answer', number, value })
}

function answerLater(number: number, done: Promise<unknown>): void {
  void done.catch(failed).then(() => answer(number, undefined))
}

async function close(): Promise<void> {
  closing.abort()
  await stopWriting()
  await stopFollowing?.()
  await shared?.close()
  observations.close()
  parentPort?.close()
}
