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
  wait_ms: 40,
}
/** How much the newest figure weighs in the mean of what the host gets done. */
const NEWEST_SHARE = 0.2

type Answer = Uint8Array | 'silence' | undefined

interface Job {
  readonly body: Uint8Array
  readonly since_ms: number
  readonly resolve: (answer: Answer | Promise<Answer>) => void
}

/** What one connection has waiting and under way. */
class Share {
  readonly queue: Job[] = []
  inFlight = 0
}

export interface AdmissionCounts {
  readonly atWork: number
  readonly inFlight: number
  readonly queued: number
  readonly refused: number
}

interface AdmissionPorts {
  readonly handle: (body: Uint8Array) => Promise<Answer>
  readonly refuse: (body: Uint8Array) => Answer
}

/**
 * Decides what is worked on and what is refused. Connections take turns, one message each, and while one message of a
 * connection is under way its next ones have only half of the places: so one terminal that sends a hundred times as much
 * as the others gets no more than its turn. What could not be begun before it is too old is refused when it comes.
 */
export class Admission {
  readonly #ports: AdmissionPorts
  readonly #limits: AdmissionLimits
  readonly #shares = new WeakMap<object, Share>()
  /** Connections that have something waiting, in the order of their turns: with nothing under way, and the others. */
  readonly #first = new Set<Share>()
  readonly #second = new Set<Share>()
  #queued = 0
  #atWork = 0
  #inFlight = 0
  #refused = 0
  /** Messages answered since the last tick, and the mean of that for a millisecond. */
  #done = 0
  #doneEachMs = 0
  #tickedAt_ms: number | undefined
  #draining = false
  #drained: (() => void) | undefined

  constructor(ports: AdmissionPorts, limits: AdmissionLimits = ADMISSION_LIMITS) {
    this.#ports = ports
    this.#limits = limits
  }

  /** The answer to a message of this connection, which came at that time; a refusal comes at once. */
  take(connection: object, body: Uint8Array, since_ms: number): Answer | Promise<Answer> {
    if (this.#draining || this.#inFlight + this.#queued >= this.#limits.inFlight) return this.#refuse(body)
    const share = this.#shareOf(connection)
    if (this.#queued === 0 && this.#hasPlace(share)) return this.#work(share, body)
    if (this.#isTooMuch(share)) return this.#refuse(body)
    this.#queued++
    return new Promise((resolve) => {
      share.queue.push({ body, since_ms, resolve })
      if (share.queue.length === 1) this.#takeTurn(share)
    })
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
    const passed_ms = now_ms - (this.#tickedAt_ms ?? now_ms)
    if (passed_ms > 0) this.#doneEachMs += NEWEST_SHARE * (this.#done / passed_ms - this.#doneEachMs)
    this.#tickedAt_ms = now_ms
    this.#done = 0
    if (this.#queued > 0) this.#next(now_ms)
    for (const row of [this.#first, this.#second]) {
      for (const share of row) {
        while (share.queue[0] && this.#isTooOld(share.queue[0], now_ms)) this.#giveUp(share)
        if (share.queue.length === 0) row.delete(share)
      }
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

  #shareOf(connection: object): Share {
    let share = this.#shares.get(connection)
    if (!share) {
      share = new Share()
      this.#shares.set(connection, share)
    }
    return share
  }

  #hasPlace({ inFlight }: Share): boolean {
    return this.#atWork < (inFlight === 0 ? this.#limits.atWork : this.#limits.atWork / 2)
  }

  /** More than can be begun in time, unless it is the only message of its connection. */
  #isTooMuch({ queue, inFlight }: Share): boolean {
    const { queued, queuedPerConnection, atWork, wait_ms } = this.#limits
    if (this.#queued >= queued || queue.length >= queuedPerConnection) return true
    const isOnly = queue.length === 0 && inFlight === 0
    return this.#queued >= Math.max(atWork, this.#doneEachMs * wait_ms) && !isOnly
  }

  async #work(share: Share, body: Uint8Array): Promise<Answer> {
    this.#atWork++
    this.#inFlight++
    share.inFlight++
    if (share.queue.length > 0) this.#takeTurn(share)
    try {
      return await this.#ports.handle(body)
    } finally {
      this.#atWork--
      this.#inFlight--
      this.#done++
      share.inFlight--
      if (share.queue.length > 0) this.#takeTurn(share)
      this.#next(performance.now())
      this.#settled()
    }
  }

  /** Puts a connection that has something waiting at the end of its row. */
  #takeTurn(share: Share): void {
    this.#leave(share)
    ;(share.inFlight === 0 ? this.#first : this.#second).add(share)
  }

  #leave(share: Share): void {
    this.#first.delete(share)
    this.#second.delete(share)
  }

  #next(now_ms: number): void {
    for (const row of [this.#first, this.#second]) {
      for (const share of row) {
        if (!this.#hasPlace(share)) break
        while (share.queue[0] && this.#isTooOld(share.queue[0], now_ms)) this.#giveUp(share)
        const job = share.queue.shift()
        if (!job) {
          row.delete(share)
          continue
        }
        this.#queued--
        if (share.queue.length === 0) row.delete(share)
        job.resolve(this.#work(share, job.body))
      }
    }
  }

  #isTooOld(job: Job, now_ms: number): boolean {
    return now_ms - job.since_ms > this.#limits.wait_ms
  }

  #giveUp(share: Share): void {
    const job = share.queue.shift()
    if (!job) return
    this.#queued--
    job.resolve(this.#refuse(job.body))
    this.#settled()
  }

  #refuse(body: Uint8Array): Answer {
    this.#refused++
    return this.#ports.refuse(body)
  }

  #settled(): void {
    if (this.#draining && this.#inFlight === 0 && this.#queued === 0) this.#drained?.()
  }
}
