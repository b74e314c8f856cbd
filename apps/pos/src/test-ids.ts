/**
 * Handles for end-to-end tests. They are part of this application's face: rename none.
 *
 *   screen                   root of what the terminal shows; its `data-screen` is the name of the terminal's screen:
 *                            starting, signing-on, out-of-service, idle, present-card, choose-application, enter-pin, sending, reversing,
 *                            qr, approved, refused, reversed, signed-off, not-possible, settling, settled,
 *                            asking-status, status, log-in, locked. `data-family` and `data-cause` are set on a refusal and on
 *                            a prompt that follows one; `data-digits` (how many, never which) on enter-pin.
 *   amount-key-0 .. 9, amount-clear, amount-cancel, amount-confirm
 *   pin-key-0 .. 9, pin-clear, pin-cancel, pin-confirm
 *   application-<name in hex>                             one of the applications of a card to choose from
 *   present-chip, present-stripe, present-contactless     demo panel: how the chosen card is presented
 *   card-select, pin-letter, pin-letter-pin               demo panel: the card; its PIN behind a button
 *   issuer-tries, issuer-locked, issuer-balance           demo panel: what the issuer sees of the chosen card
 *   demo-lock-card, demo-reset-card, issuer-link-up, issuer-link-cut, issuer-link-silent
 *   fault-<id>                                            demo panel: one switch a fault of DEMO_FAULTS
 *   phone-pay                                             demo panel: the payer's phone during a QR payment
 *   payer-link                                            demo panel: opens the payer's page of that order
 *   payer, payer-amount, payer-state (`data-state`), payer-pay, payer-refund          the payer's page, pay.html
 *   parameters, load-parameters                           settings: what the host has set
 *   message-title, message-cardholder, message-cashier, tries-left
 *   turn                                                  gives the terminal to the cashier, or back to the customer
 *   cashier-open, cashier-screen (`data-screen`)          the cashier's screen in a window of its own
 *   receipt-customer, receipt-merchant                    which copy of the receipt is in view
 *   last-outcome (demo panel; `data-outcome`, `data-attempt`), why-link
 *   choose-retry, choose-other-card, choose-qr, choose-cancel, choose-done, print-receipt, sign-on-again
 *   sign-on-now (demo panel), activate-anew (out of service, demo)
 *   receipt, link-state, announcer
 *   language-en, language-zh-CN
 *   menu-open, menu-lastPayment, menu-check, menu-settings, menu-tickets, menu-signOn, menu-back
 *   last-status (`data-status`), save-receipt
 *   check-terminal, check-next, check-ask (`data-key`), check-key-*, check-nothing, check-yes, check-no,
 *   check-result (`data-good`)
 *   report, reported
 *   menu-<kind of transaction>, menu-batch, menu-signOff
 *   original-<trace>, order-by-reference, order-field-*, order-start, problem (`data-problem`)
 *   operator-number, operator-password, operator-submit, operator-refused, operator-field-number, -password,
 *   operator-role-*, operator-add, operator-remove-*, log-out, shift, menu-operators, menu-lock
 *   rejected (`data-reason`): a new PIN that is not taken
 *   menu-training, training (its panel), training-end, training-chip, -contactless, -stripe
 *   settle, settled (`data-agreed`), exceptions, ask-status, host-status (`data-status`)
 *   signature (`data-signed`), signature-clear, set-profile
 *   set-assistance, set-scrambled, assistance, more-time
 *   activation-code, activation-submit                    outside demo mode, before the first start
 */
export const testIds = {
  screen: 'screen',
  payer: 'payer',
  payerAmount: 'payer-amount',
  payerState: 'payer-state',
  payerRefund: 'payer-refund',
  payerPay: 'payer-pay',
  payerLink: 'payer-link',
  parameters: 'parameters',
  loadParameters: 'load-parameters',
  amountKey: (key: string) => (/^\d$/.test(key) ? `amount-key-${key}` : `amount-${key}`),
  pinKey: (key: string) => (/^\d$/.test(key) ? `pin-key-${key}` : `pin-${key}`),
  application: (aid: string) => `application-${aid}`,
  present: (method: string) => `present-${method}`,
  fault: (id: string) => `fault-${id}`,
  issuerLink: (state: string) => `issuer-link-${state}`,
  choose: (choice: string) => `choose-${choice}`,
  language: (name: string) => `language-${name}`,
  menuOpen: 'menu-open',
  menuPage: (page: string) => `menu-${page}`,
  menuBack: 'menu-back',
  original: (trace: number) => `original-${trace}`,
  orderByReference: 'order-by-reference',
  orderField: (name: string) => `order-field-${name}`,
  orderStart: 'order-start',
  problem: 'problem',
  settle: 'settle',
  operatorNumber: 'operator-number',
  operatorPassword: 'operator-password',
  operatorSubmit: 'operator-submit',
  operatorRefused: 'operator-refused',
  operatorField: (name: string) => `operator-field-${name}`,
  operatorRole: (role: string) => `operator-role-${role}`,
  operatorAdd: 'operator-add',
  operatorRemove: (id: string) => `operator-remove-${id}`,
  logOut: 'log-out',
  shift: 'shift',
  rejected: 'rejected',
  training: 'training',
  trainingEnd: 'training-end',
  trainingCard: (method: string) => `training-${method}`,
  settled: 'settled',
  exceptions: 'exceptions',
  askStatus: 'ask-status',
  hostStatus: 'host-status',
  lastStatus: 'last-status',
  saveReceipt: 'save-receipt',
  checkTerminal: 'check-terminal',
  checkNext: 'check-next',
  checkAsk: 'check-ask',
  checkKey: (key: string) => `check-key-${key}`,
  checkNothing: 'check-nothing',
  checkYes: 'check-yes',
  checkNo: 'check-no',
  checkResult: 'check-result',
  report: 'report',
  reported: 'reported',
  signature: 'signature',
  signatureClear: 'signature-clear',
  setProfile: 'set-profile',
  setAssistance: 'set-assistance',
  setScrambled: 'set-scrambled',
  assistance: 'assistance',
  moreTime: 'more-time',
  cardSelect: 'card-select',
  pinLetter: 'pin-letter',
  pinLetterPin: 'pin-letter-pin',
  issuerTries: 'issuer-tries',
  issuerLocked: 'issuer-locked',
  issuerBalance: 'issuer-balance',
  lockCard: 'demo-lock-card',
  resetCard: 'demo-reset-card',
  phonePay: 'phone-pay',
  messageTitle: 'message-title',
  message: (audience: string) => `message-${audience}`,
  turn: 'turn',
  cashierScreen: 'cashier-screen',
  cashierOpen: 'cashier-open',
  triesLeft: 'tries-left',
  lastOutcome: 'last-outcome',
  whyLink: 'why-link',
  printReceipt: 'print-receipt',
  signOnAgain: 'sign-on-again',
  signOnNow: 'sign-on-now',
  activateAnew: 'activate-anew',
  receipt: 'receipt',
  receiptCopy: (holder: string) => `receipt-${holder}`,
  linkState: 'link-state',
  announcer: 'announcer',
  activationCode: 'activation-code',
  activationSubmit: 'activation-submit',
} as const
