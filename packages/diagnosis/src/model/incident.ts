import type { Away } from '../incidents/away.ts'
import type { Hands } from '../incidents/cards.ts'
import type { Pattern } from '../incidents/pattern.ts'
import type { RecordKind } from '../incidents/records.ts'
import { CAUSES, type CauseId } from '../causes.ts'
import { DIGITS_ALTERED, IN_MIND, KEY_DIFFERS, WRONG_PIN_ENTERED } from './families.ts'
import { rows, type Candidate, type LikelihoodTable } from './likelihood.ts'

/** What kind of place an incident has: the shape of a fault is the strongest hint at what it is. */
export type Place =
  | 'terminal'
  | 'merchant'
  | 'region'
  | 'access'
  | 'release'
  | 'parameters'
  | 'kernel'
  | 'model'
  | 'bank'
  | 'link'
  | 'direct'
  | 'node'
  | 'entry'
  | 'pan-length'
  | 'card'
  | 'elsewhere'

/** Chance that an incident is located where its cause cannot be. */
const MISPLACED = 0.03

/** Rows that say where a cause can be at all: little is left for anywhere else. */
function tight<Row extends Readonly<Record<string, number>>>(given: Readonly<Record<string, Row>>) {
  return Object.fromEntries(
    Object.entries(given).map(([cause, row]) => {
      const sum = Object.values(row).reduce((total, share) => total + share, 0)
      return [
        cause,
        Object.fromEntries(Object.entries(row).map(([at, share]) => [at, (share / sum) * (1 - MISPLACED)])),
      ]
    }),
  )
}

export const place: LikelihoodTable<Place> = {
  group: 'whole',
  background: {
    terminal: 0.4,
    merchant: 0.1,
    region: 0.02,
    access: 0.03,
    release: 0.1,
    parameters: 0.04,
    kernel: 0.03,
    model: 0.02,
    bank: 0.09,
    link: 0.06,
    direct: 0.03,
    node: 0.03,
    entry: 0.01,
    'pan-length': 0.02,
    card: 0.01,
    elsewhere: 0.01,
  },
  given: tight({
    ...rows([...KEY_DIFFERS, 'dead-key', 'bouncing-key', 'tamper', 'clock-batch'], { terminal: 0.85, merchant: 0.1 }),
    'input-layer': { release: 0.6, model: 0.15, terminal: 0.15 },
    'block-format': { release: 0.7, model: 0.1, link: 0.05, terminal: 0.05 },
    'pan-mismatch': { 'pan-length': 0.55, release: 0.25, bank: 0.08, direct: 0.02 },
    'cvm-config': { parameters: 0.6, entry: 0.15, release: 0.1 },
    incompatible: { kernel: 0.5, release: 0.3, model: 0.1 },
    'zone-key': { link: 0.6, direct: 0.3, bank: 0.08 },
    'hsm-fault': { node: 0.9 },
    'issuer-data': { bank: 0.75, direct: 0.2 },
    'stand-in': { bank: 0.7, direct: 0.2, link: 0.03 },
    'code-mapping': { link: 0.6, direct: 0.25, bank: 0.1 },
    'risk-block': { bank: 0.75, direct: 0.2 },
    'distributed-guess': { bank: 0.5, direct: 0.12, merchant: 0.15, terminal: 0.1 },
    network: { link: 0.35, direct: 0.2, access: 0.2, merchant: 0.1, region: 0.1, bank: 0.03 },
    corrupt: { merchant: 0.35, link: 0.15, direct: 0.05, terminal: 0.2, access: 0.15 },
    'pin-missing': { merchant: 0.4, terminal: 0.35 },
    accessibility: { release: 0.5, terminal: 0.3, merchant: 0.1 },
    'card-worn': { terminal: 0.6, merchant: 0.2 },
    'same-wrong-again': { merchant: 0.5, region: 0.1, terminal: 0.2, card: 0.3 },
    'stolen-card': { card: 0.9 },
    ...rows(['forgotten', 'changed', 'online-locked'], {
      merchant: 0.2,
      region: 0.1,
      terminal: 0.1,
      bank: 0.1,
      card: 0.5,
    }),
  }),
}

