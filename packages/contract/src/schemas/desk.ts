import { z } from 'zod'
import type { Colleague, Confirmation, IncidentCase } from '../desk.ts'
import { causeId, causeOf } from './attempts.ts'
import { all, done, id, instant, may, page, paging } from './common.ts'

const text = z.string().trim().min(1).max(2_000)
const trueCause = z.union([causeId, z.literal('other')])

export const closing = z.object({ at: instant, by: z.string(), cause: causeOf, prevention: z.string() })
const confirmation: z.ZodType<Confirmation> = z.object({
  id: z.string(),
  subject: z.enum(['attempt', 'incident']),
  at: instant,
  by: z.string(),
  cause: trueCause,
  note: z.string(),
  verdict: z.object({
    cause: causeOf,
    confidence: z.number(),
    model: z.string(),
    evidence: z.array(z.string()),
  }),
})
const incidentCase: z.ZodType<IncidentCase> = z.object({
  incident: z.string(),
  assignee: may(z.string()),
  comments: z.array(z.object({ id: z.string(), at: instant, by: z.string(), text: z.string() })),
  closing: may(closing),
  confirmation: may(confirmation),
})
const colleague: z.ZodType<Colleague> = z.object({ name: z.string(), displayName: z.string() })
const confirming = z.object({ cause: trueCause, note: z.string().trim().max(500).default('') })

export const DESK_SCHEMAS = {
  incidentCase: { params: id, answer: incidentCase },
  commentIncident: { params: id, body: z.object({ text }), answer: incidentCase },
  assignIncident: { params: id, body: z.object({ assignee: z.string().max(40).nullable() }), answer: incidentCase },
  closeIncident: { params: id, body: z.object({ cause: causeOf, prevention: text }), answer: incidentCase },
  reopenIncident: { params: id, answer: incidentCase },
  colleagues: { answer: all(colleague) },
  confirmAttempt: { params: id, body: confirming, answer: confirmation },
  confirmIncident: { params: id, body: confirming, answer: confirmation },
  withdrawConfirmation: { params: id, answer: done },
  listConfirmations: { query: z.object(paging), answer: page(confirmation) },
}
