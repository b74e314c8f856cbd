import type { Instant, Money, Pan, PinBlock, Track2 } from '@fiftyfive/kernel'
import type { Iso87Message, TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import type { Observation } from '../observation.ts'
import type { Payment, PaymentKey, StoredCard } from '../payment.ts'
import type { PaymentKind } from '../transaction.ts'
import type { IssuerLink, Reply } from '../ports.ts'
import type { ZoneKeys } from '../key-exchange/zone-key-ring.ts'
import type { KeyVersion, Terminal } from '../terminal.ts'

export type SettleInFlight = (answer: Reply) => void

/** What is known of a payment after each step; every step adds to what the one before it knew. */
export interface Arrived {
  readonly key: PaymentKey
  readonly message: UnionPayMessage
  /** MTI to last field, as received: the MAC covers these bytes. */
  readonly bytes: Uint8Array
  readonly receivedAt: Instant
  /** Filled as soon as the request could be read. */
  readonly request?: PaymentRequest
  readonly observation?: Observation
  readonly terminal?: Terminal
  readonly macVersion?: KeyVersion
  readonly settleInFlight?: SettleInFlight
  readonly card?: StoredCard
  readonly reference?: string
  readonly link?: IssuerLink
  readonly issuerAnswer?: Iso87Message
  /** What its original was found to be. */
  readonly original?: Payment
}

/** A payment request with every field checked: of one shape, whatever it is without. */
export interface PaymentRequest {
  readonly key: PaymentKey
  readonly kind: PaymentKind
  readonly terminalId: string
  readonly merchantId: string
  readonly batch: string
  readonly trace: string
  readonly amount: Money
  readonly pan: Pan
  readonly track2?: Track2 | undefined
  /** YYMM. */
  readonly expiry?: string | undefined
  readonly entryMode: 'manual' | 'stripe' | 'chip' | 'contactless'
  readonly sequenceNumber?: string | undefined
  /** DE 55, for the issuer alone. */
  readonly chipData?: TlvFields | undefined
  readonly pinBlock?: PinBlock | undefined
  /** Of a PIN change: what the PIN is to be. */
  readonly newPinBlock?: PinBlock | undefined
  /** DE 37 and 61: how it names its original. */
  readonly originalReference?: string | undefined
  readonly originalKey?: PaymentKey | undefined
  /** DE 38: the original's, or a code got by voice. */
  readonly authorizationCode?: string | undefined
}

export interface Received extends Arrived {
  readonly request: PaymentRequest
  readonly observation: Observation
  readonly card: StoredCard
}

export interface Authenticated extends Received {
  /** With `pending` keys confirmed when the MAC proved them. */
  readonly terminal: Terminal
  readonly macVersion: KeyVersion
}

export interface Recognized extends Authenticated {
  /** Hands the answer to retransmissions that came meanwhile. */
  readonly settleInFlight: SettleInFlight
}

export interface Recorded extends Recognized {
  /** DE 37. */
  readonly reference: string
}

export interface Routed extends Recorded {
  readonly link: IssuerLink
}

export interface Translated extends Routed {
  /** Under the zone PIN key of the link; absent when the terminal sent no PIN. */
  readonly zonePinBlock?: PinBlock
  readonly newZonePinBlock?: PinBlock
  /** The keys that they are under. */
  readonly zoneKeys?: ZoneKeys
}

export interface Forwarded extends Translated {
  readonly issuerAnswer: Iso87Message
}
