import { equalBytes, ok } from '@fiftyfive/kernel'
import type { KeyBlock, MacAlgorithm } from '../security-module.ts'
import { refuse } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

const DATA_BYTES_MAX = 65_536
const KEYS_MAX = 16

export function generateMac(
  state: ModuleState,
  request: { readonly key: KeyBlock<'mac'>; readonly algorithm: MacAlgorithm; readonly data: Uint8Array },
): Outcome<Uint8Array> {
  if (request.data.length > DATA_BYTES_MAX) return refuse('limit-exceeded', `${DATA_BYTES_MAX} bytes at most`)
  const computer = state.keys.loadMac(request.key, request.algorithm)
  return computer.ok ? ok(computer.value.compute(request.data)) : computer
}

export function verifyMac(
  state: ModuleState,
  request: {
    readonly keys: readonly KeyBlock<'mac'>[]
    readonly algorithm: MacAlgorithm
    readonly data: Uint8Array
    readonly mac: Uint8Array
  },
): Outcome<number | undefined> {
  if (request.data.length > DATA_BYTES_MAX) return refuse('limit-exceeded', `${DATA_BYTES_MAX} bytes at most`)
  if (request.keys.length === 0 || request.keys.length > KEYS_MAX)
    return refuse('input-invalid', `1 to ${KEYS_MAX} keys`)
  // Shorter ones could be found by trying.
  if (request.mac.length !== 8) return refuse('input-invalid', 'a MAC of 8 bytes')
  let first: number | undefined
  for (const [index, key] of request.keys.entries()) {
    const computer = state.keys.loadMac(key, request.algorithm)
    if (!computer.ok) return computer
    const right = equalBytes(computer.value.compute(request.data), request.mac)
    if (right && first === undefined) first = index
  }
  return ok(first)
}

export function verifyShortMac(
  state: ModuleState,
  request: {
    readonly key: KeyBlock<'mac'>
    readonly algorithm: MacAlgorithm
    readonly data: Uint8Array
    readonly mac: Uint8Array
  },
): Outcome<boolean> {
  const { key, algorithm, data, mac } = request
  if (mac.length < 4 || mac.length > 8) return refuse('input-invalid', 'a MAC of 4 to 8 bytes')
  const loaded = state.keys.load(key, 'mac')
  if (!loaded.ok) return loaded
  const subject = loaded.value.identity(state.digests)
  if (state.keyLimits.exceeded(subject)) return refuse('limit-exceeded', 'too many failed verifications under this key')
  const computed = generateMac(state, { key, algorithm, data })
  if (!computed.ok) return computed
  const right = equalBytes(computed.value.subarray(0, mac.length), mac)
  if (!right) state.keyLimits.fail(subject)
  return ok(right)
}
