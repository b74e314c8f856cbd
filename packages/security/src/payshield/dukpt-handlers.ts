import { PinBlock, toHex } from '@fiftyfive/kernel'
import type { DukptPin } from '../module/extended.ts'
import { formatOfCode, moduleKey, panOfAccount } from './codes.ts'
import { HostError } from './errors.ts'
import type { Values } from './fields.ts'
import { latin1Bytes } from './frame.ts'
import { hexBytes, text, value, verified, type Handler } from './handler.ts'

export function pinBlock(hex: string | undefined): PinBlock {
  const parsed = PinBlock.parse(hexBytes(hex))
  if (!parsed.ok) throw new HostError('20')
  return parsed.value
}

const serialNumber = (values: Values): Uint8Array => hexBytes(text(values, 'serialNumber').padStart(20, 'F'))

export const dukptPin = (values: Values, terminal: string): DukptPin => ({
  pinBlock: pinBlock(values['sourcePinBlock'] ?? values['pinBlock']),
  pan: panOfAccount(values['account']),
  baseKey: moduleKey(values['sourceKey']),
  serialNumber: serialNumber(values),
  terminal,
  // CI has no field for the source format: it is always the ANSI one.
  fromFormat: formatOfCode(values['pinBlockFormat'] ?? '01'),
})

/** Mode 1 verifies a MAC of sixteen digits, 4 makes one, by method 1 (X9.19): as far as published examples show it. */
export const dukptMac: Handler = async (module, values) => {
  const mode = values['mode'] ?? ''
  if (mode !== '1' && mode !== '4') throw new HostError('02')
  if (values['method'] !== '1') throw new HostError('04')
  const request = {
    baseKey: moduleKey<'derivation'>(values['sourceKey']),
    serialNumber: serialNumber(values),
    data: latin1Bytes(text(values, 'data')),
  }
  if (mode === '4') return { mac: toHex(await value(module.dukptMac(request))) }
  return verified(module.verifyDukptMac({ ...request, mac: hexBytes(text(values, 'mac')) }))
}
