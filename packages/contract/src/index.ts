import type { Attempt, EvidenceLine, Incident, RejectedCause, Verdict } from '@fiftyfive/diagnosis'
import type { Confirmation } from './desk.ts'

export { API } from './api.ts'
export * from './accounts.ts'
export { type Access, type Route, type RouteName, ROUTES } from './routes.ts'
export * from './actions.ts'
export * from './desk.ts'
export * from './webhooks.ts'
export * from './client.ts'
export type { NewAccount } from './schemas/accounts.ts'
export type { DemoAction, QrOrder, QrPayment } from './schemas/demo.ts'
export type { ActivationRequest } from './schemas/onboarding.ts'
export * from './effects.ts'
export type * from './insight.ts'
export * from './places.ts'
export * from './reports.ts'
export type * from './pulse.ts'

/** One line of the live list. */
export interface AttemptSummary {
  readonly id: string
  /** Milliseconds since 1970 (UTC). */
  readonly at: number
  readonly kind: 'sale' | 'reversal' | 'sign-on'
  readonly terminal: string
  readonly merchantName: { readonly en: string; readonly 'zh-CN': string }
  readonly maskedPan: string
  readonly amount_minor: number
  readonly currency: string
  readonly entryMode: NonNullable<Attempt['entryMode']>
  readonly status: 'approved' | 'declined' | 'pending' | 'reversed' | 'failed'
  /** Response code given to the terminal; empty while pending. */
  readonly code: string
  /** Latest verdict; absent for approvals. */
  readonly cause?: Verdict['cause']
  readonly confidence?: number
}

/** One field of a message, as the console shows it: masked already. */
export interface MessageField {
  /** `2`, `60.1`, `55.9F26`; `MTI` for the message type. */
  readonly path: string
  readonly name: { readonly en: string; readonly 'zh-CN': string }
  readonly value: string
  /** The value with its meaning in Chinese, where that differs (DE 39). */
  readonly valueInChinese?: string
  readonly depth: number
}

export interface MessageView {
  readonly at: number
  readonly direction: 'terminal-to-host' | 'host-to-terminal' | 'host-to-issuer' | 'issuer-to-host'
  readonly dialect: string
  readonly fields: readonly MessageField[]
}

/** Something that happened to the attempt, in order. `step` names a step of the pipeline. */
export interface TimelineEntry {
  readonly at: number
  readonly step: string
  readonly detail: string
}

export interface AttemptDetail extends AttemptSummary {
  readonly attempt: Attempt
  /** Immediate verdict first, revisions after it. */
  readonly verdicts: readonly Verdict[]
  readonly messages: readonly MessageView[]
  readonly timeline: readonly TimelineEntry[]
  /** Other attempts of the same card within an hour, newest first. */
  readonly sameCard: readonly AttemptSummary[]
  readonly confirmation?: Confirmation
}

/** An incident with some of the attempts it touched, newest first. */
export interface IncidentDetail extends Incident {
  readonly samples: readonly AttemptSummary[]
  /** Causes that were believed less, with what speaks against them. */
  readonly rejected: readonly RejectedCause[]
  /** Incidents that turned out to be part of this one. */
  readonly merged: readonly Pick<Incident, 'id' | 'cause' | 'scope'>[]
  /** Cards with one PIN try left or none that did not pay since, most urgent first. */
  readonly lockout: readonly CardNearLockout[]
}

export interface CardNearLockout {
  readonly card: string
  readonly maskedPan: string
  readonly triesLeft: number
  readonly terminal: string
  readonly at: number
}

export interface Overview {
  readonly since: number
  readonly attempts: number
  readonly approved: number
  readonly pinRefused: number
  /** Refusals whose verdict is not the cardholder's fault. */
  readonly ourFault: number
  /** PIN tries counted at the issuer on attempts whose verdict is a technical fault. The promise is zero. */
  readonly triesBurntByFaults: number
  readonly rescued: number
  readonly byCause: readonly { readonly cause: Verdict['cause']; readonly count: number }[]
  readonly links: readonly { readonly name: string; readonly up: boolean }[]
  readonly hsm: { readonly up: boolean; readonly name: string }
}

/** What every refusal of the API looks like. `code` is a fault of the kernel's catalogue; `message` is for people. */
export interface ErrorEnvelope {
  readonly error: { readonly code: string; readonly message: string }
}

/** One page of a list, newest first. `next` is the value of `before` for the page after it, absent on the last one. */
export interface Page<Item, Cursor = string> {
  readonly items: readonly Item[]
  readonly next?: Cursor
}

export type { Attempt, EvidenceLine, Incident, Verdict }

export interface ActivationResponse {
  readonly terminalId: string
  readonly merchantId: string
  readonly merchantName: { readonly en: string; readonly 'zh-CN': string }
  readonly tpdu: string
  readonly currency: 'CNY'
}

/** A virtual card of the demo, as its chip and stripe carry it. Only in demo mode, never for a real card. */
export interface DemoCard {
  readonly id: string
  readonly label: { readonly en: string; readonly 'zh-CN': string }
  readonly pan: string
  /** YYMM. */
  readonly expiry: string
  readonly serviceCode: string
  readonly sequenceNumber: string
  readonly cardholderName: string
  readonly pin: string
  /** What is physically wrong with the piece of plastic. */
  readonly condition: 'good' | 'chip-worn' | 'stripe-worn'
  /** What its issuer wrote into its chip, bytes in hex. It exists to be tried, as the PIN does. */
  readonly chip?: DemoChip | undefined
}

export interface DemoChip {
  readonly keys: { readonly cryptogram: string; readonly integrity: string; readonly confidentiality: string }
  /** Of a chip that checks PINs itself. */
  readonly pin?: string | undefined
  /** Certificates and other records, by tag. */
  readonly records?: Readonly<Record<string, string>> | undefined
  readonly authenticationKey?: DemoRsaKey | undefined
  /** The chip signs its cryptograms. */
  readonly combined?: boolean | undefined
  readonly pinKey?: DemoRsaKey | undefined
  /** What the chip approves without its issuer. */
  readonly offline?: { readonly amountMax_minor: number; readonly inRowMax: number } | undefined
  /** It is in a phone, which is tapped and knows its holder. */
  readonly device?: true | undefined
  /** The application, where it is not UnionPay debit; `aid` in hex. */
  readonly application?: { readonly aid: string; readonly label: string } | undefined
  /** Other accounts on the same chip, from which the cardholder chooses. */
  readonly further?: readonly { readonly pan: string; readonly chip: DemoChip }[] | undefined
}

/** What a demo card's chip remembers from one payment to the next. A new PIN is as the script brought it: sealed. */
export interface DemoChipMemory {
  readonly counter: number
  readonly pinTriesLeft: number
  readonly lastOnline: number
  readonly blocked: boolean
  readonly pinChange?: { readonly cryptogram: string; readonly sealed: string } | undefined
  /** It changed while it is in a reader, and is not laid down yet. */
  readonly inReader?: true | undefined
}

interface DemoRsaKey {
  readonly modulus: string
  readonly privateExponent: string
}

/** What the issuer knows of a demo card, for the panel that shows whether a try was spent. */
export interface DemoCardState {
  readonly id: string
  readonly triesLeft: number
  readonly locked: boolean
  readonly balance_minor: number
}
