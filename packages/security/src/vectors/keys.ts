import { fromHex, toHex } from '@fiftyfive/kernel'
import { ecbDecrypt } from '../ciphers/index.ts'
import { unwrapKeyBlock, wrapKeyBlock } from '../key-blocks/index.ts'
import {
  adjustParity,
  combineComponents,
  combineDesComponents,
  fullCheckValue,
  legacyCheckValue,
} from '../keys/index.ts'
import { desAlgorithmOf, type CipherAlgorithm } from '../keys/algorithm.ts'
import { roundTrip, type Computed, type Input, type VectorEntry } from './entry.ts'
import { cipherNamed } from './primitives.ts'

export function keyBlock(_: VectorEntry, input: Input): Computed {
  const protectionKey = input.bytes('kbpk')
  const opened = unwrapKeyBlock(protectionKey, input.text('keyBlock'))
  // One word for every failure: telling them apart would help to forge.
  if (!opened.ok) return { error: 'KEY_BLOCK_AUTH_FAILED' }
  const { header, key } = opened.value
  const again = wrapKeyBlock(protectionKey, header, key, { bytes: (length) => new Uint8Array(length).fill(0x5a) })
  const reopened = unwrapKeyBlock(protectionKey, again)
  roundTrip(reopened.ok && toHex(reopened.value.key) === toHex(key), 'wrapping')
  const { version: versionId, ...attributes } = header
  return { ...attributes, versionId, key: toHex(key) }
}

const zerosEnciphered = (algorithm: CipherAlgorithm, key: Uint8Array): string => toHex(fullCheckValue(algorithm, key))

const aesNamed = (key: Uint8Array): CipherAlgorithm =>
  (['aes-128', 'aes-192', 'aes-256'] as const)[key.length / 8 - 2] ?? 'aes-128'

export function checkValue({ algorithm }: VectorEntry, input: Input): Computed {
  const key = input.bytes('key')
  if (algorithm.includes('AES')) {
    const name = aesNamed(key)
    return { kcvCmac: zerosEnciphered(name, key), kcvLegacyEncryptZero: legacyCheckValue(name, key) }
  }
  const whole = zerosEnciphered(algorithm.includes('SM4') ? 'sm4' : desAlgorithmOf(key), key)
  return { kcv6: whole.slice(0, 6), kcv8: whole.slice(0, 8), kcv16: whole.slice(0, 16) }
}

/** Check value of 16 hex digits or more, by the algorithm an entry speaks of. */
function wholeCheckValue(algorithm: string, key: Uint8Array): string {
  if (algorithm.includes('SM4')) return zerosEnciphered('sm4', key)
  if (algorithm.includes('AES')) return zerosEnciphered(aesNamed(key), key)
  return zerosEnciphered(desAlgorithmOf(key), key)
}

export function keyOperation({ op, algorithm }: VectorEntry, input: Input): Computed {
  if (op === 'adjust') return { key: toHex(adjustParity(input.bytes('key'))) }
  if (op === 'combine') return combined(algorithm, input)
  return signIn(algorithm, input)
}

function combined(algorithm: string, input: Input): Computed {
  const components = input.texts('components').map((component) => fromHex(component))
  const key = /AES|SM4/.test(algorithm) ? combineComponents(components) : combineDesComponents(components)
  if (input.has('componentKcv6')) {
    const values = components.map((component) => wholeCheckValue(algorithm, component).slice(0, 6))
    roundTrip(values.join() === input.texts('componentKcv6').join(), 'the check value of a component')
  }
  return { key: toHex(key), kcv6: wholeCheckValue(algorithm, key).slice(0, 6) }
}

/** Working keys as a UnionPay sign-on response carries them, with check values of 4 bytes. */
function signIn(algorithm: string, input: Input): Computed {
  const master = cipherNamed(algorithm, input.bytes('tmk'))
  const keys = { pik: ecbDecrypt(master, input.bytes('encPik')), mak: ecbDecrypt(master, input.bytes('encMak')) }
  for (const name of ['pik', 'mak'] as const) {
    const value = wholeCheckValue(algorithm, keys[name])
    if (input.has(`${name}Check`)) roundTrip(value.startsWith(input.text(`${name}Check`)), `the check value of ${name}`)
  }
  return { pik: toHex(keys.pik), mak: toHex(keys.mak) }
}