/** Share of the sessions in its scope that fail, beyond the usual. */
export const extent: LikelihoodTable<'all' | 'most' | 'some' | 'few'> = {
  group: 'whole',
  background: { all: 0.35, most: 0.25, some: 0.25, few: 0.15 },
  given: {
    ...rows(KEY_DIFFERS, { all: 0.9, most: 0.07 }),
    'dead-key': { most: 0.3, some: 0.55, all: 0.02 },
    // A cable that is damaged damages a message in ten, or each.
    corrupt: { all: 0.2, most: 0.15, some: 0.25 },
    'distributed-guess': { all: 0.2, most: 0.4, some: 0.3 },
  },
}

/** What is on record shortly before it began. */
export const record: LikelihoodTable<RecordKind> = {
  group: 'whole',
  background: {
    software: 0.12,
    parameters: 0.07,
    kernel: 0.05,
    'master-key': 0.02,
    'zone-key': 0.05,
    codes: 0.02,
    tables: 0.02,
    'stand-in': 0.02,
    'risk-rules': 0.02,
    node: 0.03,
    opened: 0.02,
    'sign-on': 0.26,
    none: 0.3,
  },
  given: {
    'wrong-terminal-key': { 'master-key': 0.4, 'sign-on': 0.4 },
    'keys-swapped': { 'master-key': 0.4, 'sign-on': 0.4 },
    'sign-on-key-lost': { 'sign-on': 0.9 },
    // What we change ourselves is on our own record.
    'zone-key': { 'zone-key': 0.98 },
    'code-mapping': { codes: 0.95 },
    'hsm-fault': { node: 0.7 },
    tamper: { opened: 0.7 },
    ...rows(['input-layer', 'block-format', 'pan-mismatch'], { software: 0.7, tables: 0.05 }),
    'cvm-config': { parameters: 0.8 },
    incompatible: { kernel: 0.5, software: 0.25 },
    'risk-block': { 'risk-rules': 0.3, none: 0.5 },
    accessibility: { software: 0.5 },
  },
}

/** Whether the cards that fail were accepted before. */
export const customers: LikelihoodTable<'known' | 'mixed' | 'new'> = {
  group: 'whole',
  background: { known: 0.5, mixed: 0.35, new: 0.15 },
  given: { 'distributed-guess': { known: 0.05, mixed: 0.2 }, 'stolen-card': { known: 0.1 } },
}

/** Of cards that were accepted before: whether they are read as then, or in a way that their holders never chose. */
export const holder: LikelihoodTable<'as-usual' | 'otherwise'> = {
  group: 'whole',
  background: { 'as-usual': 0.95, otherwise: 0.05 },
  given: {
    'stolen-card': { otherwise: 0.5 },
    'distributed-guess': { otherwise: 0.4 },
    ...rows(
      WRONG_PIN_ENTERED.filter((cause) => CAUSES[cause].owner === 'cardholder'),
      { otherwise: 0.01 },
    ),
  },
}

/** Whether sessions that failed went through at the same till a moment later. */
export const recovery: LikelihoodTable<'often' | 'seldom'> = {
  group: 'whole',
  background: { often: 0.25, seldom: 0.75 },
  given: {
    ...rows(WRONG_PIN_ENTERED, { often: 0.7 }),
    ...rows([...KEY_DIFFERS, 'dead-key', 'zone-key', 'issuer-data', 'pan-mismatch'], { often: 0.05 }),
    'distributed-guess': { often: 0.05 },
  },
}

/**
 * What divides the sessions of its place into those that fail and the others. No known cause looks at an amount or at the hour, but thieves choose theirs;
 * a way of reading the card, a PIN or a card range are what a few are about.
 */
