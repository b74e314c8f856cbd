import type { ClearPin, Pan, PinBlock, Result } from '@fiftyfive/kernel'
import type { KeyBlock, KeyUse, MacRequest, ModuleRefusal, PinBlockFormat, SecurityModule } from '../security-module.ts'

declare const sealed: unique symbol
/** A decimalisation table under the master key: `L` and 32 hex digits. Only such tables are worked with. */
export type SealedTable = string & { readonly [sealed]: 'table' }
/** A PIN under the master key, bound to its account: `J` and 32 hex digits. Never leaves the issuer's system. */
export type SealedPin = string & { readonly [sealed]: 'pin' }

/** A PIN on its way in: its block, the key it is under and the card it belongs to. */
export interface IncomingPin {
  readonly pinBlock: PinBlock
  readonly pan: Pan
  readonly key: KeyBlock<'pin'>
  readonly format: PinBlockFormat
}

/** What an issuer keeps to recognise a PIN by. */
export type PinReference =
  | {
      readonly method: 'visa-pvv'
      readonly key: KeyBlock<'pin-verification'>
      /** 0 to 6. */
      readonly keyIndex: number
      /** 4 digits. */
      readonly value: string
    }
  | {
      readonly method: 'ibm-offset'
      readonly key: KeyBlock<'pin-offset'>
      readonly table: SealedTable
      /** 16 hex digits. */
      readonly validationData: string
      /** As many digits as of the PIN are checked, 4 to 12. */
      readonly value: string
      /** A PIN of another length than the value is wrong, instead of being checked in its first digits only. */
      readonly wholePin?: true
    }

/** A reference before its value is known. */
export type PinReferenceKey = PinReference extends infer Each
  ? Each extends PinReference
    ? Omit<Each, 'value'>
    : never
  : never

type Answer<T> = Promise<Result<T, ModuleRefusal>>

/** What the soft HSM does beyond the port: the commands that hosts know from a payShield. */
export interface HostSecurityModule extends SecurityModule {
  /** 6 hex digits; 16 in the authorised state only, for more would help to find the key. */
  keyCheckValue(request: {
    readonly key: KeyBlock
    readonly digits?: 6 | 16
  }): Answer<{ readonly checkValue: string; readonly use: KeyUse }>

  translateDukptPin(
    request: DukptPin & { readonly to: KeyBlock<'pin'>; readonly toFormat: PinBlockFormat },
  ): Answer<{ readonly pinBlock: PinBlock }>
  /** For issuers that are a terminal's acquirer as well. */
  verifyDukptPin(request: DukptPin & { readonly reference: PinReference }): Answer<boolean>
  /**
   * The retail MAC of a transaction, 8 bytes, under TDES DUKPT's key for requests (or both ways). A serial number has a
   * MAC and a PIN, so this does not use it up.
   */
  dukptMac(request: DukptMac): Answer<Uint8Array>
  verifyDukptMac(request: DukptMac & { readonly mac: Uint8Array }): Answer<boolean>

  /** Authorised state only: takes a decimalisation table (16 digits) under the master key, if it is sound. */
  sealTable(request: { readonly table: string }): Answer<SealedTable>
  verifyPinReference(request: IncomingPin & { readonly reference: PinReference }): Answer<boolean>
  /** The new value, once the old PIN has been verified. PINs that anybody would guess are refused. */
  changePin(request: IncomingPin & { readonly reference: PinReference; readonly newPinBlock: PinBlock }): Answer<string>

  /** PINs under the master key, for personalisation: authorised state, issuers only, never in production. */
  randomPin(request: { readonly pan: Pan; readonly digits: number }): Answer<SealedPin>
  sealPin(request: IncomingPin): Answer<SealedPin>
  releasePin(request: {
    readonly pin: SealedPin
    readonly pan: Pan
    readonly to: KeyBlock<'pin'>
    readonly toFormat: PinBlockFormat
  }): Answer<{ readonly pinBlock: PinBlock }>
  /** Value of a reference for a sealed PIN. */
  pinReference(request: {
    readonly pin: SealedPin
    readonly pan: Pan
    readonly reference: PinReferenceKey
    readonly digits: number
  }): Answer<string>

  /** CVV, CVV2 (service code 000) or iCVV (999): 3 digits. */
  cardVerificationValue(request: CardVerification): Answer<string>
  verifyCardVerificationValue(request: CardVerification & { readonly value: string }): Answer<boolean>

  /** EMV: checks an ARQC (8 bytes) and answers it by method 1, or by method 2 when there is a card status update. */
  verifyCryptogram(request: CryptogramVerification): Answer<{ readonly valid: boolean; readonly response?: Uint8Array }>

