import type { ClearPin, Pan, PinBlock, Result } from '@fiftyfive/kernel'

/**
 * What a hardware security module does for a party, and nothing more. Fulfilled by the soft HSM (soft-hsm/) and by a
 * payShield over its host commands (payshield/). Keys enter and leave only as key blocks; no command returns a clear
 * key or a clear PIN.
 */
export interface SecurityModule {
  /** Known-answer tests passed, audit chain intact, master key loaded. */
  status(): Promise<Result<ModuleStatus, ModuleRefusal>>

  /**
   * Makes a random key. With `wrapUnder`, also returns it encrypted under that terminal master key in the form a
   * UnionPay sign-on response carries in DE 62 (ECB cryptogram); a generated key is the only kind that may leave so.
   */
  generateKey<Use extends KeyUse>(request: {
    readonly use: Use
    readonly algorithm: KeyAlgorithm
    /** What a MAC key will make; without it `cmac` for AES, else `unionpay-ecb` and `iso9797-1-alg3`, which share a usage. */
    readonly macAlgorithm?: MacAlgorithm
    readonly wrapUnder?: KeyBlock<'terminal-master'>
    /** A key that must not leave; master keys and keys of a terminal never do. */
    readonly exportable?: false
  }): Promise<Result<GeneratedKey<Use>, ModuleRefusal>>

  /** Key ceremony: at least two components (hex, one per custodian) are combined by XOR. */
  formKey<Use extends KeyUse>(request: {
    readonly use: Use
    readonly algorithm: KeyAlgorithm
    readonly macAlgorithm?: MacAlgorithm
    readonly components: readonly { readonly custodian: string; readonly hex: string }[]
  }): Promise<Result<{ readonly key: KeyBlock<Use>; readonly checkValue: string }, ModuleRefusal>>

  /** A key for the other end of a zone: as a TR-31 key block (version B or D) under the zone master key. */
  exportKey<Use extends KeyUse>(request: {
    readonly key: KeyBlock<Use>
    readonly under: KeyBlock<'zone-master'>
    /** The other end must not export it further. */
    readonly exportable?: false
  }): Promise<Result<string, ModuleRefusal>>
  importKey<Use extends KeyUse>(request: {
    readonly use: Use
    readonly keyBlock: string
    readonly under: KeyBlock<'zone-master'>
  }): Promise<Result<{ readonly key: KeyBlock<Use>; readonly checkValue: string }, ModuleRefusal>>

  /** SPKI (DER) of the module's RSA-2048 key, under which a new terminal sends its master key (RSA-OAEP, SHA-256). */
  activationPublicKey(): Promise<Result<Uint8Array, ModuleRefusal>>
  /** Takes a 16-byte TDES terminal master key out of that envelope; `checkValue` (6 hex) must match. */
  importTerminalMaster(request: {
    readonly envelope: Uint8Array
    readonly checkValue: string
  }): Promise<Result<{ readonly key: KeyBlock<'terminal-master'>; readonly checkValue: string }, ModuleRefusal>>

  /**
   * Moves a PIN from one key to another without showing it. A block that is not well formed under `from` is refused
   * as `pin-block-malformed` with its shape, which proves the key, the format or the PAN wrong, never the cardholder.
   */
  translatePin(request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly from: KeyBlock<'pin'>
    readonly fromFormat: PinBlockFormat
    readonly to: KeyBlock<'pin'>
    readonly toFormat: PinBlockFormat
  }): Promise<Result<{ readonly pinBlock: PinBlock }, ModuleRefusal>>

  /**
   * For the diagnosis of a refused block: how it looks under each candidate key and format. Answers shapes only,
   * never digits or lengths, and only on the acquirer's partition.
   */
  inspectPinBlock(request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly candidates: readonly { readonly key: KeyBlock<'pin'>; readonly format: PinBlockFormat }[]
  }): Promise<Result<readonly PinBlockShape[], ModuleRefusal>>

  generateMac(request: MacRequest & { readonly key: KeyBlock<'mac'> }): Promise<Result<Uint8Array, ModuleRefusal>>
  /** Index of the first key under which the MAC is right, or undefined when it is under none. Constant time. */
  verifyMac(
    request: MacRequest & { readonly keys: readonly KeyBlock<'mac'>[]; readonly mac: Uint8Array },
  ): Promise<Result<number | undefined, ModuleRefusal>>
  /**
   * Takes in whole blocks of a message too long for one command; the state it answers goes into the next part, and into
   * `generateMac` or `verifyMac` with the last part, of one byte at least. Not for `unionpay-ecb`, whose fold callers can make.
   */
  continueMac(
    request: Omit<MacRequest, 'padding'> & { readonly key: KeyBlock<'mac'> },
  ): Promise<Result<MacState, ModuleRefusal>>

  /** Issuer: compares a PIN with its PIN verification value (Visa PVV, 4 digits). Refused when the block is malformed. */
  verifyPin(request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly key: KeyBlock<'pin'>
    readonly format: PinBlockFormat
    readonly verificationKey: KeyBlock<'pin-verification'>
    readonly verificationKeyIndex: number
    readonly verificationValue: string
  }): Promise<Result<boolean, ModuleRefusal>>
  /** Issuer, personalisation only: PVV of a clear PIN. Refused outside an authorised state and in production. */
  personalizePin(request: {
    readonly pin: ClearPin
    readonly pan: Pan
    readonly verificationKey: KeyBlock<'pin-verification'>
    readonly verificationKeyIndex: number
  }): Promise<Result<string, ModuleRefusal>>

  close(): Promise<void>
}