export const pattern: LikelihoodTable<Pattern> = {
  group: 'whole',
  background: { none: 0.9, amount: 0.001, hours: 0.004, entry: 0.05, pin: 0.02, cards: 0.025 },
  given: {
    ...rows(
      [...KEY_DIFFERS, ...WRONG_PIN_ENTERED, 'dead-key', 'bouncing-key', 'block-format', 'zone-key', 'hsm-fault'],
      { none: 0.97, amount: 0.0005, hours: 0.003, entry: 0.01, pin: 0.01 },
    ),
    // Who tries cards that are not theirs chooses what to pay.
    ...rows(['stolen-card', 'distributed-guess'], { none: 0.6, amount: 0.3, hours: 0.01 }),
    ...rows(['network', 'corrupt'], { none: 0.97, amount: 0.0005, hours: 0.003, entry: 0.01, pin: 0.003 }),
    ...rows(['cvm-config', 'incompatible', 'card-worn', 'chip-locked'], { none: 0.5, entry: 0.4, amount: 0.001 }),
    ...rows(['pan-mismatch', 'issuer-data', 'risk-block'], { none: 0.8, cards: 0.15, amount: 0.0005, hours: 0.003 }),
  },
}

/**
 * Of an incident in a place of ours: whether its cards are of one range, as where a bank or an employer told people something wrong, or
 * of several, or many cards of several. Memories fail each by itself; what many of them have in common at one counter is the counter.
 */
export const ranges: LikelihoodTable<'one' | 'several' | 'many'> = {
  group: 'whole',
  background: { one: 0.1, several: 0.35, many: 0.55 },
  given: {
    ...rows(IN_MIND, { one: 0.85, several: 0.148, many: 0.002 }),
    'distributed-guess': { one: 0.5 },
    'issuer-data': { one: 0.9 },
  },
}

/** Of cards that were accepted before: whether the PIN is typed at the pace of those who typed the right one. */
export const hands: LikelihoodTable<Hands> = {
  group: 'whole',
  background: { 'as-usual': 0.85, otherwise: 0.15 },
  given: {
    // Whoever has to think of it, the holder or another.
    ...rows(['forgotten', 'changed', 'same-wrong-again', 'stolen-card', 'distributed-guess'], { otherwise: 0.6 }),
    accessibility: { otherwise: 0.5 },
    ...rows([...KEY_DIFFERS, ...DIGITS_ALTERED, 'slip', 'wrong-length', 'other-card'], { otherwise: 0.02 }),
    ...rows(
      ['block-format', 'pan-mismatch', 'zone-key', 'hsm-fault', 'issuer-data', 'stand-in', 'code-mapping', 'network'],
      { otherwise: 0.02 },
    ),
  },
}

/** How the cards that fail in a place of ours fare in others: what is in people's heads goes with them. */
export const away: LikelihoodTable<Away> = {
  group: 'whole',
  background: { accepted: 0.88, refused: 0.12 },
  given: {
    ...rows(['forgotten', 'changed', 'same-wrong-again'], { refused: 0.85 }),
    ...rows(['issuer-data', 'zone-key', 'stand-in'], { refused: 0.9 }),
    'stolen-card': { refused: 0.7 },
    ...rows([...KEY_DIFFERS, ...DIGITS_ALTERED, 'slip', 'wrong-length', 'other-card', 'block-format'], {
      refused: 0.04,
    }),
  },
}

/** Before anything is known of it, an incident is anybody's; a habit of cardholders is no incident and rarer. */
export const INCIDENT_PRIORS: Readonly<Record<Candidate, number>> = {
  ...(Object.fromEntries(
    (Object.keys(CAUSES) as CauseId[]).map((cause) => [cause, CAUSES[cause].owner === 'cardholder' ? 0.006 : 0.034]),
  ) as Record<CauseId, number>),
  // Two PIN pads plugged crosswise and counters of DUKPT are seen by their own evidence, or they are not it.
  'keys-swapped': 0.012,
  'dukpt-counter': 0.012,
  'other-cardholder': 0.003,
  'other-terminal': 0.09,
  'other-link': 0.06,
  'other-acquirer': 0.09,
  'other-issuer': 0.09,
  'other-attacker': 0.03,
}
