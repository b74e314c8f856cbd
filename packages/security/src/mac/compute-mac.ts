import { assert } from '@fiftyfive/kernel'
import { cipherOf, desAlgorithmOf, type CipherAlgorithm } from '../keys/algorithm.ts'
import type { MacAlgorithm } from '../security-module.ts'
import { Cmac } from './cmac.ts'
import { macAlgorithm1, RetailMac } from './iso9797.ts'
import { unionpayMacBlock } from './unionpay.ts'

/** A MAC key made ready once for many messages; gives 8 bytes. */
export interface MacComputer {
  compute(data: Uint8Array): Uint8Array<ArrayBuffer>
  wipe(): void
}

/**
 * ISO 9797-1 algorithms pad with zeros (method 1), as X9.9 and X9.19 do; CMAC is cut to its left 8 bytes. Without a
 * key algorithm, DES or TDES is taken by length. Throws when key and algorithm do not fit.
 */
export function macComputer(
  algorithm: MacAlgorithm,
  key: Uint8Array,
  keyAlgorithm: CipherAlgorithm = desAlgorithmOf(key),
): MacComputer {
  if (algorithm === 'iso9797-1-alg3') {
    assert(keyAlgorithm === 'tdes-2', 'retail MAC: a double-length TDES key')
    const retail = new RetailMac(key)
    return { compute: (data) => retail.compute(data, 1), wipe: () => retail.wipe() }
  }
  const cipher = cipherOf(keyAlgorithm, key)
  if (algorithm === 'cmac') {
    const prepared = new Cmac(cipher)
    return {
      compute: (data) => prepared.compute(data).slice(0, 8),
      wipe() {
        prepared.wipe()
        cipher.wipe()
      },
    }
  }
  const whole = {
    'unionpay-ecb': (data: Uint8Array) => unionpayMacBlock(cipher, data),
    'iso9797-1-alg1': (data: Uint8Array) => macAlgorithm1(cipher, data, 1),
  }[algorithm]
  return { compute: (data) => whole(data).slice(0, 8), wipe: () => cipher.wipe() }
}

/** One MAC of 8 bytes; `unionpay-ecb` gives 8 ASCII hex characters. Keep a `macComputer` where a key is used often. */
export function computeMac(
  algorithm: MacAlgorithm,
  key: Uint8Array,
  data: Uint8Array,
  keyAlgorithm?: CipherAlgorithm,
): Uint8Array<ArrayBuffer> {
  const computer = keyAlgorithm ? macComputer(algorithm, key, keyAlgorithm) : macComputer(algorithm, key)
  const mac = computer.compute(data)
  computer.wipe()
  return mac
}
