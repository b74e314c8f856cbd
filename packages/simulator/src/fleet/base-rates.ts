/**
 * What people do and what breaks in a healthy fleet. docs/explanation/fleet.md says where each number comes from and
 * which are assumptions; a quiet month's statistics are printed beside them.
 */
export const BASE_RATES = {
  /** A person with cards of several PINs enters that of another card. */
  otherCard: 0.004,
  /** A wrong belief is entered once more as it is, instead of another guess. */
  sameAgain: 0.35,
  /** The right PIN comes to mind after a refusal, by what was wrong. */
  recalls: { 'other-card': 0.65, changed: 0.5, forgotten: 0.25 },
  /** A card's PIN is changed at the bank or with a new card, per card and day. */
  pinChanged: 0.0004,
  /** The old PIN is entered at the first payment after that. */
  oldPinFirst: 0.45,
  /** Another card is offered after a refusal by people who have one. */
  otherCardOffered: 0.55,
  /** The sale is saved by cash or a phone when no card works. */
  paysOtherwise: 0.55,
  /** After a fault that nobody can explain, the same card is tried again at once; or at another till of the shop. */
  triesAgain: 0.45,
  triesOtherTill: 0.4,
  /** The account is short of the amount, per payment. */
  shortOfMoney: 0.015,
  /** Whoever was told so has money on it again after so many minutes. */
  topUpMinutes: [2, 120],
  /** A harmless release of one model goes out, per day. */
  releases: 0.12,
  /** Hosts that call a PIN block they cannot read a wrong PIN, and count it; share of banks. */
  carelessBanks: 0.3,
  /** The issuer's risk control blocks a card for a day, per payment. */
  riskBlocked: 0.0003,
  /** An accessible entry runs out of time. */
  assistedTimeout: 0.03,
  /** A locked card is unlocked at the bank or in its app after so many hours. */
  unlockHours: [2, 60],
  /** Somebody who forgot the PIN knows it again after so many hours. */
  recallHours: [5, 100],
} as const
