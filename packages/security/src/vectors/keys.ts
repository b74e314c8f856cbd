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
import { need, roundTrip, type Computed, type Input, type VectorEntry } from './entry.ts'
import { cipherNamed, isAes, isSm4 } from './primitives.ts'

/** Wrapping draws random bytes, so a block that an entry expects is right when it opens to the key that went in. */
export function keyBlock(entry: VectorEntry, input: Input): Computed {
  if (input.has('keyBlock')) return opened(input.bytes('kbpk'), input.text('keyBlock'))
  const expected = entry.out['keyBlock']
  need(
    typeof expected === 'string' && input.has('key'),
    'input keyBlock, or key and an expected one: texts are expected',
  )
  const inside = opened(input.bytes('kbpk'), expected)
  const right = Object.entries(inside).every(([name, value]) => !input.has(name) || input.is(name, value))
  return { ...inside, keyBlock: right ? expected : 'another key or header' }
}

function opened(protectionKey: Uint8Array, block: string): Computed {
  const unwrapped = unwrapKeyBlock(protectionKey, block)
  // One word for every failure: telling them apart would help to forge.
  if (!unwrapped.ok) return { error: 'KEY_BLOCK_AUTH_FAILED' }
  const { header, key } = unwrapped.value
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
  const whole = wholeCheckValue(algorithm, key)
  return {
    kcv: whole,
    kcv4: whole.slice(0, 4),
    kcv6: whole.slice(0, 6),
    kcv8: whole.slice(0, 8),
    kcv16: whole.slice(0, 16),
    ...(isAes(algorithm) && { kcvCmac: whole, kcvLegacyEncryptZero: legacyCheckValue(aesNamed(key), key) }),
  }
}

/** Check value of 16 hex digits or more, by the algorithm an entry speaks of. */
function wholeCheckValue(algorithm: string, key: Uint8Array): string {
  if (isSm4(algorithm)) return zerosEnciphered('sm4', key)
  if (isAes(algorithm)) return zerosEnciphered(aesNamed(key), key)
  return zerosEnciphered(desAlgorithmOf(key), key)
}

export function keyOperation({ op, algorithm }: VectorEntry, input: Input): Computed {
  if (input.has('components')) return combined(algorithm, input)
  if (input.has('tmk')) return signIn(algorithm, input)
  need(/adjust|parity/i.test(op), `operation ${op} is not known`)
  return { key: toHex(adjustParity(input.bytes('key'))) }
}

function combined(algorithm: string, input: Input): Computed {
  const components = input.texts('components').map((component) => fromHex(component))
  const key = isAes(algorithm) || isSm4(algorithm) ? combineComponents(components) : combineDesComponents(components)
  if (input.has('componentKcv6')) {
    const values = components.map((component) => wholeCheckValue(algorithm, component).slice(0, 6))
    roundTrip(input.is('componentKcv6', values), 'the check value of a component')
  }
  return { key: toHex(key), kcv6: wholeCheckValue(algorithm, key).slice(0, 6) }
}

/** Working keys as a UnionPay sign-on response carries them, with check values of 4 bytes. */
function signIn(algorithm: string, input: Input): Computed {
  const master = cipherNamed(algorithm, input.bytes('tmk'))
  const keys = { pik: ecbDecrypt(master, input.bytes('encPik')), mak: ecbDecrypt(master, input.bytes('encMak')) }
  for (const name of ['pik', 'mak'] as const) {
    const value = wholeCheckValue(algorithm, keys[name])
    if (input.has(`${name}Check`))
      roundTrip(value.startsWith(toHex(input.bytes(`${name}Check`))), `the check value of ${name}`)
  }
  return { pik: toHex(keys.pik), mak: toHex(keys.mak) }
}
