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

  /** Sessions since then, oldest first. */
  since(at: Instant): Session[] {
    const ordered = [...this.#sessions.slice(this.#next), ...this.#sessions.slice(0, this.#next)]
    let from = ordered.length
    // A session is kept under the time of its first attempt, and those come in order.
    while (from > 0 && (ordered[from - 1] as Session).first.at >= at) from--
    return ordered.slice(from)
  }
}
