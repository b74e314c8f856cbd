import { z } from 'zod'
import { AUDIENCES, type Colleague, type IncidentCase, type Learning, type ModelRequest } from '../desk.ts'
import { decision, reason, waiting } from './actions.ts'
import { causeOf, confirmation, trueCause } from './attempts.ts'
import { all, done, id, instant, may, page, paging } from './common.ts'

const text = z.string().trim().min(1).max(2_000)

export const closing = z.object({ at: instant, by: z.string(), cause: causeOf, prevention: z.string() })
const audience = z.enum(AUDIENCES)
const incidentCase: z.ZodType<IncidentCase> = z.object({
  incident: z.string(),
  assignee: may(z.string()),
  comments: z.array(z.object({ id: z.string(), at: instant, by: z.string(), text: z.string() })),
  closing: may(closing),
  confirmation: may(confirmation),
  steps: may(z.array(z.object({ audience, at: instant, by: z.string() }))),
})
const colleague: z.ZodType<Colleague> = z.object({ name: z.string(), displayName: z.string() })
const share = z.number().min(0).max(1)
const rows = z.record(z.string(), z.record(z.string(), z.record(z.string(), share)))
const rowChange = z.object({ feature: z.string(), cause: z.string(), outcome: z.string(), before: share, after: share })
const modelRequest: z.ZodType<ModelRequest> = z.object({
  ...waiting,
  version: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: instant,
})
const learning: z.ZodType<Learning> = z.object({
  model: z.string(),
  confirmations: z.number().int(),
  base: z.string(),
  canTake: z.boolean(),
  request: may(modelRequest),
  proposal: may(
    z.object({
      model: z.object({
        version: z.string(),
        base: z.string(),
        confirmations: z.number().int(),
        features: rows,
        incident: rows,
      }),
      changes: z.array(rowChange),
      right: z.object({ before: z.number().int(), after: z.number().int(), of: z.number().int() }),
    }),
  ),
})
const confirming = z.object({ cause: trueCause, note: z.string().trim().max(500).default('') })

export const DESK_SCHEMAS = {
  incidentCase: { params: id, answer: incidentCase },
  commentIncident: { params: id, body: z.object({ text }), answer: incidentCase },
  assignIncident: { params: id, body: z.object({ assignee: z.string().max(40).nullable() }), answer: incidentCase },
  markStep: {
    params: id.extend({ audience }),
    body: z.object({ done: z.boolean() }),
    answer: incidentCase,
  },
  closeIncident: { params: id, body: z.object({ cause: causeOf, prevention: text }), answer: incidentCase },
  reopenIncident: { params: id, answer: incidentCase },
  colleagues: { answer: all(colleague) },
  confirmAttempt: { params: id, body: confirming, answer: confirmation },
  confirmIncident: { params: id, body: confirming, answer: confirmation },
  withdrawConfirmation: { params: id, answer: done },
  learning: { answer: learning },
  askForModel: { body: z.object({ version: z.string().max(80), reason }), answer: modelRequest },
  decideModel: { params: id, body: decision, answer: modelRequest },
  listConfirmations: { query: z.object(paging), answer: page(confirmation) },
}
