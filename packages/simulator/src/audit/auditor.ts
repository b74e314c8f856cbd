import type { AcquirerTables, PaymentKey } from '@fiftyfive/acquiring'
import type { IssuerTables } from '@fiftyfive/issuing'
import type { World } from '../world/world.ts'
import { AcquirerAudit } from './acquirer-audit.ts'
import { IssuerAudit } from './issuer-audit.ts'
import { TerminalAudit } from './terminal-audit.ts'

export const ACQUIRER_ID = '48210000'

/** One PIN as somebody really typed it, which no party of the system ever sees. */
export interface PhysicalEntry {
  readonly pan: string
  /** Undefined when the holder cannot know either: a change of the PIN is under way. */
  readonly right: boolean | undefined
}

/** One order of a payer with a phone, minor units. */
export interface Wallet {
  readonly paid: number
  /** By the payment that gave it back; the order's own key when it does not stand. Told twice, it is given once. */
  readonly back: Map<PaymentKey, number>
}

/** What the audit knows and the parties do not: what was typed, printed and stored, everywhere at once. */
export interface Truth {
  readonly world: World
  readonly acquirer: AcquirerTables
  readonly issuer: IssuerTables
  /** Flash of each terminal, by DE 41. */
  readonly flash: Map<string, ReadonlyMap<string, string>>
  /** PIN entries by the payment they were made for. */
  readonly entries: Map<PaymentKey, PhysicalEntry>
  /** Payments that were sent with a PIN. */
  readonly withPin: Set<PaymentKey>
  /** Payments whose receipt says that they were approved. */
  readonly printed: Set<PaymentKey>
  /** What payers by phone paid, and got back, by the order. */
  readonly wallets: Map<PaymentKey, Wallet>
  /** Terminals that never come back. */
  readonly lost: Set<string>
  /** Payments whose terminal let go of them with an answer, durably. */
  readonly settled: Set<PaymentKey>
}

/**
 * Watches every durable change and every message for a broken promise. Its parts are told before a change is applied, so
 * that each can compare what was with what will be.
 */
export class Auditor {
  readonly acquirer: AcquirerAudit
  readonly issuer: IssuerAudit
  readonly terminal: TerminalAudit

  constructor(truth: Truth) {
    this.acquirer = new AcquirerAudit(truth)
    this.issuer = new IssuerAudit(truth)
    this.terminal = new TerminalAudit(truth)
  }
}
