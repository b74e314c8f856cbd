import { Pan } from '@fiftyfive/kernel'
import type { KeyAlgorithm, KeyBlock, KeyUse, MacAlgorithm, PinBlockFormat } from '../security-module.ts'
import { HostError } from './errors.ts'

/** PIN block format codes that have a format in this package. Docutel, Diebold and the rest are refused. */
const FORMATS: Readonly<Record<string, PinBlockFormat>> = { '01': 'iso-0', '05': 'iso-1', '47': 'iso-3', '48': 'iso-4' }

export function formatOfCode(code: string | undefined): PinBlockFormat {
  const format = FORMATS[code ?? '']
  if (!format) throw new HostError('23')
  return format
}

export const codeOfFormat = (format: PinBlockFormat): string | undefined =>
  Object.keys(FORMATS).find((code) => FORMATS[code] === format)

/** Key usages of A0, the payShield's own numbers among them, and what they are here. */
const USES: Readonly<Record<string, { readonly use: KeyUse; readonly macAlgorithm?: MacAlgorithm }>> = {
  K0: { use: 'zone-master' },
  K1: { use: 'zone-master' },
  '52': { use: 'zone-master' },
  '51': { use: 'terminal-master' },
  P0: { use: 'pin' },
  '71': { use: 'pin' },
  '72': { use: 'pin' },
  M1: { use: 'mac', macAlgorithm: 'iso9797-1-alg1' },
  M3: { use: 'mac', macAlgorithm: 'iso9797-1-alg3' },
  M6: { use: 'mac', macAlgorithm: 'cmac' },
  V1: { use: 'pin-offset' },
  V2: { use: 'pin-verification' },
  C0: { use: 'card-verification' },
  '11': { use: 'card-verification' },
  '12': { use: 'card-verification' },
  '13': { use: 'card-verification' },
  E0: { use: 'cryptogram' },
  E1: { use: 'script-confidentiality' },
  E2: { use: 'script-integrity' },
  B0: { use: 'derivation' },
  D0: { use: 'data' },
}

export function useOfUsage(usage: string | undefined): { readonly use: KeyUse; readonly macAlgorithm?: MacAlgorithm } {
  const use = USES[usage ?? '']
  if (!use) throw new HostError('A6')
  return use
}

const ALGORITHMS: Readonly<Record<string, KeyAlgorithm>> = {
  T2: 'tdes-2',
  T3: 'tdes-3',
  A1: 'aes-128',
  A2: 'aes-192',
  A3: 'aes-256',
}

export function algorithmOfCode(code: string | undefined): KeyAlgorithm {
  const algorithm = ALGORITHMS[code ?? '']
  if (!algorithm) throw new HostError('A7')
  return algorithm
}

export const codeOfAlgorithm = (algorithm: KeyAlgorithm): string | undefined =>
  Object.keys(ALGORITHMS).find((code) => ALGORITHMS[code] === algorithm)

/** A key of this module: scheme `S` and its block. The variant schemes have no usage in them and are not taken. */
export function moduleKey<Use extends KeyUse>(text: string | undefined): KeyBlock<Use> {
  if (!text?.startsWith('S')) throw new HostError('26')
  return text.slice(1) as KeyBlock<Use>
}

/**
 * The account number of a command is the PAN without check digit, cut to its rightmost twelve digits. All that the
 * formats and the PVV use of a PAN is in it, so a PAN with some check digit stands for it.
 */
export function panOfAccount(text: string | undefined): Pan {
  const digits = text?.endsWith(';') ? text.slice(0, -1) : `${text ?? ''}0`
  const pan = Pan.parse(digits)
  if (!pan.ok) throw new HostError('22')
  return pan.value
}

/** The account number for a format: twelve digits, or the whole PAN and a delimiter for ISO 4, which takes all of it in. */
export const accountOfPan = (pan: Pan, format: PinBlockFormat): string =>
  format === 'iso-4' ? `${pan.reveal()};` : pan.reveal().slice(-13, -1)

/** Firmware that the soft HSM gives, so that a client never takes it for the device. */
export const SOFT_FIRMWARE = '0055-F055'
