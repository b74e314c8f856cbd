import type { Members } from '../layouts/layout.ts'

/** Something wrong in a specification file. */
export interface Issue {
  /** Place in the file, e.g. `fields.48.layout.parts.amount.length`; empty for the whole. */
  readonly path: string
  readonly expected: string
}

export const isOneOf = (value: unknown, choices: readonly unknown[]): boolean => choices.includes(value)

/** Collects what is wrong, so that a file is put right in one go. */
export class Issues {
  readonly list: Issue[] = []

  add(path: string, expected: string): void {
    this.list.push({ path, expected })
  }
  addChoice(path: string, choices: readonly (string | number)[]): void {
    this.add(path, `one of ${choices.join(', ')}`)
  }
  /** Misspelt members would be ignored in silence otherwise. */
  addUnknown(path: string, value: Members, known: readonly string[]): void {
    for (const key of Object.keys(value)) {
      if (!known.includes(key))
        this.add(path === '' ? key : `${path}.${key}`, `no such member; known are ${known.join(', ')}`)
    }
  }
}

/** One line an issue, for people. */
export const formatIssues = (issues: readonly Issue[]): string =>
  issues.map(({ path, expected }) => `${path === '' ? 'the file' : path}: expected ${expected}`).join('\n')
