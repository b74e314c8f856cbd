import type { Instant } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { TerminalNotice } from '../core/notice.ts'
import type { TerminalState } from '../core/state.ts'
import type { KeyFault } from '../self-test/keypad-check.ts'
import type { KeyCheckValues, SelfTest } from '../self-test/self-test.ts'
import type { Receipt } from '../receipt/receipt.ts'

/** A report with everything support would ask for. It holds no card number, PIN block or key: only what may be sent on. */
export interface Ticket {
  /** Terminal and a running number, e.g. `T0000001-3`. */
  readonly id: string
  readonly at: Instant
  readonly merchantId: string
  readonly model: string
  readonly softwareVersion: string
  readonly link: TerminalState['link']
  readonly signedOn: boolean
  /** Check values of 3 bytes, by which support finds a wrong key. */
  readonly keys: KeyCheckValues
  readonly selfTest: SelfTest
  readonly refusal?: {
    readonly family: string
    readonly cause: string
    readonly confidence_percent?: number
    readonly receipt: Receipt
  }
  /** Keys found faulty, when the keypad was checked. */
  readonly keypad?: Readonly<Record<string, KeyFault>>
  /** What happened before, oldest first. */
  readonly notices: readonly LoggedNotice[]
}

export interface LoggedNotice {
  readonly at: Instant
  readonly notice: TerminalNotice
}

export interface TicketFacts {
  readonly configuration: TerminalConfiguration
  readonly state: TerminalState
  readonly keys: KeyCheckValues
  readonly selfTest: SelfTest
  readonly keypad?: ReadonlyMap<string, KeyFault>
  readonly notices: readonly LoggedNotice[]
}

export function makeTicket(facts: TicketFacts, number: number, at: Instant): Ticket {
  const { configuration, state, keys, selfTest, keypad, notices } = facts
  const { screen } = state
  return {
    id: `${configuration.terminalId}-${number}`,
    at,
    merchantId: configuration.merchantId,
    model: configuration.model,
    softwareVersion: configuration.softwareVersion,
    link: state.link,
    signedOn: state.signedOn,
    keys,
    selfTest,
    ...(screen.name === 'refused' ? { refusal: refusalOf(screen) } : {}),
    ...(keypad ? { keypad: Object.fromEntries(keypad) } : {}),
    notices,
  }
}

function refusalOf(screen: Extract<TerminalState['screen'], { name: 'refused' }>): NonNullable<Ticket['refusal']> {
  const { family, cause, confidence_percent, receipt } = screen
  return { family, cause, receipt, ...(confidence_percent === undefined ? {} : { confidence_percent }) }
}
