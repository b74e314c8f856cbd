import { z } from 'zod'
import type { IncidentInsight } from '../insight.ts'
import { bilingual, id, instant, may } from './common.ts'

export const tried = z.object({ attempts: z.number(), refused: z.number() })
export const saleFields = {
  lost: z.number(),
  lost_minor: z.number(),
  rescued: z.number(),
  rescued_minor: z.number(),
}
const mark = z.object({
  at: instant,
  kind: z.enum(['sign-on', 'installed', 'zone-key', 'table-changed', 'node', 'report']),
  subjects: z.array(z.string()),
  detail: z.string(),
  count: z.number(),
  inside: z.boolean(),
})
const difference = z.object({
  dimension: z.string(),
  distance: z.number(),
  values: z.array(z.object({ value: z.string(), name: may(bilingual), inside: z.number(), elsewhere: z.number() })),
})

const incidentInsight: z.ZodType<IncidentInsight> = z.object({
  from: z.number(),
  until: z.number(),
  step_ms: z.number(),
  steps: z.array(z.object({ at: instant, inside: tried, elsewhere: tried })),
  before: tried,
  elsewhere: tried,
  marks: z.array(mark),
  differences: z.array(difference),
  merchants: z.array(z.object({ merchant: z.string(), name: bilingual, attempts: z.number(), refused: z.number() })),
  sales: z.object(saleFields),
})

export const INSIGHT_SCHEMAS = { incidentInsight: { params: id, answer: incidentInsight } }
