import type { Pan, PinBlock } from '@fiftyfive/kernel'
import { expectTypeOf, it } from 'vitest'
import { tdesWorkingKey } from '../dukpt/index.ts'
import type { KeyBlock, SecurityModule } from '../security-module.ts'
import type { CommandName } from './commands.ts'
import type { HostSecurityModule, SealedPin } from './extended.ts'

it('has a method for every command, and a command for every method', () => {
  expectTypeOf<CommandName>().toEqualTypeOf<Exclude<keyof HostSecurityModule, 'close'>>()
})

/** Never called: the compiler is the test. */
export function misuse(
  module: SecurityModule,
  keys: { readonly pin: KeyBlock<'pin'>; readonly mac: KeyBlock<'mac'>; readonly zone: KeyBlock<'zone-master'> },
  given: { readonly pinBlock: PinBlock; readonly pan: Pan; readonly sealed: SealedPin },
): unknown[] {
  const formats = { fromFormat: 'iso-0', toFormat: 'iso-0' } as const
  const data = new Uint8Array(8)
  return [
    // @ts-expect-error A PIN key is not a MAC key.
    module.generateMac({ key: keys.pin, algorithm: 'cmac', data }),
    // @ts-expect-error Nor is it one for a MAC in parts.
    module.continueMac({ key: keys.pin, algorithm: 'cmac', data }),
    // @ts-expect-error Text is no state of a MAC.
    module.generateMac({ key: keys.mac, algorithm: 'cmac', data, state: '0'.repeat(16) }),
    // @ts-expect-error A MAC key does not translate PINs.
    module.translatePin({ ...given, ...formats, from: keys.mac, to: keys.pin }),
    // @ts-expect-error A PIN key wraps no key.
    module.exportKey({ key: keys.mac, under: keys.pin }),
    // @ts-expect-error A zone key wraps no terminal's working key.
    module.generateKey({ use: 'pin', algorithm: 'tdes-2', wrapUnder: keys.zone }),
    // @ts-expect-error Text is no key block.
    module.generateMac({ key: 'D0112M3TB00E0000', algorithm: 'cmac', data }),
    // @ts-expect-error A clear PAN is no Pan.
    module.inspectPinBlock({ pinBlock: given.pinBlock, pan: '6225881234567890', candidates: [] }),
    // @ts-expect-error Format 2 goes to chips only.
    module.translatePin({ ...given, from: keys.pin, to: keys.pin, fromFormat: 'iso-0', toFormat: 'iso-2' }),
    // @ts-expect-error No PIN is made of single DES.
    module.generateKey({ use: 'pin', algorithm: 'des' }),
    // @ts-expect-error A DUKPT PIN key is not a MAC key.
    tdesWorkingKey(data, 'pin') satisfies { readonly use: 'mac-request' },
  ]
}
