import { ClearPin, expectOk, fromHex, Pan, seededRandom, type PinBlock, type Result } from '@fiftyfive/kernel'
import { combineDesComponents } from '../keys/index.ts'
import { encipherPinBlock } from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat } from '../security-module.ts'
import type { HostSecurityModule } from './extended.ts'
import { createSecurityModule, type AuditEvent, type ModuleSettings } from './module-core.ts'

/** For tests: a real module on a clock that tests move, with its audit events at hand. */
export interface TestModule {
  readonly module: HostSecurityModule
  readonly audit: AuditEvent[]
  readonly clock: { now_ms: number }
}

export function testModule(settings: Partial<ModuleSettings> = {}): TestModule {
  const audit: AuditEvent[] = []
  const clock = { now_ms: 0 }
  const module = createSecurityModule({
    name: 'test',
    masterKey: seededRandom(`master key ${settings.partition ?? 'acquirer'}`).bytes(32),
    partition: 'acquirer',
    random: seededRandom('module'),
    clock: { now: () => clock.now_ms },
    activation: { publicKey: async () => new Uint8Array(0), open: async () => undefined },
    audit: (event) => audit.push(event),
    ...settings,
  })
  return { module, audit, clock }
}

export const value = async <T, E>(outcome: Promise<Result<T, E>>): Promise<T> => expectOk(await outcome, 'test')

/** The reason of a refusal; fails when nothing was refused. */
export async function refusal(outcome: Promise<Result<unknown, { readonly reason: string }>>): Promise<string> {
  const result = await outcome
  return result.ok ? 'not refused' : result.error.reason
}

export const PAN = Pan.of('6225881234567890')
export const OTHER_PAN = Pan.of('6225889876543210')
export const PIN = ClearPin.of('802746')

const ZONE_COMPONENTS = [
  { custodian: 'anna', hex: '13579BDF02468ACE1122334455667788' },
  { custodian: 'bert', hex: '8A6B4C2D1E0F9A7B5C3D2E1F0A9B8C7D' },
]

export const zoneKey = (module: HostSecurityModule): Promise<KeyBlock<'zone-master'>> =>
  value(module.formKey({ use: 'zone-master', algorithm: 'tdes-2', components: ZONE_COMPONENTS })).then(({ key }) => key)

/**
 * A PIN key that several modules and the PIN pad of a test know: formed from components, since no module gives a key
 * out in the clear.
 */
export async function sharedPinKey(
  ...modules: readonly HostSecurityModule[]
): Promise<{ readonly clear: Uint8Array; readonly blocks: readonly KeyBlock<'pin'>[] }> {
  const components = ['0011223344556677A1B2C3D4E5F60718', '9182736455463728F0E1D2C3B4A59687']
  const custodians = ['anna', 'bert']
  const clear = combineDesComponents(components.map((hex) => fromHex(hex)))
  const blocks: KeyBlock<'pin'>[] = []
  for (const module of modules) {
    const formed = module.formKey({
      use: 'pin',
      algorithm: 'tdes-2',
      components: components.map((hex, i) => ({ custodian: custodians[i] as string, hex })),
    })
    blocks.push((await value(formed)).key)
  }
  return { clear, blocks }
}

export const enciphered = (
  key: Uint8Array,
  pin: ClearPin = PIN,
  pan: Pan = PAN,
  format: PinBlockFormat = 'iso-0',
): PinBlock => encipherPinBlock({ format, algorithm: 'tdes-2', key, pin, pan, random: seededRandom('pin pad') })
