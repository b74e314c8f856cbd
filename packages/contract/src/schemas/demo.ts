import { z } from 'zod'
import type { DemoCard, DemoCardState, DemoChipMemory } from '../index.ts'
import { bilingual, done } from './common.ts'

/** What the demo's bank and network can be told to do. Terminal faults are made in the terminal itself. */
const demoAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('lock-card'), card: z.string() }),
  z.object({ action: z.literal('reset-card'), card: z.string() }),
  z.object({ action: z.literal('issuer-link'), state: z.enum(['up', 'cut', 'silent']) }),
])
export type DemoAction = z.infer<typeof demoAction>

/** What the payer's phone sends after reading the QR code: terminal and order number are in it. */
const qrPayment = z.object({ terminal: z.string().regex(/^[A-Z0-9]{8}$/), order: z.string().regex(/^\d{12}$/) })
export type QrPayment = z.infer<typeof qrPayment>

/** What a payer's wallet knows of an order. `closed`: withdrawn by the shop, or nobody paid in time. */
const qrOrder = z.object({
  status: z.enum(['open', 'paid', 'closed']),
  amount_minor: z.number().int(),
  refunded_minor: z.number().int(),
})
export type QrOrder = z.infer<typeof qrOrder>

const hex = z.string().regex(/^([0-9A-F]{2})*$/)
const rsaKey = z.object({ modulus: hex, privateExponent: z.string().regex(/^[0-9A-F]+$/) })
const chip = z.object({
  keys: z.object({ cryptogram: hex, integrity: hex, confidentiality: hex }),
  pin: z.string().optional(),
  records: z.record(z.string(), hex).optional(),
  authenticationKey: rsaKey.optional(),
  combined: z.boolean().optional(),
  pinKey: rsaKey.optional(),
  offline: z.object({ amountMax_minor: z.number().int(), inRowMax: z.number().int() }).optional(),
  device: z.literal(true).optional(),
  application: z.object({ aid: hex, label: z.string() }).optional(),
})
const card: z.ZodType<DemoCard> = z.object({
  id: z.string(),
  label: bilingual,
  pan: z.string(),
  expiry: z.string(),
  serviceCode: z.string(),
  sequenceNumber: z.string(),
  cardholderName: z.string(),
  pin: z.string(),
  condition: z.enum(['good', 'chip-worn', 'stripe-worn']),
  chip: chip.extend({ further: z.array(z.object({ pan: z.string(), chip })).optional() }).optional(),
})
const cardState: z.ZodType<DemoCardState> = z.object({
  id: z.string(),
  triesLeft: z.number().int(),
  locked: z.boolean(),
  balance_minor: z.number().int(),
})

const chipMemory: z.ZodType<DemoChipMemory> = z.object({
  counter: z.number().int().min(0).max(0xffff),
  pinTriesLeft: z.number().int().min(0).max(15),
  lastOnline: z.number().int().min(0).max(0xffff),
  blocked: z.boolean(),
  pinChange: z.object({ cryptogram: hex.length(16), sealed: hex.length(32) }).optional(),
  inReader: z.literal(true).optional(),
})
const ofCard = z.object({ card: z.string().regex(/^[a-z-]{1,32}$/) })

export const DEMO_SCHEMAS = {
  demoTakeChip: { params: ofCard, answer: chipMemory },
  demoKeepChip: { params: ofCard, body: chipMemory, answer: done },
  demoTerminal: { answer: z.object({ activationCode: z.string() }) },
  demoCards: { answer: z.array(card) },
  demoCardStates: { answer: z.array(cardState) },
  demoState: { answer: z.object({ issuerLink: z.enum(['up', 'cut', 'silent']) }) },
  demoAction: { body: demoAction, answer: done },
  demoQrOrder: { params: z.object({ id: z.string().regex(/^[A-Z0-9]{8}-\d{12}$/) }), answer: qrOrder },
  demoPayQr: { body: qrPayment, answer: done },
}
