import { type Incident, SYMPTOMS } from '@fiftyfive/diagnosis'
import { z } from 'zod'
import type { IncidentDetail, IncidentLine } from '../index.ts'
import { closing } from './desk.ts'
import { attemptSummary, causeId, causeOf, evidence, evidenceLine, owners, ranking } from './attempts.ts'
import { id, instant, may, page, paging, type Shape } from './common.ts'

const state = z.enum(['open', 'resolved', 'dismissed'])
const incidentFields = {
  id: z.string(),
  symptom: z.enum(SYMPTOMS),
  scope: z.array(z.string()),
  since: instant,
  foundAt: instant,
  updatedAt: instant,
  state,
  ended: may(
    z.object({ at: instant, why: z.enum(['recovered', 'quiet', 'merged', 'harmless']), into: may(z.string()) }),
  ),
  cause: causeOf,
  confidence: z.number(),
  ranking,
  owners: may(owners),
  evidence,
  figures: z.object({
    sessions: z.number(),
    failed: z.number(),
    expected: z.number(),
    cards: z.number(),
    merchants: z.number(),
    terminals: z.number(),
    amountAtRisk_minor: z.number(),
    nearLockout: z.number(),
    controlRate: z.number(),
  }),
} satisfies Shape<Incident>
export const incident: z.ZodType<Incident> = z.object(incidentFields)
const incidentLine: z.ZodType<IncidentLine> = z.object({
  ...incidentFields,
  assignee: may(z.string()),
  closing: may(closing),
})
const share = z.number().min(0).max(1)
const rejected = z.object({
  cause: causeId,
  probability: share,
  because: z.array(
    z.object({ evidence: evidenceLine.pick({ id: true, values: true }), leading: share, rejected: share }),
  ),
})
const incidentDetail: z.ZodType<IncidentDetail> = z.object({
  ...incidentFields,
  samples: z.array(attemptSummary),
  rejected: z.array(rejected),
  merged: z.array(z.object({ id: z.string(), cause: causeOf, scope: z.array(z.string()) })),
  lockout: z.array(
    z.object({
      card: z.string(),
      maskedPan: z.string(),
      triesLeft: z.number().int(),
      terminal: z.string(),
      at: instant,
    }),
  ),
})

export const INCIDENT_SCHEMAS = {
  listIncidents: { query: z.object({ ...paging, state: state.optional() }), answer: page(incidentLine) },
  incident: { params: id, answer: incidentDetail },
  liveIncidents: { answer: incident },
}
