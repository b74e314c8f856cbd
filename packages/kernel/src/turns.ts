import { PassingMap } from './passing-map.ts'

/** Runs work on one key strictly one after the other; different keys do not wait for one another. */
export class Turns {
  readonly #last = new PassingMap<Promise<unknown>>()

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    const turn = before ? before.then(work, work) : work()
    this.#last.set(key, turn)
    const leave = () => {
      if (this.#last.get(key) === turn) this.#last.delete(key)
    }
    turn.then(leave, leave)
    return turn
  }
}
