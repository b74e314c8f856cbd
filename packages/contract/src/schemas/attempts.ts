import { type Attempt, CAUSES, type CauseId, type Owner, type Verdict } from '@fiftyfive/diagnosis'
import { z } from 'zod'
import type { AttemptDetail, AttemptSummary, Confirmation, MessageView, Overview, TimelineEntry } from '../index.ts'
import { bilingual, id, instant, may, page, paging, type Shape } from './common.ts'

export const causeId = z.enum(Object.keys(CAUSES) as [CauseId, ...CauseId[]])
/** As people state it: `other` is what has no name in the catalogue. */
export const trueCause = z.union([causeId, z.literal('other')])
export const causeOf = z.union([causeId, z.literal('unknown')])
/** A little above one is rounding. */
const share = z.number().min(0).max(1.000001)
const entryMode = z.enum(['manual', 'stripe', 'chip', 'contactless'])
const status = z.enum(['approved', 'declined', 'pending', 'reversed', 'failed'])

const pinPad = z.object({
  digits: z.number().int(),
  clears: z.number().int(),
  time: z.enum(['fast', 'normal', 'slow', 'very-slow']),
  repeated: may(z.boolean()),
  entry: z.number().int(),
  end: may(z.enum(['confirmed', 'timeout', 'cancelled', 'bypassed'])),
  assisted: may(z.boolean()),
})
const serialNumber = z.object({
  device: z.string(),
  counter: z.number().int(),
  follows: z.enum(['next', 'jump', 'repeated', 'backwards', 'unknown-key-set', 'exhausted']),
})
const pinBlock = z.object({
  shape: z.enum(['well-formed', 'bad-control', 'bad-length', 'bad-digits', 'bad-filler']),
  underPreviousKey: may(z.boolean()),
  underOtherFormat: may(z.string()),
})
const chip = z.object({
  application: may(z.string()),
  terminalVerificationResults: may(z.string()),
  triesLeft: may(z.number().int()),
  verifyStatus: may(z.string()),
  readFailures: may(z.number().int()),
})

/** docs/reference/attempts.md says what each means. */
const attempt: z.ZodType<Attempt> = z.object({
  id: z.string(),
  at: instant,
  terminal: z.string(),
  merchant: z.string(),
  card: z.string(),
  range: z.string(),
  issuer: may(z.string()),
  link: may(z.string()),
  region: may(z.string()),
  access: may(z.string()),
  node: may(z.string()),
  operator: may(z.string()),
  entryMode: may(entryMode),
  fallback: may(z.boolean()),
  pinPresent: may(z.boolean()),
  amount_minor: may(z.number().int()),
  model: may(z.string()),
  softwareVersion: may(z.string()),
  parameterVersion: may(z.string()),
  kernelVersion: may(z.string()),
  pinPad: may(pinPad),
  keyCheck: may(z.enum(['current', 'previous', 'other'])),
  pinKeyCheckValue: may(z.string()),
  serialNumber: may(serialNumber),
  mac: may(z.enum(['valid', 'valid-previous', 'invalid', 'missing'])),
  pinBlock: may(pinBlock),
  code: z.string(),
  issuerCode: may(z.string()),
  forwarded: may(z.boolean()),
  triesLeft: may(z.number().int()),
  issuerLink: may(z.enum(['answered', 'timeout', 'down', 'damaged'])),
  latency_ms: may(z.number()),
  keyAge_s: may(z.number()),
  cardExpired: may(z.boolean()),
  duplicate: may(z.boolean()),
  batchMismatch: may(z.boolean()),
  panLength: may(z.number().int()),
  pinWanted: may(z.boolean()),
  cvmResults: may(z.string()),
  answeredBy: may(z.enum(['acquirer', 'issuer', 'stand-in'])),
  pinDigitsUsual: may(z.number().int()),
  chip: may(chip),
  offline: may(z.boolean()),
  tampered: may(z.boolean()),
  clockError_s: may(z.number()),
} satisfies Shape<Attempt>)

export const ranking = z.array(
  z.object({ cause: z.union([causeId, z.literal('other')]), probability: share }),
) satisfies z.ZodType<Verdict['ranking']>
const OWNERS = ['cardholder', 'terminal', 'link', 'acquirer', 'issuer', 'attacker'] as const satisfies readonly Owner[]
export const owners = z.array(z.object({ owner: z.enum(OWNERS), probability: share }))
export const evidenceLine = z.object({
  id: z.string(),
  group: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  weight: z.number(),
})
export const evidence = z.array(evidenceLine)
const verdict: z.ZodType<Verdict> = z.object({
  attempt: z.string(),
  at: instant,
  stage: z.enum(['immediate', 'revised']),
  cause: causeOf,
  confidence: share,
  ranking,
  owners: may(owners),
  evidence,
  model: z.string(),
} satisfies Shape<Verdict>)

const summary = {
  id: z.string(),
  at: instant,
  kind: z.enum(['sale', 'reversal', 'sign-on']),
  terminal: z.string(),
  merchantName: bilingual,
  maskedPan: z.string(),
  amount_minor: z.number().int(),
  currency: z.string(),
  entryMode,
  status,
  code: z.string(),
  cause: may(causeOf),
  confidence: may(share),
}
export const attemptSummary: z.ZodType<AttemptSummary> = z.object(summary)

const message: z.ZodType<MessageView> = z.object({
  at: instant,
  direction: z.enum(['terminal-to-host', 'host-to-terminal', 'host-to-issuer', 'issuer-to-host']),
  dialect: z.string(),
  fields: z.array(
    z.object({
      path: z.string(),
      name: bilingual,
      value: z.string(),
      valueInChinese: may(z.string()),
      depth: z.number().int(),
    }),
  ),
})
const timelineEntry: z.ZodType<TimelineEntry> = z.object({ at: instant, step: z.string(), detail: z.string() })

export const confirmation: z.ZodType<Confirmation> = z.object({
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

const attemptDetail: z.ZodType<AttemptDetail> = z.object({
  ...summary,
  attempt,
  verdicts: z.array(verdict),
  messages: z.array(message),
  timeline: z.array(timelineEntry),
  sameCard: z.array(attemptSummary),
  confirmation: may(confirmation),
})

const count = z.number().int().min(0)
const overview: z.ZodType<Overview> = z.object({
  since: instant,
  attempts: count,
  approved: count,
  pinRefused: count,
  ourFault: count,
  triesBurntByFaults: count,
  rescued: count,
  byCause: z.array(z.object({ cause: causeOf, count })),
  links: z.array(z.object({ name: z.string(), up: z.boolean() })),
  hsm: z.object({ up: z.boolean(), name: z.string() }),
})

export const ATTEMPT_SCHEMAS = {
  overview: { answer: overview },
  listAttempts: {
    query: z.object({
      ...paging,
      status: status.optional(),
      cause: z.string().max(30).optional(),
      terminal: z.string().max(8).optional(),
      q: z.string().max(40).optional(),
    }),
    answer: page(attemptSummary),
  },
  attempt: { params: id, answer: attemptDetail },
  live: { answer: attemptSummary },
}
