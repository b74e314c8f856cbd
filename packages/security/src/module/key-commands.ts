import { fromHex, isHex, ok, type Random, toHex } from '@fiftyfive/kernel'
import { ecbEncrypt } from '../ciphers/index.ts'
import { KeyBlockProtector, unwrapKeyBlock } from '../key-blocks/index.ts'
import {
  adjustParity,
  combineComponents,
  fullCheckValue,
  hasOddParity,
  hasWeakPart,
  isDegenerateTdes,
  isDesFamily,
  KEY_LENGTH_BYTES,
  keyCheckValue,
  STRENGTH_BITS,
} from '../keys/index.ts'
import type { GeneratedKey, KeyAlgorithm, KeyBlock, KeyUse, MacAlgorithm } from '../security-module.ts'
import { algorithmFitsUse, algorithmOf, isMasterUse, macAlgorithmOf, modeFits, usageFits } from './attributes.ts'
import { refuse } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

type MadeKey<Use extends KeyUse> = { readonly key: KeyBlock<Use>; readonly checkValue: string }

export function generateKey<Use extends KeyUse>(
  state: ModuleState,
  request: {
    readonly use: Use
    readonly algorithm: KeyAlgorithm
    readonly macAlgorithm?: MacAlgorithm | undefined
    readonly wrapUnder?: KeyBlock<'terminal-master'> | undefined
    readonly exportable?: false
  },
): Outcome<GeneratedKey<Use>> {
  const { use, algorithm, wrapUnder } = request
  if (!algorithmFitsUse(use, algorithm)) return refuse('input-invalid', `no ${use} key of ${algorithm}`)
  const bytes = randomKey(algorithm, state.random)
  const made = (cryptogram?: Uint8Array): Outcome<GeneratedKey<Use>> => {
    const exportable = request.exportable !== false && !cryptogram && !isMasterUse(use)
    const key = state.keys.store({ ...request, exportable }, bytes)
    const checkValue = keyCheckValue(algorithm, bytes)
    const signOnCheckValue = toHex(fullCheckValue(algorithm, bytes).subarray(0, 4))
    bytes.fill(0)
    return ok(cryptogram ? { key, checkValue, cryptogram, signOnCheckValue } : { key, checkValue })
  }
  if (wrapUnder === undefined) return made()
  if (isMasterUse(use)) return refuse('key-use-forbidden', 'a terminal master key wraps working keys only')
  const master = state.keys.load(wrapUnder, 'terminal-master')
  if (!master.ok) return master
  if (STRENGTH_BITS[master.value.algorithm] < STRENGTH_BITS[algorithm]) {
    return refuse('key-use-forbidden', `${master.value.algorithm} is too weak to wrap ${algorithm}`)
  }
  return made(ecbEncrypt(master.value.cipher, bytes))
}

export function formKey<Use extends KeyUse>(
  state: ModuleState,
  request: {
    readonly use: Use
    readonly algorithm: KeyAlgorithm
    readonly macAlgorithm?: MacAlgorithm | undefined
    readonly components: readonly { readonly custodian: string; readonly hex: string }[]
  },
): Outcome<MadeKey<Use>> {
  const { use, algorithm, components } = request
  if (!algorithmFitsUse(use, algorithm)) return refuse('input-invalid', `no ${use} key of ${algorithm}`)
  if (components.length < 2) return refuse('input-invalid', 'a key is formed from at least two components')
  const custodians = new Set(components.map(({ custodian }) => custodian.trim().toLowerCase()))
  if (custodians.size !== components.length || custodians.has('')) {
    return refuse('not-authorised', 'each component comes from another custodian')
  }
  const length = KEY_LENGTH_BYTES[algorithm]
  if (components.some(({ hex }) => !isHex(hex) || hex.length !== 2 * length || /^0+$/.test(hex))) {
    return refuse('input-invalid', `components of ${length} bytes, none of zeros`)
  }
  const combined = combineComponents(components.map(({ hex }) => fromHex(hex)))
  if (combined.every((byte) => byte === 0)) return refuse('input-invalid', 'components that cancel each other out')
  const bytes = isDesFamily(algorithm) ? adjustParity(combined) : combined
  return accept(state, request, bytes, !isMasterUse(use))
}

