import type { TillWords } from '../cause-words.ts'

/** By cause id of the diagnosis, and `unknown`. */
export const causesAtTill = {
  slip: {
    name: 'Slip of the finger',
    cashier: 'Ask for the PIN once more. Leave the card in.',
    cardholder: 'Enter your PIN again, slowly.',
  },
  forgotten: {
    name: 'PIN forgotten or never set',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Pay another way. Reset the PIN with your bank.',
  },
  'other-card': {
    name: 'PIN of another card',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Check that this PIN belongs to this card.',
  },
  changed: {
    name: 'PIN changed or card reissued',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Use your new PIN, or ask your bank.',
  },
  'same-wrong-again': {
    name: 'Same wrong PIN again',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Stop here. Check or reset the PIN with your bank.',
  },
  'wrong-length': {
    name: 'Digit missing or doubled',
    cashier: 'Ask for the PIN once more. Leave the card in.',
    cardholder: 'Enter all digits of your PIN, slowly.',
  },
  'dead-key': {
    name: 'A key does not register',
    cashier: 'Use another terminal. Stop taking PINs here.',
    cardholder: 'Do not enter it here again. Your PIN is fine.',
  },
  'bouncing-key': {
    name: 'A key registers twice',
    cashier: 'Use another terminal. Stop taking PINs here.',
    cardholder: 'Do not enter it here again. Your PIN is fine.',
  },
  'input-layer': {
    name: 'Entry altered by software',
    cashier: 'Use another terminal. Stop taking PINs here.',
    cardholder: 'Do not enter it here again. Your PIN is fine.',
  },
  accessibility: {
    name: 'Accessible entry failed',
    cashier: 'Ask again and allow more time. Leave the card in.',
    cardholder: 'Enter your PIN again. Take all the time you need.',
  },
  'wrong-terminal-key': {
    name: 'Wrong PIN key in the terminal',
    cashier: 'Let the terminal sign on. If that fails, use another.',
    cardholder: 'Enter it only when asked. It is not your PIN.',
  },
  'sign-on-key-lost': {
    name: 'Key of the last sign-on lost',
    cashier: 'Wait a moment. The terminal renews its key.',
    cardholder: 'Wait, please. It is not your PIN.',
  },
  'dukpt-counter': {
    name: 'Key counter out of step',
    cashier: 'Use another terminal. This one cannot read PINs now.',
    cardholder: 'Do not enter it again. It is not your PIN.',
  },
  'keys-swapped': {
    name: 'Keys of two terminals swapped',
    cashier: 'Use another terminal. This one cannot read PINs now.',
    cardholder: 'Do not enter it again. It is not your PIN.',
  },
  'zone-key': {
    name: 'Network key out of step',
    cashier: 'Offer a card of another network, or QR payment.',
    cardholder: 'Do not enter it again. It is not your PIN.',
  },
  'block-format': {
    name: 'Wrong PIN block format',
    cashier: 'Use another terminal. This one is set up wrongly.',
    cardholder: 'Do not enter it again. It is not your PIN.',
  },
  'pan-mismatch': {
    name: 'PIN bound to another card number',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Do not enter it again. It is not your PIN.',
  },
  'hsm-fault': {
    name: 'Security module failure',
    cashier: 'Wait a moment, then try again or offer QR payment.',
    cardholder: 'Wait, please. It is not your PIN.',
  },
  'issuer-data': {
    name: 'Bank’s PIN data wrong',
    cashier: 'Offer another bank’s card or QR payment.',
    cardholder: 'Enter no PIN again. Your bank has a fault.',
  },
  'stand-in': {
    name: 'Stand-in could not check the PIN',
    cashier: 'Wait a moment, then try again or offer QR payment.',
    cardholder: 'Wait, please. It is not your PIN.',
  },
  'code-mapping': {
    name: 'Answer translated wrongly',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Ask your bank. It may not be your PIN.',
  },
  'online-locked': {
    name: 'PIN locked at the bank',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Unlock your PIN at your bank or in its app.',
  },
  'chip-locked': {
    name: 'PIN locked in the chip',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Let your bank unlock the card.',
  },
  'pin-missing': {
    name: 'PIN needed, none sent',
    cashier: 'Ask for the PIN; insert the chip if you tapped.',
    cardholder: 'Enter your PIN to confirm this payment.',
  },
  'cvm-config': {
    name: 'Verification settings wrong',
    cashier: 'Use another terminal. This one is set up wrongly.',
    cardholder: 'Do not enter it again. It is not your PIN.',
  },
  incompatible: {
    name: 'Versions do not fit together',
    cashier: 'Use another terminal. This one needs other software.',
    cardholder: 'Do not enter it again. It is not your PIN.',
  },
  network: {
    name: 'No or late answer',
    cashier: 'Wait, then query this payment before charging again.',
    cardholder: 'Wait, please. It is not your PIN.',
  },
  corrupt: {
    name: 'Message damaged',
    cashier: 'Wait a moment. The terminal signs on and tries again.',
    cardholder: 'Wait, please. It is not your PIN.',
  },
  'card-worn': {
    name: 'Card worn or expired',
    cashier: 'Insert the chip, or offer another way to pay.',
    cardholder: 'Pay another way. Ask your bank for a new card.',
  },
  'risk-block': {
    name: 'Blocked for safety',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Call your bank to release the card.',
  },
  'stolen-card': {
    name: 'PIN of one card being guessed',
    cashier: 'Offer another way to pay. Stay calm and polite.',
    cardholder: 'Contact your bank about this card.',
  },
  'distributed-guess': {
    name: 'PINs of many cards being guessed',
    cashier: 'Offer another way to pay. Stay calm and polite.',
    cardholder: 'Contact your bank about this card.',
  },
  tamper: {
    name: 'Terminal tampered with',
    cashier: 'Use another terminal. Do not touch this one.',
    cardholder: 'Do not enter it here. It is not your PIN.',
  },
  'clock-batch': {
    name: 'Clock or batch number wrong',
    cashier: 'Wait a moment. The terminal signs on again.',
    cardholder: 'Wait, please. It is not your PIN.',
  },
  unknown: {
    name: 'Cause unknown',
    cashier: 'Offer another card or QR payment.',
    cardholder: 'Pay with another card or by QR.',
  },
} satisfies Record<string, TillWords>
