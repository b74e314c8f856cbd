import type { Instant } from '@fiftyfive/kernel'

/**
 * What an acquirer records besides attempts: keys that were exchanged, versions that were installed, tables that were
 * changed, nodes that came and went. The lines of `events.ndjson`; docs/reference/attempts.md describes each.
 */
export type FleetEvent =
  SignOnEvent | ZoneKeyEvent | InstallationEvent | TableChangeEvent | NodeEvent | ReversalEvent | TerminalReportEvent

interface At {
  readonly at: Instant
}

/** A terminal signed on and was given working keys. */
export interface SignOnEvent extends At {
  readonly kind: 'sign-on'
  readonly terminal: string
  /** DE 39 of the answer. */
  readonly code: string
  /** The keys that were delivered before and never confirmed were delivered again. */
  readonly repeated?: boolean
  /** Of the delivered PIN key, 6 hex digits. */
  readonly pinKeyCheckValue?: string
}

/** Working keys were exchanged with an issuer or network. */
export interface ZoneKeyEvent extends At {
  readonly kind: 'zone-key'
  readonly link: string
  readonly pinKeyCheckValue: string
  /** What the other side answered. */
  readonly confirmed: boolean
}

/** A terminal reports a version it did not run before. */
export interface InstallationEvent extends At {
  readonly kind: 'installed'
  readonly terminal: string
  readonly part: 'software' | 'parameters' | 'kernel' | 'master-key'
  /** The version; of a master key its check value. */
  readonly version: string
}

/** Somebody changed a table of the acquirer. */
export interface TableChangeEvent extends At {
  readonly kind: 'table-changed'
  readonly table: 'ranges' | 'routes' | 'codes' | 'formats' | 'stand-in' | 'risk-rules'
  /** What it is about, as an element `dimension=value`, e.g. `range=622588`, `link=net-2`. */
  readonly scope?: string
  readonly version: string
}

/** A security module came up, went down, or changed its master key. */
export interface NodeEvent extends At {
  readonly kind: 'node'
  readonly node: string
  readonly state: 'up' | 'down'
  readonly masterKeyCheckValue?: string
}

/** A terminal asked to undo an attempt. */
export interface ReversalEvent extends At {
  readonly kind: 'reversal'
  readonly terminal: string
  /** The attempt's id. */
  readonly attempt: string
  /** DE 39 of the 0400: 98 no answer, A0 MAC, 96 other. */
  readonly reason: string
}

/** What a terminal reports of itself between payments. */
export interface TerminalReportEvent extends At {
  readonly kind: 'report'
  readonly terminal: string
  readonly about: 'tamper' | 'keys-erased' | 'moved' | 'restarted'
  /** Where it is, for `moved`: the region it was seen in. */
  readonly detail?: string
}