  /** EMV: the answer alone, to a cryptogram that was checked before. Issuers only. */
  cryptogramResponse(
    request: CardCryptogram & { readonly cryptogram: Uint8Array; readonly responseCode: Uint8Array },
  ): Answer<Uint8Array>

  /** EMV: one command of an issuer script with its MAC (Book 2, 9.2 and 9.3), as tag 86 carries it. Issuers only. */
  scriptCommand(request: ScriptCommand): Answer<Uint8Array>

  /** The key of one chip, as a key block under the key of whoever makes the card: authorised state, never in production. */
  deriveCardKey(request: {
    readonly key: KeyBlock<CardKeyUse>
    readonly use: CardKeyUse
    readonly pan: Pan
    /** 2 digits. */
    readonly sequenceNumber: string
    readonly under: KeyBlock<'zone-master'>
  }): Answer<string>

  /** A MAC cut to its left 4 to 8 bytes. Failures are counted per key: short MACs could be found by trying. */
  verifyShortMac(request: MacRequest & { readonly key: KeyBlock<'mac'>; readonly mac: Uint8Array }): Answer<boolean>

  /** CBC from an initial vector. Blocks of zeros are refused: their cipher text is a check value. */
  encryptData(request: DataRequest): Answer<Uint8Array>
  decryptData(request: DataRequest): Answer<Uint8Array>

  /** Authorised state, never in production, never otherwise. */
  encryptClearPin(request: {
    readonly pin: ClearPin
    readonly pan: Pan
    readonly to: KeyBlock<'pin'>
    readonly toFormat: PinBlockFormat
  }): Answer<{ readonly pinBlock: PinBlock }>
}

/**
 * A PIN from a terminal with DUKPT: TDES (10-byte serial number) or AES (12-byte). A serial number serves once, at one
 * terminal.
 */
export interface DukptPin {
  readonly pinBlock: PinBlock
  readonly pan: Pan
  readonly baseKey: KeyBlock<'derivation'>
  readonly serialNumber: Uint8Array
  readonly terminal: string
  readonly fromFormat: PinBlockFormat
}

export interface DukptMac {
  readonly baseKey: KeyBlock<'derivation'>
  readonly serialNumber: Uint8Array
  /** At most 65,536 bytes; zeros fill the last block up. */
  readonly data: Uint8Array
}

/** One transaction of a chip card, and the issuer's key for its cryptograms. */
export interface CardCryptogram {
  readonly key: KeyBlock<'cryptogram'>
  readonly pan: Pan
  /** 2 digits. */
  readonly sequenceNumber: string
  /** 2 bytes. */
  readonly transactionCounter: Uint8Array
  /** EMV's common session key (default); Visa's cryptogram version 10; Mastercard's session key. */
  readonly scheme?: 'emv-common' | 'visa-cvn10' | 'mastercard'
  /** 4 bytes, for Mastercard's session key. */
  readonly unpredictableNumber?: Uint8Array
}

export interface CryptogramVerification extends CardCryptogram {
  readonly data: Uint8Array
  readonly cryptogram: Uint8Array
  /** 1 (zeros) or 2 (80 and zeros); default 1 for Visa's version 10, else 2. */
  readonly padding?: 1 | 2
  /** 2 bytes; without it, and without a card status update, nothing is answered. */
  readonly responseCode?: Uint8Array
  /** 4 bytes; the answer is by method 2 then, over it and up to 8 bytes of proprietary data. */
  readonly cardStatusUpdate?: Uint8Array
  readonly proprietaryData?: Uint8Array
}

/** Issuer keys of which every chip has its own (EMV Book 2, A1.4). */
export type CardKeyUse = 'cryptogram' | 'script-integrity' | 'script-confidentiality'

/** What a chip is told to do about its PIN: take tries again, or take a new PIN, which travels sealed for this one chip. */
export interface ScriptCommand {
  readonly key: KeyBlock<'script-integrity'>
  readonly pan: Pan
  /** 2 digits. */
  readonly sequenceNumber: string
  /** 2 bytes. */
  readonly transactionCounter: Uint8Array
  /** Of the request that is being answered, 8 bytes: the session keys are made of it. */
  readonly cryptogram: Uint8Array
  /** A new PIN for the chip; without it the chip gets its tries back. */
  readonly newPinBlock?: PinBlock
  readonly newPin?: Pick<IncomingPin, 'key' | 'format'> & { readonly sealUnder: KeyBlock<'script-confidentiality'> }
}

export interface CardVerification {
  readonly key: KeyBlock<'card-verification'>
  readonly pan: Pan
  /** 4 digits in the issuer's order. */
  readonly expiry: string
  /** 3 digits. */
  readonly serviceCode: string
}

export interface DataRequest {
  readonly key: KeyBlock<'data'>
  readonly initialVector: Uint8Array
  readonly data: Uint8Array
}
