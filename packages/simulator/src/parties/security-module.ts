import { err, fromHex, seededRandom, toHex, type Result } from '@fiftyfive/kernel'
import {
  type ActivationKey,
  type HostSecurityModule,
  type KeyBlock,
  ModuleCore,
  securityModuleOver,
} from '@fiftyfive/security'
import type { Life } from '../world/life.ts'
import type { World } from '../world/world.ts'

/** A box of its own: it outlives the power cuts of the party it serves. */
export function moduleBox(
  world: World,
  seed: number,
  partition: 'acquirer' | 'issuer',
  activation: ActivationKey,
): ModuleCore {
  return new ModuleCore({
    name: partition,
    masterKey: seededRandom(`${seed}/master key/${partition}`).bytes(32),
    partition,
    authorised: partition === 'issuer',
    random: seededRandom(`${seed}/module/${partition}`),
    clock: world.time,
    activation,
    audit: () => {},
    // The try counter under test is the issuer's; the module's own, coarser limit is not in the way of many virtual hours.
    failureLimit: { failures: 1_000_000, failuresPerKey: 1_000_000, window_ms: 1 },
  })
}

/** The module as one life of its party sees it: sometimes slow, sometimes refusing. */
export function connectModule(world: World, party: string, core: ModuleCore, life: Life): HostSecurityModule {
  let commands = 0
  const call = async (...[command, request]: Parameters<ModuleCore['execute']>): Promise<unknown> => {
    const identity = `${party} ${life.number} ${++commands}`
    if (world.dice.strikes('slow-module', identity)) await life.pause(world.dice.whole(5_000, 'slow/', identity))
    if (world.dice.strikes('module-down', identity)) return err({ reason: 'unavailable', detail: 'simulated' })
    return core.execute(command, request)
  }
  return securityModuleOver(call, async () => {})
}

let generated: Promise<CryptoKeyPair> | undefined

/** RSA-OAEP as the real module has it; made once a process, because its bytes play no part in what happens afterwards. */
export function activationKey(): ActivationKey {
  const parameters = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: fromHex('010001'), hash: 'SHA-256' }
  const pair = () => (generated ??= crypto.subtle.generateKey(parameters, true, ['encrypt', 'decrypt']))
  return {
    publicKey: async () => new Uint8Array(await crypto.subtle.exportKey('spki', (await pair()).publicKey)),
    open: async (envelope) =>
      new Uint8Array(await crypto.subtle.decrypt('RSA-OAEP', (await pair()).privateKey, Uint8Array.from(envelope))),
  }
}

interface ZoneKeys {
  readonly master: KeyBlock<'zone-master'>
  readonly pin: KeyBlock<'pin'>
  readonly mac: KeyBlock<'mac'>
}
export interface SharedZoneKeys {
  readonly ours: ZoneKeys
  readonly theirs: ZoneKeys
}

/** Zone keys as two institutions agree on them: a zone master key from components, working keys under it. */
export async function shareZoneKeys(
  seed: number,
  ours: HostSecurityModule,
  theirs: HostSecurityModule,
): Promise<SharedZoneKeys> {
  const random = seededRandom(`${seed}/zone components`)
  const components = ['A', 'B'].map((custodian) => ({ custodian, hex: toHex(random.bytes(32)) }))
  const zoneMaster = { use: 'zone-master', algorithm: 'aes-256', components } as const
  const under = { ours: value(await ours.formKey(zoneMaster)).key, theirs: value(await theirs.formKey(zoneMaster)).key }
  const share = async <Use extends 'pin' | 'mac'>(use: Use) => {
    const { key } = value(await ours.generateKey({ use, algorithm: 'tdes-2' }))
    const keyBlock = value(await ours.exportKey({ key, under: under.ours }))
    return { ours: key, theirs: value(await theirs.importKey({ use, keyBlock, under: under.theirs })).key }
  }
  const [pin, mac] = [await share('pin'), await share('mac')]
  const { ours: master, theirs: masterThere } = under
  return {
    ours: { master, pin: pin.ours, mac: mac.ours },
    theirs: { master: masterThere, pin: pin.theirs, mac: mac.theirs },
  }
}

export function value<T>(result: Result<T, { readonly reason: string }>): T {
  if (result.ok) return result.value
  throw new Error(`the security module refused: ${result.error.reason}`)
}
