import { money } from '@fiftyfive/kernel'
import {
  type Entry,
  originalsFor,
  type Receipt,
  type Terminal,
  type TransactionKind,
  type TransactionOrder,
} from '@fiftyfive/terminal'
import type { Dice } from '../world/dice.ts'

/** What people want at a terminal, and how often; what is left over is sales. */
const WISHES = [
  { kind: 'pre-authorization', share: 0.08 },
  { kind: 'completion', share: 0.07 },
  { kind: 'completion-advice', share: 0.03 },
  { kind: 'completion-cancellation', share: 0.03 },
  { kind: 'pre-authorization-cancellation', share: 0.03 },
  { kind: 'void', share: 0.07 },
  { kind: 'refund', share: 0.06 },
  { kind: 'offline-sale', share: 0.04 },
  { kind: 'adjustment', share: 0.04 },
  { kind: 'balance-inquiry', share: 0.04 },
  { kind: 'pin-change', share: 0.03 },
] as const

type Refers = 'completion' | 'completion-advice' | 'completion-cancellation' | 'pre-authorization-cancellation' | 'void'

/** A transaction that somebody wants now, with the payment it is about. Undefined: there is none to undo or complete. */
export interface Wish {
  readonly order: TransactionOrder
  /** The payment whose card has to be presented again. */
  readonly about?: { readonly batch: number; readonly trace: number } | Receipt
}

export function wishOf(dice: Dice, identity: string, terminal: Terminal, sold: readonly Receipt[]): Wish | undefined {
  const kind = kindOf(dice.fraction('wish/', identity))
  const amount = money(1 + dice.whole(5_000, 'amount/', identity), 'CNY')
  const choose = <T>(all: readonly T[]): T | undefined => all[dice.whole(Math.max(1, all.length), 'which/', identity)]
  const original = (wanted: TransactionKind): Entry | undefined =>
    choose(originalsFor(wanted, terminal.state.journal).filter(({ method }) => method !== 'qr'))
  switch (kind) {
    case 'sale':
    case 'pre-authorization':
      return { order: { kind, amount } }
    case 'balance-inquiry':
    case 'pin-change':
      return { order: { kind } }
    case 'offline-sale':
      return { order: { kind, amount, voiceCode: 'VOICE1' } }
    case 'adjustment': {
      const offline = original(kind)
      const total = offline && money(offline.amount_minor + 1 + dice.whole(500, 'tip/', identity), 'CNY')
      return offline && total ? { order: { kind, amount: total, original: offline }, about: offline } : undefined
    }
    case 'refund': {
      const sale = choose(sold)
      if (!sale?.referenceNumber) return undefined
      const part = money(1 + dice.whole(sale.amount.minor, 'part/', identity), 'CNY')
      const named = { referenceNumber: sale.referenceNumber, date: '0304', tender: sale.tender }
      return { order: { kind, amount: part, original: named }, about: sale }
    }
    default:
      return referring(kind, original(kind), dice.fraction('used/', identity))
  }
}

/** A completion takes what was really used, which may be a little more than was held. */
function referring(kind: Refers, original: Entry | undefined, used: number): Wish | undefined {
  if (!original) return undefined
  const amount = money(Math.max(1, Math.floor(original.amount_minor * used * 1.2)), original.currency)
  return { order: { kind, amount, original: { trace: original.trace } }, about: original }
}

function kindOf(fraction: number): (typeof WISHES)[number]['kind'] | 'sale' {
  let left = fraction
  for (const { kind, share } of WISHES) {
    if (left < share) return kind
    left -= share
  }
  return 'sale'
}
