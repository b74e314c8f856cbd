import { type Clock, type Money, type Pan, PassingMap, type Random, type Result, Turns } from '@fiftyfive/kernel'
import type { PinBlockFormat, SecurityModule } from '@fiftyfive/security'
import type { Iso87Message, TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import type { Terminal } from './terminal.ts'
import type { AcquirerStore } from './journal.ts'
import type { StandInRule } from './authorization/stand-in.ts'
import type { Explain } from './observation.ts'
import type { Restriction } from './restriction.ts'
import type { PaymentKey, StoredCard } from './payment.ts'
import type { PaymentKind } from './transaction.ts'
import type { ZoneKeyUse } from './key-exchange/renew-zone-keys.ts'
import type { ZoneKeyRing, ZoneKeys } from './key-exchange/zone-key-ring.ts'
import type { Attempted } from './store-and-forward/deliver.ts'

/** Everything the acquirer needs from the world. The host gives it real ones, a simulation virtual ones. */
export interface AcquirerPorts {
  readonly clock: Clock
  readonly random: Random
  readonly securityModule: SecurityModule
  readonly store: AcquirerStore
  readonly cardVault: CardVault
  readonly links: readonly IssuerLink[]
  readonly explain: Explain
  /** Reports what happened after the answer is on its way; never fails and never delays a payment. */
  readonly observe: (event: AcquirerEvent) => void
  readonly inFlight: InFlight
  readonly counters: Counters
  readonly qrOrders: QrOrders
  /** What is paused just now; without it nothing. Asked with every payment, so it must be at hand. */
  readonly restrictions?: () => readonly Restriction[]
  /** What terminals may download; without it nothing. */
  readonly downloads?: Downloads
}

/** Parameters and public keys for terminals. */
export interface Downloads {
  /** Each with 9F06, 9F22 and all else a terminal needs of a CA public key. */
  readonly caKeys: readonly TlvFields[]
  /** Each with 9F06 and the parameters of that chip application. */
  readonly applications: readonly TlvFields[]
  parametersOf(terminal: Terminal): NonNullable<NonNullable<UnionPayMessage[62]>['terminalParameters']>
}

/** Where payers with a phone find an order that a terminal shows as a QR code. */
export interface QrOrders {
  /** Opens the order and waits until it is paid, withdrawn, or nobody came. */
  open(key: PaymentKey, amount: Money): Promise<'paid' | 'closed'>
  /** Ends the waiting of an order that the till withdrew; does nothing when there is none. */
  withdraw(key: PaymentKey): void
  /** The payment of the order is durable (or refused after all); now the payer may be told. */
  settled(key: PaymentKey, approved: boolean): void
  /**
   * Gives the payer back what was paid for an order that does not stand; true once that is certain, also when nobody had
   * paid. With `part`, gives back that amount of an order that stands. Asked again until then, so a repetition (the same
   * order, the same key of the part) must not pay twice.
   */
  refund(key: PaymentKey, part?: { readonly key: PaymentKey; readonly amount: Money }): Promise<boolean>
}

/** Keeps card numbers: ciphertext for the few who need the number again, a token for everybody else. */
export interface CardVault {
  store(pan: Pan, expiry?: string): StoredCard
  reveal(card: StoredCard): Pan
}

export type LinkFailure = 'down' | 'timeout' | 'damaged'

/** One connection to an issuer or network, with the zone keys shared with it. */
export interface IssuerLink {
  readonly name: string
  /** Leading digits of the card numbers it serves. */
  readonly ranges: readonly string[]
  /** DE 32: how this acquirer is known on the link. */
  readonly acquirerId: string
  /** What requests are made under now. */
  readonly zoneKeys: ZoneKeys
  /** Where they come from, on a link whose keys can be changed while it works. */
  readonly ring?: ZoneKeyRing
  readonly pinBlockFormat: PinBlockFormat
  /** What may be approved in the issuer's place; without it nothing. */
  readonly standIn?: readonly StandInRule[]
  up(): boolean
  /**
   * Sends the request with its MAC and waits for the answer that belongs to it, MAC verified. Never throws. A request with
   * a PIN names the keys that the PIN is under: they may have been changed since.
   */
  exchange(request: Iso87Message, under?: ZoneKeys): Promise<Result<Iso87Message, LinkFailure>>
}

/** A payment that is being worked on, and the promise of its answer. */
export interface InFlightAnswer {
  readonly kind: PaymentKind
  readonly amount: Money
  readonly token: string
  readonly answer: Promise<Reply>
}

/** Payments being worked on in this process, so that a retransmission joins its original instead of repeating it. */
export interface InFlight {
  readonly answers: PassingMap<InFlightAnswer>
  readonly reversed: Set<PaymentKey>
  /** A terminal's keys are read, judged and written by one message at a time. */
  readonly keyChanges: Turns
  /** A payment is recorded, reversed or settled by one message of its batch at a time. */
  readonly batches: Turns
  /** What refers to one original is judged and recorded by one message at a time. */
  readonly families: Turns
  /** What was approved for a card in its issuer's place is counted and added to by one payment at a time. */
  readonly standIns: Turns
  /** What was seen of the zone keys of each link. */
  readonly zoneKeys: Map<string, ZoneKeyUse>
  /** Attempts to deliver what is owed, by its id. A restart begins anew at once. */
  readonly attempts: Map<string, Attempted>
}

export const nothingInFlight = (): InFlight => ({
  answers: new PassingMap(),
  reversed: new Set(),
  keyChanges: new Turns(),
  batches: new Turns(),
  families: new Turns(),
  zoneKeys: new Map(),
  standIns: new Turns(),
  attempts: new Map(),
})

/** The bytes of a response (MTI to last field), ready to be framed. */
export type Answered = Uint8Array<ArrayBuffer>

/** What a terminal hears: nothing where any answer would do harm. Its connection stays, for it goes on over it. */
export type Reply = Answered | 'silence'

/** Numbers that must not repeat in their window. */
export interface Counters {
  /** DE 37: 12 digits, unique for good. */
  nextReference(): string
  /** DE 11 towards issuers: 6 digits, wraps. */
  nextTrace(): string
}

export type AcquirerEvent =
  | {
      readonly type: 'attempt'
      readonly observation: import('./observation.ts').Observation
      readonly code: string
      /** False when it never became a payment: not authentic, or a repeat that differs. */
      readonly recorded: boolean
    }
  | { readonly type: 'reversed'; readonly key: PaymentKey; readonly confirmedByIssuer: boolean }
  | { readonly type: 'signed-on'; readonly terminalId: string; readonly repeated: boolean }
  | {
      readonly type: 'message'
      readonly key: PaymentKey
      readonly direction: 'terminal-to-host' | 'host-to-terminal' | 'host-to-issuer' | 'issuer-to-host'
      readonly message: import('@fiftyfive/iso8583').UnionPayMessage | Iso87Message
    }
