import { err, ok, type Result } from '@fiftyfive/kernel'
import type { Fact, Mapping } from './columns.ts'
import { complete, type Draft, type ImportFault, type Tokenize } from './reading.ts'
import { parseTime } from './dates.ts'
import { parseAmount, parseCode, parseEntry, parseFlag, quoted, readCardNumber } from './values.ts'

/** Turns rows of a table into drafts of attempts by a mapping. A cell that cannot be read is told and left out. */
export class RowImporter {
  readonly #cells: readonly { readonly fact: Fact; readonly column: string; readonly index: number }[]
  readonly #mapping: Mapping
  readonly #tokenize: Tokenize
  readonly #now: number

  /** `now`: times without a year are of the twelve months before it. */
  constructor(header: readonly string[], mapping: Mapping, tokenize: Tokenize, now: number) {
    this.#mapping = mapping
    this.#tokenize = tokenize
    this.#now = now
    this.#cells = Object.entries(mapping.columns)
      .map(([fact, column]) => ({ fact: fact as Fact, column, index: header.indexOf(column) }))
      .filter(({ index }) => index >= 0)
  }

  /** `line` names the row in faults and, when it has no other name, the attempt. */
  import(cells: readonly string[], line: number): { draft?: Draft; faults: ImportFault[] } {
    const facts: Draft & { trace?: string; batch?: string } = {}
    const faults: ImportFault[] = []
    let readable = true
    const date = this.#text(cells, 'date')
    for (const { fact, column, index } of this.#cells) {
      const text = (cells[index] ?? '').trim()
      const missing = text === '' || text === 'NULL' || text === 'null'
      const needed = fact === 'at' || fact === 'code'
      if (missing && !needed) continue
      const read = missing ? err('nothing is there') : this.#read(fact, text, date)
      if (read.ok) assign(facts, read.value)
      else {
        faults.push({ line, column, reason: read.error })
        if (needed) readable = false
      }
    }
    if (!readable) return { faults }
    const { trace, batch, ...draft } = facts
    // Without the number of digits the pad has said nothing that could be weighed.
    if (typeof draft.pinPad === 'object' && draft.pinPad && !('digits' in draft.pinPad)) delete draft.pinPad
    if (draft.id === undefined && trace !== undefined) {
      draft.id = [this.#text(cells, 'terminal') ?? '', batch, trace].filter((part) => part !== undefined).join('-')
    }
    return { draft: complete(draft, line), faults }
  }

  #text(cells: readonly string[], fact: Fact): string | undefined {
    const cell = this.#cells.find((each) => each.fact === fact)
    return cell && cells[cell.index]?.trim()
  }

  #read(fact: Fact, text: string, date: string | undefined): Result<object, string> {
    switch (fact) {
      case 'at': {
        const isTimeAlone = /^\d{1,2}:?\d{2}(:?\d{2}([.,]\d+)?)?( ?[ap]m)?$/i.test(text)
        const whole = isTimeAlone && date ? `${date} ${text}` : text
        return member('at', parseTime(whole, this.#mapping.zone, this.#mapping.dates, this.#now))
      }
      case 'date':
        return ok({})
      case 'card':
        return ok(cardFacts(text, this.#tokenize))
      case 'code':
      case 'issuerCode':
        return member(fact, parseCode(text))
      case 'entryMode':
        return parseEntry(text)
      case 'amount_minor':
        return member(fact, parseAmount(text, this.#mapping.amounts))
      case 'pinPad.digits':
      case 'pinPad.clears':
      case 'pinPad.entry':
        return member('pinPad', member(fact.slice('pinPad.'.length), parseCount(text)))
      case 'pinBlock.shape':
        return ok({ pinBlock: { shape: text } })
      default:
        return FLAGS.has(fact)
          ? member(fact, parseFlag(text))
          : NUMBERS.has(fact)
            ? member(fact, parseCount(text))
            : ok({ [fact]: text })
    }
  }
}

const FLAGS: ReadonlySet<Fact> = new Set([
  'fallback',
  'pinPresent',
  'forwarded',
  'cardExpired',
  'duplicate',
  'batchMismatch',
  'pinWanted',
  'offline',
  'tampered',
])
const NUMBERS: ReadonlySet<Fact> = new Set(['triesLeft', 'latency_ms', 'keyAge_s', 'panLength'])

const member = <T>(name: string, value: Result<T, string>): Result<object, string> =>
  value.ok ? ok({ [name]: value.value }) : value

function parseCount(text: string): Result<number, string> {
  const number = Number(text)
  return Number.isFinite(number) && number >= 0
    ? ok(Math.round(number))
    : err(`a number is expected, not ${quoted(text)}`)
}

/**
 * A full or masked card number becomes a token and its leading digits; anything else is taken for a token already, unless a number
 * might be in it (`PAN:6225…`).
 */
export function cardFacts(text: string, tokenize: Tokenize): Draft {
  const number = readCardNumber(text)
  if (!number) return { card: /\d{13}/.test(text) ? tokenize(text) : text }
  const { digits, isMasked } = number
  const facts = { card: tokenize(digits), range: digits.slice(0, 6) }
  return isMasked ? facts : { ...facts, panLength: digits.length }
}

/** PIN-pad facts come from several columns, and a stated range or PIN flag wins over one that was derived. */
function assign(draft: Draft, facts: object): void {
  for (const [name, value] of Object.entries(facts)) {
    if (name === 'pinPad') {
      const known = draft.pinPad ?? { clears: 0, time: 'normal', entry: 1 }
      draft.pinPad = { ...known, ...(value as object) }
    } else (draft as Record<string, unknown>)[name] = value
  }
}
