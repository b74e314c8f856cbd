import { type ClearPin, ok, type Pan, type Result } from '@fiftyfive/kernel'
import type { ModuleRefusal } from '@fiftyfive/security'
import type { IssuerPorts } from './ports.ts'

/** How this issuer recognises PINs (IBM 3624): validation data are 12 digits of the card number, padded with zeros. */
export const offsetKeyOf = (ports: IssuerPorts, pan: Pan) =>
  ({
    method: 'ibm-offset',
    key: ports.pinOffsetKey,
    table: ports.decimalisationTable,
    validationData: pan.reveal().slice(-13, -1).padEnd(16, '0'),
    wholePin: true,
  }) as const

/** The offset of a chosen PIN. The module gives it only to an issuer in the authorised state, never in production. */
export async function offsetOf(ports: IssuerPorts, pan: Pan, pin: ClearPin): Promise<Result<string, ModuleRefusal>> {
  const { securityModule, zoneKeys, pinBlockFormat: format } = ports
  const enciphered = await securityModule.encryptClearPin({ pin, pan, to: zoneKeys.pin, toFormat: format })
  if (!enciphered.ok) return enciphered
  const sealed = await securityModule.sealPin({ ...enciphered.value, pan, key: zoneKeys.pin, format })
  if (!sealed.ok) return sealed
  const digits = pin.reveal().length
  const offset = await securityModule.pinReference({
    pin: sealed.value,
    pan,
    reference: offsetKeyOf(ports, pan),
    digits,
  })
  return offset.ok ? ok(offset.value) : offset
}
