import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Asks questions one after the other on the terminal; what is typed to a hidden one is not echoed. */
export class Questions {
  #muted = false
  readonly #lines: AsyncIterator<string>
  readonly #close: () => void

  constructor() {
    const echo = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (!this.#muted) process.stderr.write(chunk)
        done()
      },
    })
    const input = createInterface({ input: process.stdin, output: echo, terminal: process.stdin.isTTY })
    this.#lines = input[Symbol.asyncIterator]()
    this.#close = () => input.close()
  }

  async ask(question: string, hidden: boolean): Promise<string | undefined> {
    process.stderr.write(question)
    this.#muted = hidden
    const { value, done } = await this.#lines.next()
    this.#muted = false
    if (hidden) process.stderr.write('\n')
    return done ? undefined : value
  }

  close(): void {
    this.#close()
  }
}
