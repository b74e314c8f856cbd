import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bankDays } from '@fiftyfive/contract/schemas'
import { DAY_MS, dayName } from '../reports/period.ts'

const FILE = 'bank-days.json'

/** How the days on which banks work differ from Monday to Friday; days as `2026-10-01`, China Standard Time. */
export interface BankDays {
  /** Public holidays. */
  readonly closed: ReadonlySet<string>
  /** Saturdays and Sundays that are worked in exchange for them. */
  readonly open: ReadonlySet<string>
}

/** Out of `bank-days.json`; without it banks work from Monday to Friday. */
export function readBankDays(directory: string): BankDays {
  const file = join(directory, FILE)
  const { closed, open } = bankDays.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})
  const both = closed.find((day) => open.includes(day))
  if (both !== undefined) throw new Error(`${file}: on ${both} banks cannot be both closed and open`)
  return { closed: new Set(closed), open: new Set(open) }
}

/** The next day after that one on which banks work, by its first moment. */
export function nextBankDay(day: number, days: BankDays): number {
  let next = day + DAY_MS
  while (!isBankDay(next, days)) next += DAY_MS
  return next
}

function isBankDay(at: number, { closed, open }: BankDays): boolean {
  const name = dayName(at)
  if (closed.has(name)) return false
  return open.has(name) || ![0, 6].includes(new Date(`${name}T00:00:00Z`).getUTCDay())
}
