import type { Instant } from '@fiftyfive/kernel'
import type { Session } from './sessions.ts'

const SESSIONS_MAX = 40_000

/** The newest sessions, to find where a symptom is when it has become more frequent somewhere. */
export class Window {
  readonly #sessions: Session[] = []
  #next = 0

  add(session: Session): void {
    this.#sessions[this.#next] = session
    this.#next = (this.#next + 1) % SESSIONS_MAX
  }

  /** Sessions since then, oldest first. A session is kept under the time of its first attempt, and those come in order. */
  since(at: Instant): Session[] {
    const all = this.#sessions
    const { length } = all
    const oldest = length < SESSIONS_MAX ? 0 : this.#next
    const place = (index: number): number => (oldest + index) % SESSIONS_MAX
    let from = length
    while (from > 0 && (all[place(from - 1)] as Session).first.at >= at) from--
    const found: Session[] = []
    for (let index = from; index < length; index++) found.push(all[place(index)] as Session)
    return found
  }
}
