/**
 * A program is the functional core of a party: a generator that yields effects as data and is resumed with their
 * results. The host carries effects out on real sockets and disks, a simulation on virtual ones; the program cannot
 * tell the difference (see docs/decisions/0003-programs.md).
 */
export type Program<Effect, T> = Generator<Effect, T, unknown>

/** Runs a program to its end, carrying out one effect after the other. */
export async function runProgram<Effect, T>(
  program: Program<Effect, T>,
  carryOut: (effect: Effect) => unknown,
): Promise<T> {
  let step = program.next()
  while (!step.done) {
    let outcome: unknown
    try {
      outcome = await carryOut(step.value)
    } catch (failure) {
      step = program.throw(failure)
      continue
    }
    step = program.next(outcome)
  }
  return step.value
}
