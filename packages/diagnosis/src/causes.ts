/**
 * The catalogue of true causes of a PIN decline. Ids never change meaning. `owner` says whose fault it is, which
 * decides what may be asked of whom; the steps are codes whose words are in packages/messages.
 */
export type Owner = 'cardholder' | 'terminal' | 'link' | 'acquirer' | 'issuer' | 'attacker'
/** Cashier: re-enter | other tender | stop at this terminal | wait and query | insert the chip | ask for the PIN. */
export type CashierStep = 're-enter' | 'other-tender' | 'other-terminal' | 'wait' | 'insert-chip' | 'ask-pin'
/** Cardholder: slowly, check it is this card's PIN | unlock at the bank | not your PIN, please do not enter it again. */
export type CardholderStep = 'check-pin' | 'unlock-at-bank' | 'not-your-pin'
export type MerchantStep = 'none' | 'ticket' | 'protect-evidence'

export interface Cause {
  readonly owner: Owner
  readonly cashier: CashierStep
  readonly cardholder: CardholderStep
  readonly merchant: MerchantStep
}

const cause = (owner: Owner, cashier: CashierStep, cardholder: CardholderStep, merchant: MerchantStep): Cause => ({
  owner,
  cashier,
  cardholder,
  merchant,
})

export const CAUSES = {
  slip: cause('cardholder', 're-enter', 'check-pin', 'none'),
  forgotten: cause('cardholder', 'other-tender', 'unlock-at-bank', 'none'),
  'other-card': cause('cardholder', 'other-tender', 'check-pin', 'none'),
  changed: cause('cardholder', 'other-tender', 'unlock-at-bank', 'none'),
  'same-wrong-again': cause('cardholder', 'other-tender', 'unlock-at-bank', 'none'),
  'wrong-length': cause('cardholder', 're-enter', 'check-pin', 'none'),
  'dead-key': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  'bouncing-key': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  'input-layer': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  accessibility: cause('terminal', 're-enter', 'check-pin', 'none'),
  'wrong-terminal-key': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  'sign-on-key-lost': cause('terminal', 'wait', 'not-your-pin', 'none'),
  'dukpt-counter': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  'keys-swapped': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  'zone-key': cause('acquirer', 'other-tender', 'not-your-pin', 'none'),
  'block-format': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  'pan-mismatch': cause('terminal', 'other-tender', 'not-your-pin', 'none'),
  'hsm-fault': cause('acquirer', 'wait', 'not-your-pin', 'none'),
  'issuer-data': cause('issuer', 'other-tender', 'not-your-pin', 'none'),
  'stand-in': cause('acquirer', 'wait', 'not-your-pin', 'none'),
  'code-mapping': cause('acquirer', 'other-tender', 'not-your-pin', 'none'),
  'online-locked': cause('cardholder', 'other-tender', 'unlock-at-bank', 'none'),
  'chip-locked': cause('cardholder', 'other-tender', 'unlock-at-bank', 'none'),
  'pin-missing': cause('terminal', 'ask-pin', 'check-pin', 'none'),
  'cvm-config': cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  incompatible: cause('terminal', 'other-terminal', 'not-your-pin', 'ticket'),
  network: cause('link', 'wait', 'not-your-pin', 'none'),
  corrupt: cause('link', 'wait', 'not-your-pin', 'none'),
  'card-worn': cause('cardholder', 'insert-chip', 'unlock-at-bank', 'none'),
  'risk-block': cause('issuer', 'other-tender', 'unlock-at-bank', 'none'),
  'stolen-card': cause('attacker', 'other-tender', 'unlock-at-bank', 'protect-evidence'),
  'distributed-guess': cause('attacker', 'other-tender', 'unlock-at-bank', 'protect-evidence'),
  tamper: cause('terminal', 'other-terminal', 'not-your-pin', 'protect-evidence'),
  'clock-batch': cause('terminal', 'wait', 'not-your-pin', 'none'),
} as const satisfies Record<string, Cause>
export type CauseId = keyof typeof CAUSES
