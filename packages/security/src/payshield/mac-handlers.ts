import { toHex } from '@fiftyfive/kernel'
import type { KeyBlock, MacAlgorithm, MacRequest, MacState } from '../security-module.ts'
import { moduleKey } from './codes.ts'
import { HostError } from './errors.ts'
import type { Values } from './fields.ts'
import { latin1Bytes } from './frame.ts'
import { hexBytes, text, value, verified, type Handler } from './handler.ts'

const ALGORITHMS: Readonly<Record<string, MacAlgorithm>> = {
  '1': 'iso9797-1-alg1',
  '3': 'iso9797-1-alg3',
  '6': 'cmac',
}
const PADDINGS: Readonly<Record<string, 1 | 2 | 3>> = { '1': 1, '2': 2, '3': 3 }

/** Mode 0 is a whole message, 1 its first part, 2 a middle one, 3 the last. */
const isOpenEnded = (values: Values): boolean => values['mode'] === '1' || values['mode'] === '2'

function macRequest(values: Values): MacRequest & { readonly key: KeyBlock<'mac'> } {
  const mode = values['mode'] ?? ''
  if (!/^[0-3]$/.test(mode)) throw new HostError('02')
  const algorithm = ALGORITHMS[values['macAlgorithm'] ?? '']
  if (!algorithm) throw new HostError('04')
  // Keys are key blocks only, and those have the key type FFF.
  if (values['keyType'] !== 'FFF') throw new HostError('05')
  const padding = PADDINGS[values['padding'] ?? '']
  // CMAC pads itself; the length before the message, as method 3 has it, is not known in its first part.
  if (algorithm !== 'cmac' && (!padding || (padding === 3 && mode !== '0'))) throw new HostError('09')
  const state = values['state']
  return {
    key: moduleKey(values['key']),
    algorithm,
    data: dataOf(values),
    ...(algorithm !== 'cmac' && { padding }),
    ...(state !== undefined && { state: state as MacState }),
  }
}

/** As it is (0), in hex (1), or as text (2), which is the same as it is here: EBCDIC hosts are not served. */
function dataOf(values: Values): Uint8Array {
  const data = text(values, 'data')
  switch (values['inputFormat']) {
    case '0':
    case '2':
      return latin1Bytes(data)
    case '1':
      return hexBytes(data)
    default:
      throw new HostError('03')
  }
}

/** What does not fill whole blocks cannot go on, and what went on must come to an end with something. */
function checkLength(values: Values, { algorithm, data, key }: ReturnType<typeof macRequest>): void {
  const blockSize = algorithm === 'cmac' && key.charAt(7) === 'A' ? 16 : 8
  const fits = isOpenEnded(values)
    ? data.length > 0 && data.length % blockSize === 0
    : data.length > 0 || values['mode'] === '0'
  if (!fits) throw new HostError('06')
}

export const generateMac: Handler = async (module, values) => {
  const request = macRequest(values)
  checkLength(values, request)
  if (isOpenEnded(values)) return { mac: await value(module.continueMac(request)) }
  const mac = await value(module.generateMac(request))
  return { mac: toHex(mac.subarray(0, values['macSize'] === '1' ? 8 : 4)) }
}

export const verifyMac: Handler = async (module, values) => {
  const request = macRequest(values)
  checkLength(values, request)
  if (isOpenEnded(values)) return { state: await value(module.continueMac(request)) }
  return verified(module.verifyShortMac({ ...request, mac: hexBytes(text(values, 'mac')) }))
}
