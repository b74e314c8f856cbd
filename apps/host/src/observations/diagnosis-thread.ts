import { Worker } from 'node:worker_threads'
import type { Model } from '@fiftyfive/diagnosis'
import { type AnswerTo, type Beginning, type News, type Order, type Question, STATE } from './orders.ts'

/** Orders leave together: each message between threads costs more than what is in it. */
const TOGETHER = 64
const TOGETHER_MS = 20
/** Attempts that the thread has not taken yet. With more than this it cannot keep up, and new ones are left out. */
const BEHIND_MAX = 20_000
/** A thread that ended is not started anew sooner than that. */
const REST_MS = 1_000

/** The live diagnosis in a thread of its own: what the host says to it and hears of it. */
export class DiagnosisThread {
  readonly #beginning: Omit<Beginning, 'state' | 'model'>
  readonly #hear: (news: Exclude<News, { readonly news: 'answer' }>) => void
  #model: Model | undefined
  #worker: Worker | undefined
  #startedAt = -REST_MS
  #closing = false
  #state = new Int32Array(new SharedArrayBuffer(4 * STATE.length))
  #given = 0
  /** Attempts that were left out. */
  dropped = 0
  #orders: Order[] = []
  #timer: NodeJS.Timeout | undefined
  #asked = 0
  readonly #waiting = new Map<number, (value: unknown) => void>()

  constructor(beginning: Omit<Beginning, 'state'>, hear: (news: Exclude<News, { readonly news: 'answer' }>) => void) {
    const { model, ...rest } = beginning
    this.#model = model
    this.#beginning = rest
    this.#hear = hear
    this.#start()
  }

  tell(order: Order): void {
    if (typeof order === 'string') {
      if (this.#given - Atomics.load(this.#state, STATE.taken) >= BEHIND_MAX) {
        this.dropped++
        return
      }
      this.#given++
    } else if (order.do === 'use') this.#model = order.model
    this.#orders.push(order)
    if (this.#orders.length >= TOGETHER) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), TOGETHER_MS).unref()
  }

  /** Undefined when the thread ended meanwhile, or, with `within_ms`, when the answer took longer. */
  ask<Asked extends Question>(question: Asked, within_ms?: number): Promise<AnswerTo[Asked['do']] | undefined> {
    const number = ++this.#asked
    return new Promise((resolve) => {
      const late = within_ms === undefined ? undefined : setTimeout(() => this.#answered(number, undefined), within_ms)
      this.#waiting.set(number, (value) => {
        clearTimeout(late)
        resolve(value as AnswerTo[Asked['do']] | undefined)
      })
      this.#orders.push({ ...question, number })
      this.#flush()
    })
  }

  /** How many look on, so that what has changed is told them. */
  set viewers(count: number) {
    Atomics.store(this.#state, STATE.viewers, count)
  }

  /** Ends the thread, with everything written that it was told. */
  async close(): Promise<void> {
    this.#closing = true
    const worker = this.#worker
    if (!worker) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    this.#orders.push({ do: 'close' })
    this.#flush()
    await ended
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const orders = this.#orders
    this.#orders = []
    if (!this.#worker && !this.#closing && performance.now() - this.#startedAt >= REST_MS) this.#start()
    if (this.#worker) this.#worker.postMessage(orders)
    else this.#giveUp()
  }

  #start(): void {
    this.#startedAt = performance.now()
    this.#given = 0
    Atomics.store(this.#state, STATE.taken, 0)
    const workerData: Beginning = {
      ...this.#beginning,
      model: this.#model,
      state: this.#state.buffer,
    }
    const worker = new Worker(new URL('./diagnosing-worker.ts', import.meta.url), { name: 'diagnosis', workerData })
    worker.unref()
    worker.on('message', (news: News) => {
      if (news.news === 'answer') this.#answered(news.number, news.value)
      else this.#hear(news)
    })
    worker.on('error', (failure) => this.#hear({ news: 'failed', reason: `the thread ended: ${String(failure)}` }))
    worker.on('exit', () => {
      this.#worker = undefined
      this.#giveUp()
    })
    this.#worker = worker
  }

  #answered(number: number, value: unknown): void {
    this.#waiting.get(number)?.(value)
    this.#waiting.delete(number)
  }

  #giveUp(): void {
    for (const number of this.#waiting.keys()) this.#answered(number, undefined)
  }
}
