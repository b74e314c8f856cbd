import type { Incident } from '@fiftyfive/diagnosis'
import type { AttemptSummary } from './index.ts'
import type { SaleSums, Tried } from './insight.ts'

/** What an attempt can be looked at by. A card stands under its token, an issuer under its link. */
export const PLACE_KINDS = ['terminal', 'merchant', 'issuer', 'card'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

interface Name {
  readonly en: string
  readonly 'zh-CN': string
}

export interface PlaceSums extends Tried {
  readonly approved: number
  readonly rescued: number
  readonly triesSpent: number
  readonly triesBurnt: number
  readonly approved_minor: number
  /** Milliseconds since 1970; 0 when there was no attempt. */
  readonly lastAt: number
}

/** One line of a list of terminals, merchants or issuers. */
export interface PlaceLine extends PlaceSums {
  readonly value: string
  readonly name?: Name
}

/** The last seven days of a terminal, merchant, issuer or card. */
export interface PlaceDetail {
  readonly kind: PlaceKind
  readonly value: string
  readonly name?: Name
  /** Of a card. */
  readonly maskedPan?: string
  readonly from: number
  readonly until: number
  readonly step_ms: number
  readonly sums: PlaceSums
  /** The whole fleet in the same time. */
  readonly fleet: Tried
  readonly steps: readonly (Tried & { readonly at: number })[]
  readonly causes: readonly { readonly cause: AttemptSummary['cause'] & string; readonly count: number }[]
  readonly sales: SaleSums
  /** What its attempts are made of: versions, terminals, card ranges ... */
  readonly parts: readonly PlacePart[]
  readonly events: readonly PlaceEvent[]
  readonly incidents: readonly Incident[]
  /** Newest first. */
  readonly attempts: readonly AttemptSummary[]
}

export interface PlacePart {
  readonly dimension: string
  readonly values: readonly (Tried & { readonly value: string; readonly name?: Name })[]
}

export interface PlaceEvent {
  readonly at: number
  readonly kind: 'sign-on' | 'installed' | 'zone-key' | 'table-changed' | 'node' | 'report'
  readonly detail: string
}

/** How a terminal is set up, beside how it should be. */
export interface TerminalSetup {
  readonly id: string
  readonly merchant: string
  readonly merchantName: Name
  readonly status: 'active' | 'blocked' | 'inactive'
  readonly signedOff: boolean
  readonly batch: string
  readonly lines: readonly SetupLine[]
  readonly health: readonly HealthLine[]
  readonly keys: readonly KeyLine[]
  /** Absent: it never told of one. */
  readonly selfTest?: SelfTestView
}

/** What a terminal's guided check found, as it told the host. */
export interface SelfTestView {
  readonly at: number
  readonly parts: readonly { readonly part: TestedPart; readonly works: boolean }[]
}
/** Parts that a self-test tells of, as DE 62 of an 0820/362 names them. */
export const TESTED_PARTS = [
  'keypad',
  'pinPad',
  'stripeReader',
  'printer',
  'display',
  'chipReader',
  'contactlessReader',
] as const
export type TestedPart = (typeof TESTED_PARTS)[number]

/** A part of a terminal by what its last payments showed, beside all other terminals. */
export interface HealthLine {
  readonly part: 'keypad' | 'reader' | 'pin-block' | 'messages' | 'line'
  /** Attempts that tell of it, and those with trouble. */
  readonly of: number
  readonly troubled: number
  /** Of such attempts elsewhere, the share with trouble. */
  readonly fleetShare: number
  readonly state: 'good' | 'watch' | 'bad' | 'too-few'
}

/** `expected` is what most terminals of the model run, or what was agreed with this one. */
export interface SetupLine {
  readonly name: 'model' | 'software' | 'pin-key' | 'mac' | 'batch'
  readonly actual: string
  readonly expected: string
  readonly agrees: boolean
}

/** A key by its check value; nobody sees the key itself. */
export interface KeyLine {
  readonly owner: string
  readonly ownerKind: 'terminal' | 'issuer'
  readonly usage: 'terminal-master' | 'pin' | 'mac'
  readonly version: 'current' | 'pending' | 'previous'
  /** 6 hex digits; empty when it is not known. */
  readonly checkValue: string
  /** Milliseconds since 1970; 0 when it is not known. */
  readonly since: number
}
