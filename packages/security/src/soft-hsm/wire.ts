import { ClearPin, Pan, PinBlock } from '@fiftyfive/kernel'
import type { CommandName } from '../module/index.ts'

/** What the soft HSM is opened with; also what its worker is started with. */
export interface SoftHsmSettings {
  /** Holds the sealed master key and the audit log; made when missing. One module at a time. */
  readonly directory: string
  readonly name: string
  readonly production: false
  readonly partition: 'acquirer' | 'issuer'
  /** Lets clear PINs be personalised, for demonstrations. */
  readonly authorised?: boolean
  /** Seals the master key. Without it a random key file in the directory does, for development. */
  readonly passphrase?: string
  /** Failed PIN verifications per card before the module refuses; default 20 in an hour. */
  readonly failureLimit?: { readonly failures: number; readonly window_ms: number }
}

export type Call = readonly [id: number, command: CommandName, request: unknown]
export type Answer = readonly [id: number, outcome: unknown]
export type FromWorker =
  | { readonly ready: true }
  | { readonly failed: string }
  | { readonly answers: readonly Answer[] }
  | { readonly closed: true }
export type ToWorker = { readonly calls: readonly Call[] } | { readonly close: true }

/**
 * Secret objects do not survive the way between threads (on purpose), so the few members that hold them are opened on
 * one side and closed again on the other.
 */
export function openSecrets(request: unknown): unknown {
  if (typeof request !== 'object' || request === null) return request
  const open: Record<string, unknown> = { ...request }
  if (open['pan'] instanceof Pan) open['pan'] = open['pan'].reveal()
  if (open['pin'] instanceof ClearPin) open['pin'] = open['pin'].reveal()
  if (open['pinBlock'] instanceof PinBlock) open['pinBlock'] = open['pinBlock'].reveal()
  return open
}

export function closeSecrets(request: unknown): unknown {
  if (typeof request !== 'object' || request === null) return request
  const closed: Record<string, unknown> = { ...request }
  if (typeof closed['pan'] === 'string') closed['pan'] = Pan.of(closed['pan'])
  if (typeof closed['pin'] === 'string') closed['pin'] = ClearPin.of(closed['pin'])
  if (closed['pinBlock'] instanceof Uint8Array) closed['pinBlock'] = PinBlock.of(closed['pinBlock'])
  return closed
}

/** The same for a translated PIN block on its way back. */
export function openOutcome(outcome: unknown): unknown {
  const { ok, value } = outcome as { readonly ok: boolean; readonly value: unknown }
  return ok && hasPinBlock(value) ? { ok, value: openSecrets(value) } : outcome
}

export function closeOutcome(outcome: unknown): unknown {
  const { ok, value } = outcome as { readonly ok: boolean; readonly value: unknown }
  return ok && hasPinBlock(value) ? { ok, value: closeSecrets(value) } : outcome
}

const hasPinBlock = (value: unknown): boolean => typeof value === 'object' && value !== null && 'pinBlock' in value
