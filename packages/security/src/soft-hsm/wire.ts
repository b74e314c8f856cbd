import { ClearPin, Pan, PinBlock } from '@fiftyfive/kernel'
import type { CommandName, ModuleSettings } from '../module/index.ts'
import type { NotedRecord } from './audit-log.ts'

/** Why a soft HSM does not serve, in words for its operator. Anything else that is thrown is a bug. */
export class SoftHsmDown extends Error {}

/** What the soft HSM is opened with. */
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
  /** A record of the audit log as it was noted elsewhere; the module stays down when the log does not hold it. */
  readonly noted?: NotedRecord
  readonly failureLimit?: NonNullable<ModuleSettings['failureLimit']>
}

export type Call = readonly [id: number, command: CommandName, request: unknown]
export type Answer = readonly [id: number, outcome: unknown]
export type FromWorker =
  | { readonly ready: true }
  | { readonly failed: string }
  | { readonly answers: readonly Answer[] }
  | { readonly closed: true }
  | typeof LOOK
export type ToWorker = { readonly calls: readonly Call[] } | { readonly close: true } | typeof LOOK

/** There is something in the ring of packed calls, or of packed answers. */
export const LOOK = 0

/** What the worker is started with. */
export interface WorkerStart {
  readonly settings: SoftHsmSettings
  /** Memory of the rings through which packed calls come and packed answers go. */
  readonly calls: SharedArrayBuffer
  readonly answers: SharedArrayBuffer
}
/** More packed calls or answers than this are not gathered. */
export const GATHERED_MAX = 65_536

const PIN_BLOCKS = ['pinBlock', 'newPinBlock'] as const

/**
 * Secret objects do not survive the way between threads (on purpose), so the few members that hold them are opened on
 * one side and closed again on the other.
 */
export function openSecrets(request: unknown): unknown {
  if (typeof request !== 'object' || request === null) return request
  const open: Record<string, unknown> = { ...request }
  if (open['pan'] instanceof Pan) open['pan'] = open['pan'].reveal()
  if (open['pin'] instanceof ClearPin) open['pin'] = open['pin'].reveal()
  for (const name of PIN_BLOCKS) {
    const block = open[name]
    if (block instanceof PinBlock) open[name] = block.reveal()
  }
  return open
}

export function closeSecrets(request: unknown): unknown {
  if (typeof request !== 'object' || request === null) return request
  const closed: Record<string, unknown> = { ...request }
  closed['pan'] = closedAs(Pan, closed['pan'], 'string')
  // A PIN sealed under the master key travels as it is; only a clear one is digits alone.
  closed['pin'] = closedAs(ClearPin, closed['pin'], 'string')
  for (const name of PIN_BLOCKS) closed[name] = closedAs(PinBlock, closed[name], 'object')
  return closed
}

/** What is no such secret stays as it is, and the command refuses it. */
function closedAs<Value>(
  secret: { parse(value: Value): { readonly ok: true; readonly value: unknown } | { readonly ok: false } },
  value: unknown,
  type: 'string' | 'object',
): unknown {
  if (typeof value !== type || value === null) return value
  const parsed = secret.parse(value as Value)
  return parsed.ok ? parsed.value : value
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
