import { ok, toHex } from '@fiftyfive/kernel'
import { cbcDecrypt, cbcEncrypt } from '../ciphers/index.ts'
import { fullCheckValue } from '../keys/index.ts'
import type { KeyBlock, KeyUse } from '../security-module.ts'
import { useOf } from './attributes.ts'
import type { DataRequest } from './extended.ts'
import { refuse } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

const DATA_BYTES_MAX = 65_536

function dataCipher(state: ModuleState, request: DataRequest): ReturnType<ModuleState['keys']['load']> {
  const key = state.keys.load(request.key, 'data')
  if (!key.ok) return key
  const size = key.value.cipher.blockSize
  const { initialVector, data } = request
  const whole = initialVector.length === size && data.length > 0 && data.length % size === 0
  return whole && data.length <= DATA_BYTES_MAX ? key : refuse('input-invalid', `whole blocks of ${size} bytes`)
}

export function encryptData(state: ModuleState, request: DataRequest): Outcome<Uint8Array> {
  const key = dataCipher(state, request)
  if (!key.ok) return key
  const { cipher } = key.value
  const sealed = cbcEncrypt(cipher, request.initialVector, request.data)
  return entersZeros(cipher.blockSize, request, sealed)
    ? refuse('input-invalid', 'a block of zeros would give the check value away')
    : ok(sealed)
}

/** Whether any block enters the cipher as zeros, whatever initial vector and data were made up to that end. */
function entersZeros(size: number, request: DataRequest, sealed: Uint8Array): boolean {
  const { initialVector, data } = request
  for (let at = 0; at < data.length; at += size) {
    const before = at === 0 ? initialVector : sealed.subarray(at - size, at)
    let any = 0
    for (let i = 0; i < size; i++) any |= (data[at + i] as number) ^ (before[i] as number)
    if (any === 0) return true
  }
  return false
}

export function decryptData(state: ModuleState, request: DataRequest): Outcome<Uint8Array> {
  const key = dataCipher(state, request)
  return key.ok ? ok(cbcDecrypt(key.value.cipher, request.initialVector, request.data)) : key
}

export function keyCheckValue(
  state: ModuleState,
  request: { readonly key: KeyBlock; readonly digits?: 6 | 16 },
): Outcome<{ readonly checkValue: string; readonly use: KeyUse }> {
  const key = state.keys.loadAny(request.key)
  if (!key.ok) return key
  const { header, algorithm, bytes, checkValue } = key.value
  const use = useOf(header.keyUsage)
  if (!use) return refuse('key-use-forbidden', `usage ${header.keyUsage}`)
  if (request.digits !== 16) return ok({ checkValue, use })
  if (!state.authorised) return refuse('not-authorised', 'check values of 6 digits only')
  return ok({ checkValue: toHex(fullCheckValue(algorithm, bytes).subarray(0, 8)), use })
}
