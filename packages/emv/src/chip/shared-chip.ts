import { answer, type Chip, type ChipAnswer, type Command } from './command.ts'

const SELECT = '00A40400'
const SELECT_NEXT = '00A40402'
const NOT_FOUND = '6A82'

/** Several applications in one chip: SELECT finds the one that is meant, and what follows is said to it. */
export class SharedChip implements Chip {
  readonly #applications: readonly Chip[]
  #selected = 0

  /** The directory of the first one lists them all. */
  constructor(applications: readonly Chip[]) {
    this.#applications = applications
  }

  transmit(command: Command): ChipAnswer {
    if (command.header === SELECT) return this.#select(command, 0)
    // Of a name that is the beginning of several (EMV Book 1, 12.3.3).
    if (command.header === SELECT_NEXT) return this.#select({ ...command, header: SELECT }, this.#selected + 1)
    return this.#applications[this.#selected]?.transmit(command) ?? answer(NOT_FOUND)
  }

  #select(command: Command, from: number): ChipAnswer {
    // All of them hear it: whether the reader asks by contact or by antenna matters to each.
    const answers = this.#applications.map((application) => application.transmit(command))
    const found = answers.findIndex(({ status }, place) => place >= from && status !== NOT_FOUND)
    if (found < 0) return answer(NOT_FOUND)
    this.#selected = found
    return answers[found] ?? answer(NOT_FOUND)
  }
}
