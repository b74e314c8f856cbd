import type { PinKey } from '@fiftyfive/terminal'
import type { Chance } from '../chance.ts'
import type { Person } from '../population/people.ts'

/** Keys beside each other on a PIN pad (ISO 9564-1, annex: digits in rows of three, 0 below 8). */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  '1': '24',
  '2': '135',
  '3': '26',
  '4': '157',
  '5': '2468',
  '6': '359',
  '7': '48',
  '8': '5790',
  '9': '68',
  '0': '8',
}

export type SlipKind = 'adjacent' | 'transposed' | 'omitted' | 'doubled'

/** Shares of the kinds of slip: assumptions after typing studies, where substitution leads (docs/explanation/fleet.md). */
const KINDS: readonly (readonly [SlipKind, number])[] = [
  ['adjacent', 0.5],
  ['transposed', 0.22],
  ['omitted', 0.14],
  ['doubled', 0.14],
]

/** What the fingers make of the PIN in mind. */
export function slip(
  chance: Chance,
  digits: string,
  only?: readonly SlipKind[],
): { readonly typed: string; readonly kind: SlipKind } {
  const [kind] = chance.weighted(
    KINDS.filter(([kind]) => only?.includes(kind) ?? true),
    ([, share]) => share,
  )
  const at = chance.whole(digits.length)
  const digit = digits[at] as string
  switch (kind) {
    case 'adjacent':
      return { kind, typed: splice(digits, at, 1, chance.pick([...(NEIGHBOURS[digit] as string)])) }
    case 'transposed': {
      const first = Math.min(at, digits.length - 2)
      return { kind, typed: splice(digits, first, 2, `${digits[first + 1]}${digits[first]}`) }
    }
    case 'omitted':
      return { kind, typed: splice(digits, at, 1, '') }
    default:
      return { kind, typed: splice(digits, at, 1, digit + digit) }
  }
}

const splice = (text: string, at: number, count: number, insert: string): string =>
  text.slice(0, at) + insert + text.slice(at + count)

/** Presses the keys of one entry, in this person's pace. */
export async function press(parts: {
  readonly person: Person
  readonly digits: string
  readonly hesitation_ms: number
  readonly key: (key: PinKey) => void
  readonly pause: (delay_ms: number) => Promise<void>
}): Promise<void> {
  const { person, digits, hesitation_ms, key, pause } = parts
  const half = Math.ceil(digits.length / 2)
  // Two pauses an entry instead of one a key: only the total is ever told.
  for (const digit of digits.slice(0, half)) key(digit as PinKey)
  await pause(person.pace_ms * half + hesitation_ms)
  for (const digit of digits.slice(half)) key(digit as PinKey)
  await pause(person.pace_ms * (digits.length - half) + 300)
  key('confirm')
}
