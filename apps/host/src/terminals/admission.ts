/** Bounds of what the host takes on. Beyond them it refuses at once: a terminal that hears 96 can act, one that waits cannot. */
export interface AdmissionLimits {
  /** Messages the host itself works on at once; those that wait for an issuer do not count. */
  readonly atWork: number
  /** Messages taken and not answered, those that wait for an issuer among them. */
  readonly inFlight: number
  readonly queued: number
  /** Of one connection, so that whoever floods fills a queue of their own. */
  readonly queuedPerConnection: number
  /** A message that waited longer than this is refused: by the time it were answered nobody would listen. */
  readonly wait_ms: number
}

export const ADMISSION_LIMITS: AdmissionLimits = {
  atWork: 128,
  inFlight: 8_192,
  queued: 4_096,
  queuedPerConnection: 8,
  wait_ms: 60,
}

type Answer = Uint8Array | undefined

interface Job {
  readonly body: Uint8Array
  readonly since_ms: number
  readonly resolve: (answer: Answer | Promise<Answer>) => void
}

export interface AdmissionCounts {
  readonly atWork: number
  readonly inFlight: number
  readonly queued: number
  readonly refused: number
}

/**
 * Decides what is worked on and what is refused. Connections take turns, one message each, so that one terminal that
 * sends a hundred times as much as the others gets no more than its turn.
 */
export class Admission {
  readonly #handle: (body: Uint8Array) => Promise<Answer>
  readonly #refuse: (body: Uint8Array) => Answer
  readonly #limits: AdmissionLimits
  /** In the order of their turns. */
  readonly #queues = new Map<object, Job[]>()
  #queued = 0
  #atWork = 0
  #inFlight = 0
  #refused = 0
  #draining = false
  #drained: (() => void) | undefined

  constructor(
    ports: { readonly handle: (body: Uint8Array) => Promise<Answer>; readonly refuse: (body: Uint8Array) => Answer },
    limits: AdmissionLimits = ADMISSION_LIMITS,
  ) {
    this.#handle = ports.handle
    this.#refuse = ports.refuse
    this.#limits = limits
  }

  /** The answer to a message of this connection, be it a refusal. */
  take(connection: object, body: Uint8Array, now_ms: number): Promise<Answer> {
    if (this.#draining || this.#inFlight + this.#queued >= this.#limits.inFlight) return this.#refusal(body)
    if (this.#queued === 0 && this.#atWork < this.#limits.atWork) return this.#work(body)
    const queue = this.#queues.get(connection) ?? []
    if (this.#queued >= this.#limits.queued || queue.length >= this.#limits.queuedPerConnection)
      return this.#refusal(body)
    this.#queued++
    this.#queues.set(connection, queue)
    return new Promise((resolve) => queue.push({ body, since_ms: now_ms, resolve }))
  }

  /** Something is waited for elsewhere; meanwhile the host has room for other work. */
  async away<T>(work: Promise<T>): Promise<T> {
    this.#atWork--
    this.#next(performance.now())
    try {
      return await work
    } finally {
      this.#atWork++
    }
  }

  /** To be called every few milliseconds: refuses what waited too long when nothing comes to an end. */
  checkTime(now_ms: number): void {
    if (this.#queued > 0) this.#next(now_ms)
    for (const [connection, queue] of this.#queues) {
      while (queue[0] && now_ms - queue[0].since_ms > this.#limits.wait_ms) this.#giveUp(queue)
      if (queue.length === 0) this.#queues.delete(connection)
    }
  }

  /** Refuses everything new from now on; resolves when all that was taken is answered. */
  drain(): Promise<void> {
    this.#draining = true
    return new Promise((resolve) => {
      this.#drained = resolve
      this.#settled()
    })
  }

  counts(): AdmissionCounts {
    return { atWork: this.#atWork, inFlight: this.#inFlight, queued: this.#queued, refused: this.#refused }
  }

  async #work(body: Uint8Array): Promise<Answer> {
    this.#atWork++
    this.#inFlight++
    try {
      return await this.#handle(body)
    } finally {
      this.#atWork--
      this.#inFlight--
      this.#next(performance.now())
      this.#settled()
    }
  }

  #next(now_ms: number): void {
    while (this.#atWork < this.#limits.atWork) {
      const turn = this.#queues.entries().next()
      if (turn.done) return
      const [connection, queue] = turn.value
      const job = queue[0]
      this.#queues.delete(connection)
      if (!job) continue
      if (now_ms - job.since_ms > this.#limits.wait_ms) this.#giveUp(queue)
      else {
        queue.shift()
        this.#queued--
        job.resolve(this.#work(job.body))
      }
      if (queue.length > 0) this.#queues.set(connection, queue)
    }
  }

  #giveUp(queue: Job[]): void {
    const job = queue.shift()
    if (!job) return
    this.#queued--
    job.resolve(this.#refusal(job.body))
    this.#settled()
  }

  #refusal(body: Uint8Array): Promise<Answer> {
    this.#refused++
    return Promise.resolve(this.#refuse(body))
  }

  #settled(): void {
    if (this.#draining && this.#inFlight === 0 && this.#queued === 0) this.#drained?.()
  }
}
