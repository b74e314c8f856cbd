import { fromHex, ClearPin, Pan, PinBlock, seededRandom } from '@fiftyfive/kernel'
import { combineDesComponents } from '../../keys/index.ts'
import type { HostSecurityModule } from '../../module/index.ts'
import { encipherPinBlock } from '../../pin/index.ts'
import type { KeyBlock, KeyUse } from '../../security-module.ts'
import { openSoftHsm } from '../index.ts'

const HALVES = ['0011223344556677A1B2C3D4E5F60718', '9182736455463728F0E1D2C3B4A59687']
const components = HALVES.map((hex, i) => ({ custodian: String(i), hex }))
const PAN = Pan.of('6225881234567890')

export const FAILURES_MAX = 12

/** An issuer's soft HSM that allows few wrong PINs of a card. */
export const openLimited = (directory: string, partition: 'acquirer' | 'issuer' = 'issuer') =>
  openSoftHsm({
    directory,
    name: 'limited',
    production: false,
    partition,
    failureLimit: { failures: FAILURES_MAX, window_ms: 3_600_000 },
  })

async function keyOf<Use extends KeyUse>(module: HostSecurityModule, use: Use): Promise<KeyBlock<Use>> {
  const formed = await module.formKey({ use, algorithm: 'tdes-2', components })
  if (!formed.ok) throw new Error(formed.error.detail)
  return formed.value.key
}

/** Tries a wrong PIN of the card; each call answers `wrong`, or the reason of a refusal. */
export async function guesser(module: HostSecurityModule): Promise<() => Promise<string>> {
  const [key, verificationKey] = [await keyOf(module, 'pin'), await keyOf(module, 'pin-verification')]
  const pinBlock = encipherPinBlock({
    format: 'iso-0',
    algorithm: 'tdes-2',
    key: combineDesComponents(HALVES.map(fromHex)),
    pin: ClearPin.of('1357'),
    pan: PAN,
    random: seededRandom('guesser'),
  })
  const request = { pinBlock, pan: PAN, key, format: 'iso-0', verificationKey, verificationKeyIndex: 1 } as const
  return async () => {
    const outcome = await module.verifyPin({ ...request, verificationValue: '0000' })
    return outcome.ok ? (outcome.value ? 'right' : 'wrong') : outcome.error.reason
  }
}

/** Sends a PIN block under a DUKPT counter; `replayed` is the answer that must outlive the process. */
export async function dukptSender(module: HostSecurityModule): Promise<(counter: number) => Promise<string>> {
  const [baseKey, to] = [await keyOf(module, 'derivation'), await keyOf(module, 'pin')]
  return async (counter) => {
    const serialNumber = fromHex('FFFF9876543210E00000')
    serialNumber.set([counter >> 8, counter & 255], 8)
    const outcome = await module.translateDukptPin({
      pinBlock: PinBlock.of(new Uint8Array(8)),
      pan: PAN,
      baseKey,
      serialNumber,
      terminal: 'T1',
      fromFormat: 'iso-0',
      to,
      toFormat: 'iso-0',
    })
    return outcome.ok
      ? 'translated'
      : (/replayed|malformed|PIN block/.exec(outcome.error.detail)?.[0] ?? outcome.error.detail)
  }
}
