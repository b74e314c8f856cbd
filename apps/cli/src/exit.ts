/** Exit codes, documented in every command's help. */
export const EXIT = { done: 0, failed: 1, usage: 2, fault: 70 } as const

/** Ends the command with a sentence for the person who called it. */
export class CommandFailure extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message)
    this.exitCode = exitCode
  }
}
