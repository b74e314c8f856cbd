import { equalBytes, fromHex, isHex, ok, toHex } from '@fiftyfive/kernel'
import type { MacComputer } from '../mac/index.ts'
import type { KeyBlock, MacRequest, MacState } from '../security-module.ts'
import type { LoadedKey } from './key-slots.ts'
import { refuse } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

const DATA_BYTES_MAX = 65_536
const KEYS_MAX = 16

interface Ready {
  readonly computer: MacComputer
  readonly key: LoadedKey
  /** Where the parts before led to. */
  readonly from: Uint8Array | undefined
}

export function generateMac(
  state: ModuleState,
  request: MacRequest & { readonly key: KeyBlock<'mac'> },
): Outcome<Uint8Array> {
  const ready = prepare(state, request, request.key)
  return ready.ok ? compute(ready.value, request) : ready
}

export function verifyMac(
  state: ModuleState,
  request: MacRequest & { readonly keys: readonly KeyBlock<'mac'>[]; readonly mac: Uint8Array },
): Outcome<number | undefined> {
  if (request.keys.length === 0 || request.keys.length > KEYS_MAX)
    return refuse('input-invalid', `1 to ${KEYS_MAX} keys`)
  // Shorter ones could be found by trying.
  if (request.mac.length !== 8) return refuse('input-invalid', 'a MAC of 8 bytes')
  let first: number | undefined
  for (const [index, key] of request.keys.entries()) {
    const ready = prepare(state, request, key)
    if (!ready.ok) return ready
    const computed = compute(ready.value, request)
    if (!computed.ok) return computed
    const right = equalBytes(computed.value, request.mac)
    if (right && first === undefined) first = index
  }
  return ok(first)
}

export function verifyShortMac(
  state: ModuleState,
  request: MacRequest & { readonly key: KeyBlock<'mac'>; readonly mac: Uint8Array },
): Outcome<boolean> {
  const { mac } = request
  if (mac.length < 4 || mac.length > 8) return refuse('input-invalid', 'a MAC of 4 to 8 bytes')
  const ready = prepare(state, request, request.key)
  if (!ready.ok) return ready
  const subject = ready.value.key.identity(state.digests)
  if (state.keyLimits.exceeded(subject)) return refuse('limit-exceeded', 'too many failed verifications under this key')
  const computed = compute(ready.value, request)
  if (!computed.ok) return computed
  const right = equalBytes(computed.value.slice(0, mac.length), mac)
  if (!right) state.keyLimits.fail(subject)
  return ok(right)
}

export function continueMac(
  state: ModuleState,
  request: MacRequest & { readonly key: KeyBlock<'mac'> },
): Outcome<MacState> {
  const ready = prepare(state, request, request.key)
  if (!ready.ok) return ready
  const { computer, key, from } = ready.value
  if (!computer.chain) return refuse('input-invalid', `${request.algorithm} takes a message in one part`)
  const { length } = request.data
  if (length === 0 || length % computer.blockSize !== 0)
    return refuse('input-invalid', `whole blocks of ${computer.blockSize} bytes`)
  const reached = computer.chain(request.data, from)
  whiten(state, key, reached)
  const cipher = state.sealing.macState(computer.blockSize)
  cipher.encryptBlock(reached, 0, reached, 0)
  return ok(toHex(reached) as MacState)
}

function prepare(state: ModuleState, request: MacRequest, block: KeyBlock<'mac'>): Outcome<Ready> {
  if (request.data.length > DATA_BYTES_MAX) return refuse('limit-exceeded', `${DATA_BYTES_MAX} bytes at most`)
  const key = state.keys.loadMac(block, request.algorithm)
  if (!key.ok) return key
  const computer = key.value.mac(request.algorithm)
  if (request.state === undefined) return ok({ computer, key: key.value, from: undefined })
  if (!computer.chain) return refuse('input-invalid', `${request.algorithm} takes a message in one part`)
  if (request.padding === 3) return refuse('input-invalid', 'padding method 3 takes a message in one part')
  if (request.data.length === 0) return refuse('input-invalid', 'the last part holds a byte at least')
  if (!isHex(request.state) || request.state.length !== 2 * computer.blockSize)
    return refuse('input-invalid', 'no state of a MAC')
  const from = fromHex(request.state)
  state.sealing.macState(computer.blockSize).decryptBlock(from, 0, from, 0)
  whiten(state, key.value, from)
  return ok({ computer, key: key.value, from })
}

/** Binds a state to its key: under another one it leads nowhere that its holder knows. */
function whiten(state: ModuleState, key: LoadedKey, block: Uint8Array): void {
  const identity = fromHex(key.identity(state.digests))
  for (let i = 0; i < block.length; i++) block[i] = (block[i] as number) ^ (identity[i] as number)
}

function compute({ computer, from }: Ready, { data, padding }: MacRequest): Outcome<Uint8Array> {
  if (padding !== undefined && ![1, 2, 3].includes(padding)) return refuse('input-invalid', 'padding method 1, 2 or 3')
  return ok(computer.compute(data, { padding, from }))
}
