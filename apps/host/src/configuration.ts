import type { DemoCard, DemoCardState, DemoChipMemory } from '@fiftyfive/contract'
import type { Model } from '@fiftyfive/diagnosis'
import type { HostSecurityModule } from '@fiftyfive/security'
import type { StandInRule } from '@fiftyfive/acquiring'
import type { TlsOptions } from 'node:tls'
import type { Logger } from 'pino'
import type { Endpoint } from './issuers/link-socket.ts'
import type { TracingConfiguration } from './telemetry/index.ts'
import type { AdmissionLimits } from './terminals/admission.ts'

export interface HostConfiguration {
  /** Holds the database, the card vault's key and the zone keys (as key blocks). */
  readonly dataDirectory: string
  /** 0 takes a free port. */
  readonly terminalPort: number
  /** Terminals over TLS, on a port of their own; with `ca` and `requestCert` only those with a certificate. */
  readonly terminalTls?: { readonly port: number; readonly options: TlsOptions }
  /** PostgreSQL, shared with other hosts; without it the host keeps its payments in its own data directory. */
  readonly databaseUrl?: string
  readonly admission?: AdmissionLimits
  readonly webPort: number
  /** Interface to listen on; loopback unless told otherwise. */
  readonly address: string
  readonly issuers: readonly IssuerConfiguration[]
  readonly securityModule: HostSecurityModule
  /** Card numbers are made unreadable after so many days; without it they are kept. */
  readonly keepCardDays?: number
  /** The console, its effects and its reports forget attempts after so many days; without it they keep all. */
  readonly keepAttemptDays?: number
  readonly logger: Logger
  /** How long an issuer may take to answer. A terminal waits longer than this, so that it hears of the time-out. */
  readonly issuerTimeout_ms: number
  /** Folders with the built pages, by path prefix; those that do not exist are left out. */
  readonly pages: Readonly<Record<string, string>>
  readonly demo?: DemoControls
  /** Numbers of the shops that a visitor of the demonstration may own for a while. */
  readonly demoShops?: readonly string[]
  /** What verdicts are computed from; the built-in model unless another is given. */
  readonly model?: Model
  /** Spans of payments and requests for an OpenTelemetry collector; none unless configured. */
  readonly tracing?: TracingConfiguration
  /** Webhooks go to public addresses over https alone, unless private ones are allowed. */
  readonly webhooks?: { readonly allowPrivate: boolean }
  readonly rollouts?: RolloutControl
  /** For tests: every answer of the API is held against its description. */
  readonly checksAnswers?: boolean
}

/** Whoever brings software to terminals: a terminal management system. The host can ask it to take a version back. */
export interface RolloutControl {
  /** No terminal gets the version any more, and those that have it get back what ran before. False: it is not known. */
  takeBack(version: string): Promise<boolean>
  /** The rollout goes on. */
  resume(version: string): Promise<void>
}

export interface IssuerConfiguration extends Endpoint {
  readonly name: string
  readonly ranges: readonly string[]
  readonly acquirerId: string
  /** What may be approved in its place while it cannot be asked; without it nothing. */
  readonly standIn?: readonly StandInRule[]
}

/** What the demo can ask of its own bank. A host without demo does not have these paths at all. */
export interface DemoControls {
  cards(): readonly DemoCard[]
  cardStates(): Promise<readonly DemoCardState[]>
  /** Sets how many tries a card has left; false for a card that is not one of the demo's. */
  setTries(cardId: string, tries: 'none' | 'all'): Promise<boolean>
  /** What its chip remembers; undefined for a card that is not one of the demo's. */
  takeChip(cardId: string): DemoChipMemory | undefined
  /** False for a card that is not one of the demo's. */
  keepChip(cardId: string, memory: DemoChipMemory): boolean
}
