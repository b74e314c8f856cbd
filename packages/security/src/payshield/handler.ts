import { fromHex, isHex, type Result } from '@fiftyfive/kernel'
import type { HostSecurityModule } from '../module/index.ts'
import type { ModuleRefusal } from '../security-module.ts'
import { codeOfRefusal, HostError } from './errors.ts'
import type { Values } from './fields.ts'

/** What a host command does with the module: fields in, fields out. Throws `HostError` to answer with an error code. */
export type Handler = (module: HostSecurityModule, values: Values, client: string) => Promise<Values>

export async function value<T>(outcome: Promise<Result<T, ModuleRefusal>>): Promise<T> {
  const result = await outcome
  if (result.ok) return result.value
  throw new HostError(codeOfRefusal(result.error))
}

export async function verified(outcome: Promise<Result<boolean, ModuleRefusal>>): Promise<Values> {
  if (await value(outcome)) return {}
  throw new HostError('01')
}

export const text = (values: Values, name: string): string => {
  const found = values[name]
  if (found === undefined) throw new HostError('15')
  return found
}

export function hexBytes(hex: string | undefined): Uint8Array {
  if (hex === undefined || !isHex(hex)) throw new HostError('15')
  return fromHex(hex)
}
