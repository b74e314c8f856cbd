import { err, ok, type Result } from '@fiftyfive/kernel'
import type { CipherAlgorithm } from '../keys/algorithm.ts'
import type { KeyBlockHeader } from '../key-blocks/index.ts'
import type { KeyAlgorithm, KeyUse, MacAlgorithm } from '../security-module.ts'

/**
 * Key usages of ANSI X9.143. A zone master key only protects key blocks (K1), a terminal master key only wraps working
 * keys in the UnionPay form (K0), so neither can stand in for the other. MAC keys depend on their algorithm.
 */
const USAGE: Readonly<Record<Exclude<KeyUse, 'mac'>, string>> = {
  'zone-master': 'K1',
  'terminal-master': 'K0',
  pin: 'P0',
  'pin-verification': 'V2',
  'pin-offset': 'V1',
  'card-verification': 'C0',
  cryptogram: 'E0',
  'script-confidentiality': 'E1',
  'script-integrity': 'E2',
  derivation: 'B0',
  data: 'D0',
}

/** The UnionPay MAC has no usage of its own and shares M3 with the retail MAC of the same terminals. */
export const MAC_USAGE: Readonly<Record<MacAlgorithm, string>> = {
  'unionpay-ecb': 'M3',
  'iso9797-1-alg1': 'M1',
  'iso9797-1-alg3': 'M3',
  cmac: 'M6',
}

/** An algorithm of that usage, to keep the usage of a key block that is taken in. */
export const macAlgorithmOf = (usage: string): MacAlgorithm | undefined =>
  (Object.keys(MAC_USAGE) as MacAlgorithm[]).find((algorithm) => MAC_USAGE[algorithm] === usage)

const MODE: Readonly<Record<KeyUse, string>> = {
  'zone-master': 'B',
  'terminal-master': 'B',
  pin: 'B',
  mac: 'C',
  'pin-verification': 'C',
  'pin-offset': 'C',
  'card-verification': 'C',
  cryptogram: 'X',
  'script-confidentiality': 'X',
  'script-integrity': 'X',
  derivation: 'X',
  data: 'B',
}

export const usageOf = (use: KeyUse, algorithm: KeyAlgorithm, mac?: MacAlgorithm): string =>
  use === 'mac' ? MAC_USAGE[mac ?? (algorithm.startsWith('aes') ? 'cmac' : 'unionpay-ecb')] : USAGE[use]

export const usageFits = (use: KeyUse, usage: string): boolean =>
  use === 'mac' ? Object.values(MAC_USAGE).includes(usage) : USAGE[use] === usage

/** The use a usage stands for. */
export const useOf = (usage: string): KeyUse | undefined =>
  (Object.keys(MODE) as KeyUse[]).find((use) => usageFits(use, usage))

export const modeOf = (use: KeyUse): string => MODE[use]

export const modeFits = (use: KeyUse, mode: string): boolean => MODE[use] === mode || mode === 'N'

/** `4` for SM4: digits are left for own use by X9.143, which knows no SM4. */
export function algorithmCharacter(algorithm: KeyAlgorithm): 'T' | 'A' | '4' {
  if (algorithm === 'sm4') return '4'
  return algorithm.startsWith('tdes') ? 'T' : 'A'
}

export function algorithmOf(header: KeyBlockHeader, key: Uint8Array): Result<KeyAlgorithm, string> {
  const algorithm = ALGORITHMS[`${header.algorithm}${key.length}`]
  return algorithm ? ok(algorithm) : err(`algorithm ${header.algorithm} with ${key.length} bytes`)
}

const ALGORITHMS: Readonly<Record<string, KeyAlgorithm>> = {
  T16: 'tdes-2',
  T24: 'tdes-3',
  A16: 'aes-128',
  A24: 'aes-192',
  A32: 'aes-256',
  '416': 'sm4',
}

/** Attributes of a key the module makes. A master key, and a working key sent to one terminal, never leaves again. */
export function newHeader(request: {
  readonly use: KeyUse
  readonly algorithm: KeyAlgorithm
  readonly macAlgorithm?: MacAlgorithm | undefined
  readonly exportable: boolean
}): Omit<KeyBlockHeader, 'version'> {
  return {
    keyUsage: usageOf(request.use, request.algorithm, request.macAlgorithm),
    algorithm: algorithmCharacter(request.algorithm),
    modeOfUse: MODE[request.use],
    keyVersion: '00',
    exportability: request.exportable ? 'E' : 'N',
    optionalBlocks: {},
  }
}

export const isMasterUse = (use: KeyUse): boolean => use === 'zone-master' || use === 'terminal-master'

const DOUBLE_LENGTH_ONLY: readonly KeyUse[] = [
  'pin-verification',
  'pin-offset',
  'card-verification',
  'cryptogram',
  'script-integrity',
  'script-confidentiality',
]

/** Which algorithms make sense for which use: verification values and EMV cryptograms are defined on double-length TDES. */
export function algorithmFitsUse(use: KeyUse, algorithm: CipherAlgorithm): boolean {
  // Checked here too, since requests from outside are only as typed as their sender.
  if (!Object.values(ALGORITHMS).includes(algorithm as KeyAlgorithm) || !(use in MODE)) return false
  // Key blocks are bound by TDES or AES.
  if (use === 'zone-master') return algorithm !== 'sm4'
  if (use === 'derivation') return algorithm === 'tdes-2' || algorithm.startsWith('aes')
  return !DOUBLE_LENGTH_ONLY.includes(use) || algorithm === 'tdes-2'
}
