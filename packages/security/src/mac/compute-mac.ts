import { assert } from '@fiftyfive/kernel'
import { cipherOf, desAlgorithmOf, type CipherAlgorithm } from '../keys/algorithm.ts'
import type { MacAlgorithm } from '../security-module.ts'
import { Cmac } from './cmac.ts'
import { chain, macAlgorithm1, RetailMac, type MacPadding } from './iso9797.ts'
import { unionpayMac } from './unionpay.ts'

/** How a message is padded, and where an earlier part of it ended. */
export interface MacOptions {
  /** ISO 9797-1 algorithms: 1 by default, as X9.9 and X9.19 have it. CMAC and the UnionPay MAC pad in their own way. */
  readonly padding?: MacPadding | undefined
  readonly from?: Uint8Array | undefined
}

/** A MAC key made ready once for many messages; gives 8 bytes. */
export interface MacComputer {
  readonly blockSize: 8 | 16
  compute(data: Uint8Array, options?: MacOptions): Uint8Array<ArrayBuffer>
  /** Where whole blocks of a message that goes on lead to; undefined for the UnionPay MAC, which folds the whole. */
  readonly chain?: (data: Uint8Array, from?: Uint8Array) => Uint8Array<ArrayBuffer>
  wipe(): void
}

/** Without a key algorithm, DES or TDES is taken by length. Throws when key and algorithm do not fit. */
export function macComputer(
  algorithm: MacAlgorithm,
  key: Uint8Array,
  keyAlgorithm: CipherAlgorithm = desAlgorithmOf(key),
): MacComputer {
  if (algorithm === 'iso9797-1-alg3') {
    assert(keyAlgorithm === 'tdes-2', 'retail MAC: a double-length TDES key')
    const retail = new RetailMac(key)
    return {
      blockSize: 8,
      compute: (data, { padding = 1, from } = {}) => retail.compute(data, padding, from),
      chain: (data, from) => retail.chain(data, from),
      wipe: () => retail.wipe(),
    }
  }
  const cipher = cipherOf(keyAlgorithm, key)
  const { blockSize } = cipher
  const wipe = (): void => cipher.wipe()
  if (algorithm === 'unionpay-ecb') {
    return { blockSize, compute: (data) => unionpayMac(cipher, data), wipe }
  }
  if (algorithm === 'iso9797-1-alg1') {
    return {
      blockSize,
      compute: (data, { padding = 1, from } = {}) => macAlgorithm1(cipher, data, padding, from).slice(0, 8),
      chain: (data, from) => chain(cipher, data, from),
      wipe,
    }
  }
  const prepared = new Cmac(cipher)
  return {
    blockSize,
    compute: (data, { from } = {}) => prepared.compute(data, from).slice(0, 8),
    chain: (data, from) => prepared.chain(data, from),
    wipe() {
      prepared.wipe()
      cipher.wipe()
    },
  }
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
