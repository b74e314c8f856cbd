import type { Attempt } from '@fiftyfive/diagnosis'
import { z } from 'zod'

const count = z.number().int().nonnegative()
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9A-F]{${digits}}$`))

/**
 * Only what a log lacks is optional: a fact with a value nobody knows would be weighed as if it were one. A fact that
 * `Attempt` gains and this table lacks does not compile.
 */
const attemptLine = z.looseObject({
  id: z.string().min(1),
  at: z.number().int(),
  terminal: z.string(),
  merchant: z.string(),
  card: z.string(),
  range: z.string(),
  issuer: z.string().optional(),
  link: z.string().optional(),
  region: z.string().optional(),
  access: z.string().optional(),
  node: z.string().optional(),
  operator: z.string().optional(),
  entryMode: z.enum(['manual', 'stripe', 'chip', 'contactless']),
  fallback: z.boolean().optional(),
  pinPresent: z.boolean(),
  amount_minor: count.optional(),
  model: z.string().optional(),
  softwareVersion: z.string().optional(),
  parameterVersion: z.string().optional(),
  kernelVersion: z.string().optional(),
  pinPad: z
    .looseObject({
      digits: count,
      clears: count,
      time: z.enum(['fast', 'normal', 'slow', 'very-slow']),
      repeated: z.boolean().optional(),
      entry: count,
      end: z.enum(['confirmed', 'timeout', 'cancelled', 'bypassed']).optional(),
      assisted: z.boolean().optional(),
    })
    .optional(),
  keyCheck: z.enum(['current', 'previous', 'other']).optional(),
  pinKeyCheckValue: hex(6).optional(),
  serialNumber: z
    .looseObject({
      device: z.string(),
      counter: count,
      follows: z.enum(['next', 'jump', 'repeated', 'backwards', 'unknown-key-set', 'exhausted']),
    })
    .optional(),
  mac: z.enum(['valid', 'valid-previous', 'invalid', 'missing']).optional(),
  pinBlock: z
    .looseObject({
      shape: z.enum(['well-formed', 'bad-control', 'bad-length', 'bad-digits', 'bad-filler']),
      underPreviousKey: z.boolean().optional(),
      underOtherFormat: z.string().optional(),
    })
    .optional(),
  code: z.string().min(2).max(3),
  issuerCode: z.string().optional(),
  forwarded: z.boolean(),
  triesLeft: z.number().int().optional(),
  issuerLink: z.enum(['answered', 'timeout', 'down', 'damaged']).optional(),
  latency_ms: z.number().nonnegative().optional(),
  keyAge_s: z.number().nonnegative().optional(),
  cardExpired: z.boolean().optional(),
  duplicate: z.boolean().optional(),
  batchMismatch: z.boolean().optional(),
  panLength: z.number().int().min(13).max(19).optional(),
  pinWanted: z.boolean().optional(),
  cvmResults: hex(6).optional(),
  answeredBy: z.enum(['acquirer', 'issuer', 'stand-in']).optional(),
  pinDigitsUsual: z.number().int().min(4).max(12).optional(),
  chip: z
    .looseObject({
      application: z
        .string()
        .regex(/^([0-9A-F]{2}){5,16}$/)
        .optional(),
      terminalVerificationResults: hex(10).optional(),
      triesLeft: count.optional(),
      verifyStatus: hex(4).optional(),
      readFailures: count.optional(),
    })
    .optional(),
  offline: z.boolean().optional(),
  tampered: z.boolean().optional(),
  clockError_s: z.number().optional(),
} satisfies Readonly<Record<keyof Attempt, z.ZodType>>)

/** The attempt that a JSON line holds, or in words what is wrong with it, each field by its path. */
export function parseAttempt(line: string): Attempt | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (failure) {
    return failure instanceof Error ? failure.message : 'no JSON'
  }
  return checkAttempt(value)
}

/** The attempt that a value is, or in words what is wrong with it, each field by its path. */
export function checkAttempt(value: unknown): Attempt | string {
  const parsed = attemptLine.safeParse(value)
  // JSON has no `undefined`, so what the schema calls optional is either absent or there.
  if (parsed.success) return parsed.data as Attempt
  return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ')
}
