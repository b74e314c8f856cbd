import { z } from 'zod'
import type { EffectsReport } from '../effects.ts'
import {
  type KeyLine,
  PLACE_KINDS,
  type PlaceDetail,
  type PlaceLine,
  type TerminalSetup,
  TESTED_PARTS,
} from '../places.ts'
import { attemptSummary, causeOf } from './attempts.ts'
import { all, bilingual, id, instant, may } from './common.ts'
import { incident } from './incidents.ts'
import { saleFields, tried } from './insight.ts'

const kind = z.enum(PLACE_KINDS)
const value = z.string().min(1).max(80)
const days = z.coerce.number().int().min(1).max(400).default(56)

const sums = {
  attempts: z.number(),
  refused: z.number(),
  approved: z.number(),
  rescued: z.number(),
  triesSpent: z.number(),
  triesBurnt: z.number(),
  approved_minor: z.number(),
  lastAt: z.number(),
}
const line: z.ZodType<PlaceLine> = z.object({ value: z.string(), name: may(bilingual), ...sums })
const part = z.object({
  dimension: z.string(),
  values: z.array(z.object({ value: z.string(), name: may(bilingual), attempts: z.number(), refused: z.number() })),
})
const placeDetail: z.ZodType<PlaceDetail> = z.object({
  kind,
  value: z.string(),
  name: may(bilingual),
  maskedPan: may(z.string()),
  from: z.number(),
  until: z.number(),
  step_ms: z.number(),
  sums: z.object(sums),
  fleet: tried,
  steps: z.array(z.object({ at: instant, attempts: z.number(), refused: z.number() })),
  causes: z.array(z.object({ cause: causeOf, count: z.number() })),
  sales: z.object(saleFields),
  parts: z.array(part),
  events: z.array(
    z.object({
      at: instant,
      kind: z.enum(['sign-on', 'installed', 'zone-key', 'table-changed', 'node', 'report']),
      detail: z.string(),
    }),
  ),
  incidents: z.array(incident),
  attempts: z.array(attemptSummary),
})

const keyLine: z.ZodType<KeyLine> = z.object({
  owner: z.string(),
  ownerKind: z.enum(['terminal', 'issuer']),
  usage: z.enum(['terminal-master', 'pin', 'mac']),
  version: z.enum(['current', 'pending', 'previous']),
  checkValue: z.string(),
  since: z.number(),
})
const terminalSetup: z.ZodType<TerminalSetup> = z.object({
  id: z.string(),
  merchant: z.string(),
  merchantName: bilingual,
  status: z.enum(['active', 'blocked', 'inactive']),
  signedOff: z.boolean(),
  batch: z.string(),
  selfTest: may(
    z.object({ at: instant, parts: z.array(z.object({ part: z.enum(TESTED_PARTS), works: z.boolean() })) }),
  ),
  lines: z.array(
    z.object({
      name: z.enum(['model', 'software', 'pin-key', 'mac', 'batch']),
      actual: z.string(),
      expected: z.string(),
      agrees: z.boolean(),
    }),
  ),
  health: z.array(
    z.object({
      part: z.enum(['keypad', 'reader', 'pin-block', 'messages', 'line']),
      of: z.number(),
      troubled: z.number(),
      fleetShare: z.number(),
      state: z.enum(['good', 'watch', 'bad', 'too-few']),
    }),
  ),
  keys: z.array(keyLine),
})

export const answerTime = z.object({ median_ms: z.number(), slow_ms: z.number() })
export const customers = z.object({ refused: z.number(), repeatedly: z.number(), lost: z.number() })
export const till = z.object({ spent_ms: z.number(), cost_minor: z.number(), receipt_ms: z.number() })

const effectsReport: z.ZodType<EffectsReport> = z.object({
  from: z.number(),
  until: z.number(),
  attempts: z.number(),
  refused: z.number(),
  triesSpent: z.number(),
  triesBurnt: z.number(),
  sales: z.object(saleFields),
  answer: answerTime,
  customers,
  till,
  causes: z.array(z.object({ ...saleFields, cause: causeOf, tries: z.number() })),
  merchants: z.array(
    z.object({
      ...saleFields,
      merchant: z.string(),
      name: bilingual,
      tries: z.number(),
      customersLost: z.number(),
      cost_minor: z.number(),
    }),
  ),
  weeks: z.array(z.object({ ...saleFields, at: instant, tries: z.number() })),
})

export const merchant = z.object({ merchant: value })
const window = z.object({ days })

export const PLACE_SCHEMAS = {
  listPlaces: { params: z.object({ kind }), answer: all(line) },
  place: { params: z.object({ kind, value }), answer: placeDetail },
  terminal: { params: id, answer: terminalSetup },
  listKeys: { answer: all(keyLine) },
  effects: { query: window, answer: effectsReport },
  ownShops: { answer: all(line) },
  ownShop: { params: merchant, answer: placeDetail },
  ownShopReport: { params: merchant, query: window, answer: effectsReport },
}
