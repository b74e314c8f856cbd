import type { Chance } from '../chance.ts'

/** A bank that issues cards. */
export interface Bank {
  readonly name: string
  /** The connection it is reached over. */
  readonly link: string
  readonly ranges: readonly CardRange[]
}

export interface CardRange {
  /** Six digits, unlike any other range's. */
  readonly prefix: string
  readonly bank: string
  readonly link: string
  readonly panLength: number
  readonly pinDigits: number
  /** ISO/IEC 7813. */
  readonly serviceCode: string
  /** Share of all cards. */
  readonly weight: number
}

/** The domestic network in two halves, three banks that are reached directly, and an international scheme. */
export const LINKS = ['network-a', 'network-b', 'direct-1', 'direct-2', 'direct-3', 'scheme'] as const

/**
 * Prefixes are drawn from 622xxx and 621xxx (debit) and 625xxx (credit), which ISO/IEC 7812 assigns to UnionPay issuers, and 4/5xxxxx for foreign cards;
 * which one stands for which bank is made up.
 */
export function makeBanks(chance: Chance, count: number): readonly Bank[] {
  const used = new Set<string>()
  return Array.from({ length: count }, (_, index): Bank => {
    const own = chance.of(index)
    const name = `bank-${String(index + 1).padStart(2, '0')}`
    const foreign = count > 4 && index >= Math.round(count * 0.85)
    const link = foreign ? 'scheme' : index < 3 && count > 10 ? `direct-${index + 1}` : LINKS[index % 2]!
    // A few large banks have most cards (Zipf), and the larger a bank the more ranges it has.
    const size = 1 / (index + 1.5)
    const ranges = Array.from({ length: index < 6 ? 3 : index < 16 ? 2 : 1 }, (_, nth): CardRange => {
      const credit = nth === 2
      const prefix = freshPrefix(own, used, foreign ? own.pick(['4', '5']) : credit ? '625' : own.pick(['622', '621']))
      const panLength =
        foreign || credit
          ? 16
          : own.weighted([16, 17, 18, 19], (digits) => ({ 16: 2, 17: 1, 18: 1, 19: 6 })[digits] ?? 0)
      return {
        prefix,
        bank: name,
        link,
        panLength,
        pinDigits: foreign ? 4 : 6,
        serviceCode: foreign ? '201' : '220',
        weight: size * (nth === 0 ? 0.6 : 0.2) * (foreign ? 0.4 : 1),
      }
    })
    return { name, link, ranges }
  })
}

function freshPrefix(chance: Chance, used: Set<string>, start: string): string {
  for (;;) {
    const prefix = start + chance.digits(6 - start.length)
    if (used.has(prefix)) continue
    used.add(prefix)
    return prefix
  }
}

/** A card number of a range with its Luhn check digit (ISO/IEC 7812-1, annex B). `serial` makes it unlike all others. */
export function cardNumber(range: CardRange, serial: number): string {
  const body = range.prefix + String(serial).padStart(range.panLength - 7, '0')
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i])
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return body + String((10 - (sum % 10)) % 10)
}
