import type { Attempt } from '@fiftyfive/diagnosis'
import { BASE_RATES } from '../base-rates.ts'
import { EXPECTED_SHARES } from './statistics.ts'

/** One figure of a run beside what it should be. */
export interface Rate {
  readonly name: string
  readonly unit: '%' | 'a day' | 'CNY'
  readonly here: number
  /** What the base rates lead one to expect in a quiet time. */
  readonly expected?: number
  /** What is published of real payments; docs/explanation/fleet.md has the sources. */
  readonly published?: string
}

const WRONG_PIN: ReadonlySet<string> = new Set(['55', '38', '75'])
const TECHNICAL: ReadonlySet<string> = new Set(['68', '91', '96', '98', '99', 'A0'])

const sumOf = (causes: readonly string[]): number =>
  causes.reduce((sum, cause) => sum + (EXPECTED_SHARES[cause] ?? 0), 0)
/** Causes that end in 55, 38 or 75. */
const OF_THE_PIN = ['slip', 'wrong-length', 'other-card', 'forgotten', 'same-wrong-again', 'changed', 'online-locked']

/** Counts what an acquirer would count, as attempts go by; keeps numbers only. */
export class Rates {
  readonly #counts: Record<string, number> = {}
  #attempts = 0
  #amounts_minor = 0

  attempt(attempt: Attempt): void {
    const { code, amount_minor = 0, entryMode, fallback, chip, pinPad, pinDigitsUsual } = attempt
    this.#attempts++
    this.#amounts_minor += amount_minor
    this.#add('approved', code === '00')
    this.#add('pin', WRONG_PIN.has(code))
    this.#add('funds', code === '51')
    this.#add('technical', TECHNICAL.has(code))
    this.#add('contactless', entryMode === 'contactless')
    this.#add('contact', entryMode !== 'contactless')
    this.#add('fallback', fallback === true)
    this.#add('unread', entryMode !== 'contactless' && (chip?.readFailures ?? 0) > 0)
    this.#add('sixDigits', pinDigitsUsual === 6)
    this.#add('again', pinPad?.entry === 2)
    this.#add('rescued', pinPad?.entry === 2 && code === '00')
  }

  rows(terminalDays: number): readonly Rate[] {
    const attempts = Math.max(1, this.#attempts)
    const share = (name: string, of = attempts): number => (100 * (this.#counts[name] ?? 0)) / Math.max(1, of)
    const contact = this.#counts['contact'] ?? 0
    const pin = 100 * sumOf(OF_THE_PIN)
    const funds = 100 * BASE_RATES.shortOfMoney
    return [
      {
        name: 'attempts a terminal',
        unit: 'a day',
        here: this.#attempts / Math.max(1, terminalDays),
        published: '12.9 card payments (EU, 2014)',
      },
      {
        name: 'mean amount',
        unit: 'CNY',
        here: this.#amounts_minor / 100 / attempts,
        published: '442 (China, 2023, online included)',
      },
      {
        name: 'approved',
        unit: '%',
        here: share('approved'),
        expected: 100 - funds - 100 * sumOf(Object.keys(EXPECTED_SHARES)),
      },
      { name: 'refused for the PIN (55, 38, 75)', unit: '%', here: share('pin'), expected: pin },
      { name: 'refused for want of money (51)', unit: '%', here: share('funds'), expected: funds },
      {
        name: 'technical (68, 91, 96, 98, 99, A0)',
        unit: '%',
        here: share('technical'),
        expected: 100 * sumOf(['network']),
        published: 'under 1 is the aim (UPI, India)',
      },
      {
        name: 'stripe after a chip that was not read, of contact',
        unit: '%',
        here: share('fallback', contact),
        published: '2 usual, over 3 bad (USA, 2017)',
      },
      { name: 'a read that failed before, of contact', unit: '%', here: share('unread', contact) },
      { name: 'contactless', unit: '%', here: share('contactless') },
      { name: 'cards with PINs of six digits', unit: '%', here: share('sixDigits') },
      { name: 'second entries that are approved', unit: '%', here: share('rescued', this.#counts['again']) },
    ]
  }

  #add(name: string, counts: boolean): void {
    if (counts) this.#counts[name] = (this.#counts[name] ?? 0) + 1
  }
}