export function exportKey<Use extends KeyUse>(
  state: ModuleState,
  request: { readonly key: KeyBlock<Use>; readonly under: KeyBlock<'zone-master'>; readonly exportable?: false },
): Outcome<string> {
  const key = state.keys.loadForExport(request.key)
  if (!key.ok) return key
  const zone = state.keys.load(request.under, 'zone-master')
  if (!zone.ok) return zone
  if (STRENGTH_BITS[zone.value.algorithm] < STRENGTH_BITS[key.value.algorithm]) {
    return refuse('key-use-forbidden', `${zone.value.algorithm} is too weak to wrap ${key.value.algorithm}`)
  }
  const version = isDesFamily(zone.value.algorithm) ? 'B' : 'D'
  const protector = new KeyBlockProtector(version, zone.value.bytes)
  const { header } = key.value
  const attributes = request.exportable === false ? { ...header, exportability: 'N' } : header
  const block = protector.wrap(attributes, key.value.bytes, state.random)
  protector.wipe()
  return ok(block)
}

export function importKey<Use extends KeyUse>(
  state: ModuleState,
  request: { readonly use: Use; readonly keyBlock: string; readonly under: KeyBlock<'zone-master'> },
): Outcome<MadeKey<Use>> {
  const zone = state.keys.load(request.under, 'zone-master')
  if (!zone.ok) return zone
  const expected = isDesFamily(zone.value.algorithm) ? 'B' : 'D'
  if (request.keyBlock.charAt(0) !== expected) return refuse('key-block-invalid', `a key block of version ${expected}`)
  const opened = unwrapKeyBlock(zone.value.bytes, request.keyBlock)
  if (!opened.ok) return refuse('key-block-invalid', `key block: ${opened.error}`)
  const { header, key } = opened.value
  if (!usageFits(request.use, header.keyUsage) || !modeFits(request.use, header.modeOfUse)) {
    return refuse('key-use-forbidden', `a ${header.keyUsage} key in mode ${header.modeOfUse} is no ${request.use} key`)
  }
  const algorithm = algorithmOf(header, key)
  if (!algorithm.ok) return refuse('key-block-invalid', algorithm.error)
  if (STRENGTH_BITS[zone.value.algorithm] < STRENGTH_BITS[algorithm.value]) {
    return refuse('key-use-forbidden', `${zone.value.algorithm} is too weak to wrap ${algorithm.value}`)
  }
  const exportable = header.exportability === 'E' && !isMasterUse(request.use)
  return accept(
    state,
    { use: request.use, algorithm: algorithm.value, macAlgorithm: macAlgorithmOf(header.keyUsage) },
    key,
    exportable,
  )
}

export async function importTerminalMaster(
  state: ModuleState,
  request: { readonly envelope: Uint8Array; readonly checkValue: string },
): Promise<Outcome<MadeKey<'terminal-master'>>> {
  const key = await state.activation.open(request.envelope)
  if (!key || key.length !== 16) return refuse('input-invalid', 'an envelope with a key of 16 bytes')
  if (keyCheckValue('tdes-2', key) !== request.checkValue.toUpperCase()) {
    key.fill(0)
    return refuse('check-value-mismatch', 'terminal master key: the check value is another')
  }
  return accept(state, { use: 'terminal-master', algorithm: 'tdes-2' }, key, false)
}

/** Takes a key from outside under the master key, when it is one that protects anything. */
function accept<Use extends KeyUse>(
  state: ModuleState,
  request: { readonly use: Use; readonly algorithm: KeyAlgorithm; readonly macAlgorithm?: MacAlgorithm | undefined },
  bytes: Uint8Array,
  exportable: boolean,
): Outcome<MadeKey<Use>> {
  const { use, algorithm } = request
  if (!algorithmFitsUse(use, algorithm)) return refuse('input-invalid', `no ${use} key of ${algorithm}`)
  const weakness = isDesFamily(algorithm) ? weaknessOfTdes(bytes) : undefined
  if (weakness) return refuse('input-invalid', weakness)
  const key = state.keys.store({ ...request, exportable }, bytes)
  const checkValue = keyCheckValue(algorithm, bytes)
  bytes.fill(0)
  return ok({ key, checkValue })
}

function weaknessOfTdes(bytes: Uint8Array): string | undefined {
  if (!hasOddParity(bytes)) return 'the key has no odd parity'
  if (isDegenerateTdes(bytes)) return 'equal parts make the key a single DES key'
  return hasWeakPart(bytes) ? 'a part of the key is a weak DES key' : undefined
}

function randomKey(algorithm: KeyAlgorithm, random: Random): Uint8Array {
  for (;;) {
    const bytes = random.bytes(KEY_LENGTH_BYTES[algorithm])
    if (!isDesFamily(algorithm)) return bytes
    const key = adjustParity(bytes)
    if (!weaknessOfTdes(key)) return key
  }
}
