import { Worker } from 'node:worker_threads'
import type { ReadingName, Readings } from './readings.ts'

export interface Question {
  readonly number: number
  readonly name: ReadingName
  readonly given: readonly unknown[]
}
export type Reply = { readonly number: number } & ({ readonly value: unknown } | { readonly failure: string })

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: Error) => void
}

/**
 * Answers what the console asks of the observations, in a thread of its own: a question over a hundred thousand attempts
 * takes a moment, in which no payment may wait. The same question asked by several people at once is answered once.
 */
export class Reading {
  readonly #path: string
  #worker: Worker | undefined
  #closed = false
  #asked = 0
  readonly #waiting = new Map<number, Waiting>()
  readonly #underWay = new Map<string, Promise<unknown>>()

  constructor(path: string) {
    this.#path = path
  }

  ask<Name extends ReadingName>(
    name: Name,
    ...given: Parameters<Readings[Name]>
  ): Promise<Awaited<ReturnType<Readings[Name]>>> {
    const question = JSON.stringify([name, ...given])
    let answer = this.#underWay.get(question)
    if (!answer) {
      answer = this.#send(name, given).finally(() => this.#underWay.delete(question))
      this.#underWay.set(question, answer)
    }
    return answer as Promise<Awaited<ReturnType<Readings[Name]>>>
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }

  #send(name: ReadingName, given: readonly unknown[]): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error('the host is stopping'))
    const number = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      this.#thread().postMessage({ number, name, given } satisfies Question)
    })
  }

  /** Started by the first question, and anew by the next one after it ended. */
  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { workerData: { path: this.#path } })
    worker.unref()
    worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.number)
      this.#waiting.delete(reply.number)
      if ('failure' in reply) waiting?.reject(new Error(reply.failure))
      else waiting?.resolve(reply.value)
    })
    let reason = 'the thread that reads observations ended'
    worker.on('error', (failure) => (reason = String(failure)))
    worker.on('exit', () => {
      this.#worker = undefined
      for (const { reject } of this.#waiting.values()) reject(new Error(reason))
      this.#waiting.clear()
    })
    this.#worker = worker
    return worker
  }
}
