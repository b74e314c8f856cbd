import { z } from 'zod'
import type { ActivationResponse } from '../index.ts'
import { bilingual } from './common.ts'

/** A new terminal proves its activation code and hands over its master key, sealed for the security module. */
const activationRequest = z.object({
  activationCode: z.string().regex(/^[A-Z0-9]{10}$/),
  /** RSA-OAEP (SHA-256) envelope with the 16-byte master key, base64. */
  envelope: z.string().min(4).max(1024),
  checkValue: z.string().regex(/^[0-9A-F]{6}$/),
  model: z.string().min(1).max(20),
  softwareVersion: z.string().min(1).max(12),
})
export type ActivationRequest = z.infer<typeof activationRequest>

const activated: z.ZodType<ActivationResponse> = z.object({
  terminalId: z.string(),
  merchantId: z.string(),
  merchantName: bilingual,
  tpdu: z.string(),
  currency: z.literal('CNY'),
})

export const ONBOARDING_SCHEMAS = {
  activationKey: { answer: z.object({ spki: z.string() }) },
  activate: { body: activationRequest, answer: activated },
}
