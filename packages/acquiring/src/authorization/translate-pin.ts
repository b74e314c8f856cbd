import { err, ok, type PinBlock, type Result } from '@fiftyfive/kernel'
import type { ModuleRefusal } from '@fiftyfive/security'
import { noteZoneKeyUse } from '../key-exchange/renew-zone-keys.ts'
import type { ZoneKeys } from '../key-exchange/zone-key-ring.ts'
import type { PinBlockFinding } from '../observation.ts'
import type { AcquirerPorts } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Routed, Translated } from './known.ts'

/**
 * Moves the PIN from the terminal's key to the issuer's. A block that is not well formed proves a fault of ours (key,
 * format or PAN): it ends here with 99, sign on again, and never reaches the issuer, where it would cost a PIN try.
 */
export async function translatePin(ports: AcquirerPorts, known: Routed): Promise<Result<Translated, Refusal>> {
  const { request, terminal, link, observation } = known
  if (!request.pinBlock) return ok(known)
  if (!terminal.current) return err(refuse('FF_NOT_SIGNED_ON', 'a PIN before the first sign-on'))
  const { zoneKeys } = link
  const translated = await ports.securityModule.translatePin({
    pinBlock: request.pinBlock,
    pan: request.pan,
    from: terminal.current.pin,
    fromFormat: 'iso-0',
    to: zoneKeys.pin,
    toFormat: link.pinBlockFormat,
  })
  if (translated.ok) {
    observation.pinBlock = { shape: 'well-formed' }
    observation.timeline.push({ at: ports.clock.now(), step: 'translatePin', detail: '' })
    noteZoneKeyUse(ports, link.name, 'used')
    const withPin = { ...known, zonePinBlock: translated.value.pinBlock, zoneKeys }
    return request.newPinBlock ? translateNewPin(ports, withPin, zoneKeys, request.newPinBlock) : ok(withPin)
  }
  if (translated.error.reason !== 'pin-block-malformed') {
    return err(refuse('FF_HSM_UNAVAILABLE', translated.error.reason))
  }
  observation.pinBlock = await inspect(ports, known, request.pinBlock, translated.error)
  return err(refuse('FF_PIN_BLOCK_MALFORMED', observation.pinBlock.shape))
}

/** The new PIN of a PIN change goes the same way. */
async function translateNewPin(
  ports: AcquirerPorts,
  known: Translated,
  zoneKeys: ZoneKeys,
  pinBlock: PinBlock,
): Promise<Result<Translated, Refusal>> {
  const { terminal, link, request } = known
  const keys = terminal.current && { from: terminal.current.pin, to: zoneKeys.pin }
  if (!keys) return err(refuse('FF_NOT_SIGNED_ON', 'a PIN before the first sign-on'))
  const formats = { fromFormat: 'iso-0', toFormat: link.pinBlockFormat } as const
  const translated = await ports.securityModule.translatePin({ pinBlock, pan: request.pan, ...keys, ...formats })
  if (translated.ok) return ok({ ...known, newZonePinBlock: translated.value.pinBlock })
  const isMalformed = translated.error.reason === 'pin-block-malformed'
  return err(refuse(isMalformed ? 'FF_PIN_BLOCK_MALFORMED' : 'FF_HSM_UNAVAILABLE', translated.error.reason))
}

/** Looks at the block under the terminal's previous key and in other formats: which fault of ours is it? */
async function inspect(
  ports: AcquirerPorts,
  known: Routed,
  pinBlock: PinBlock,
  refusal: ModuleRefusal,
): Promise<PinBlockFinding> {
  const finding: PinBlockFinding = { shape: refusal.shape ?? 'bad-control' }
  const { current, previous } = known.terminal
  if (!current) return finding
  const otherFormats = (['iso-1', 'iso-3'] as const).map((format) => ({ key: current.pin, format }))
  const inspected = await ports.securityModule.inspectPinBlock({
    pinBlock,
    pan: known.request.pan,
    candidates: [...otherFormats, ...(previous ? [{ key: previous.pin, format: 'iso-0' as const }] : [])],
  })
  if (!inspected.ok) return finding
  const found = otherFormats.find((_, index) => inspected.value[index] === 'well-formed')
  return {
    ...finding,
    ...(previous ? { underPreviousKey: inspected.value[otherFormats.length] === 'well-formed' } : {}),
    ...(found ? { underOtherFormat: found.format } : {}),
  }
}
