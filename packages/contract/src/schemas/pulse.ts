import { z } from 'zod'
import type { Pulse } from '../pulse.ts'
import { instant, may } from './common.ts'

const count = z.number().int().min(0)
const quantiles = z.object({ p50_ms: z.number(), p99_ms: z.number() })
const pulse: z.ZodType<Pulse> = z.object({
  step_ms: z.number(),
  steps: z.array(
    z.object({
      at: instant,
      attempts: count,
      approved: count,
      refused: count,
      answer: may(quantiles),
      links: z.array(quantiles.extend({ name: z.string() })),
      securityModule: may(quantiles),
      queued: count,
      inFlight: count,
      overloaded: count,
    }),
  ),
})

export const PULSE_SCHEMAS = { pulse: { answer: pulse } }