/** What a key may be used for; follows the key usages of ANSI X9.143. */
export type KeyUse =
  | 'zone-master'
  | 'terminal-master'
  | 'pin'
  | 'mac'
  | 'pin-verification'
  | 'pin-offset'
  | 'card-verification'
  | 'cryptogram'
  | 'script-integrity'
  | 'script-confidentiality'
  | 'derivation'
  | 'data'
export type KeyAlgorithm = 'tdes-2' | 'tdes-3' | 'aes-128' | 'aes-192' | 'aes-256' | 'sm4'
/** `unionpay-sm4`: the 16-byte relative of format 0 that Chinese banks use under SM4 keys. */
export type PinBlockFormat = 'iso-0' | 'iso-1' | 'iso-3' | 'iso-4' | 'unionpay-sm4'
/** `unionpay-ecb`: the fold of the UnionPay POS specification; the result is 8 ASCII hex characters. */
export type MacAlgorithm = 'unionpay-ecb' | 'iso9797-1-alg1' | 'iso9797-1-alg3' | 'cmac'

export interface MacRequest {
  readonly algorithm: MacAlgorithm
  readonly data: Uint8Array
  /** ISO 9797-1 padding method of algorithms 1 and 3; default 1. Method 3 takes a message in one part. */
  readonly padding?: 1 | 2 | 3 | undefined
  /** Where the parts before led to. */
  readonly state?: MacState | undefined
}

declare const macState: unique symbol
/**
 * Where the parts of a message have led to: one cipher block as hex, enciphered for this module and key alone. In the
 * clear it would be a block of cipher text of the caller's choice, for a retail MAC even under a single DES key.
 */
export type MacState = string & { readonly [macState]: true }

declare const keyUse: unique symbol
/** A key under the module's master key, as text (TR-31 form). Safe to store; useless without the module. */
export type KeyBlock<Use extends KeyUse = KeyUse> = string & { readonly [keyUse]: Use }

export interface GeneratedKey<Use extends KeyUse> {
  readonly key: KeyBlock<Use>
  /** First 3 bytes of encrypting zeros under the key (legacy) or CMAC (AES), as 6 hex digits. */
  readonly checkValue: string
  /** ECB cryptogram under the terminal master key, when asked for. */
  readonly cryptogram?: Uint8Array
  /**
   * The four bytes (8 hex digits) that DE 62 of a sign-on response carries beside the cryptogram. One byte more than
   * PCI PIN lets out in general; the UnionPay POS message has no shorter form.
   */
  readonly signOnCheckValue?: string
}

/**
 * How far a deciphered block obeys its format. Under a wrong key the first broken rule is random; with a right key and
 * a wrong PAN, control and length are right and the digits or filler break; a wrong format breaks the control field.
 */
export type PinBlockShape = 'well-formed' | 'bad-control' | 'bad-length' | 'bad-digits' | 'bad-filler'

export interface ModuleStatus {
  readonly name: string
  readonly masterKeyCheckValue: string
  readonly productionReady: boolean
}

/** Why the module refused. `reason` is stable; `detail` is for its audit log and the console, never for a terminal. */
export interface ModuleRefusal {
  readonly reason:
    | 'pin-block-malformed'
    | 'key-block-invalid'
    | 'key-use-forbidden'
    | 'format-forbidden'
    | 'check-value-mismatch'
    | 'not-authorised'
    | 'limit-exceeded'
    | 'input-invalid'
    | 'unavailable'
  readonly detail: string
  readonly shape?: PinBlockShape
  /** Which input was invalid, where hosts have an error code of its own for it. */
  readonly input?: InputProblem
}

export type InputProblem = 'decimalisation-table' | 'sealed-pin' | 'guessable-pin' | 'pin-length' | 'key-index'
