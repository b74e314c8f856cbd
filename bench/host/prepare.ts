import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AcquirerStore, JournalEntry, Terminal } from '@fiftyfive/acquiring'
import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import {
  adjustParity,
  keyCheckValue,
  sealTerminalMaster,
  type SecurityModule,
  tdesEcbDecrypt,
  unwrapKeyBlock,
} from '@fiftyfive/security'
import { hostDirectory } from '../../apps/cli/src/environment.ts'

export const MERCHANT = '898310154110001'
const TERMINALS_AT_ONCE = 64

/** What a terminal of the load generator holds. Test keys, in the clear. */
export interface LoadTerminal {
  readonly id: string
  readonly pinKey: string
  readonly macKey: string
}

/** The keys that host and issuer share; gives the issuer's copy of the MAC key in the clear. */
export async function shareZoneKeys(data: string, module: SecurityModule): Promise<string> {
  const parts = ['11', '22'].map((byte) => byte.repeat(32))
  const components = parts.map((hex, index) => ({ custodian: `custodian ${index}`, hex }))
  const ours = expectOk(
    await module.formKey({ use: 'zone-master', algorithm: 'aes-256', components }),
    'zone master',
  ).key
  const pin = expectOk(await module.generateKey({ use: 'pin', algorithm: 'tdes-2' }), 'zone PIN key').key
  const mac = expectOk(await module.generateKey({ use: 'mac', algorithm: 'tdes-2' }), 'zone MAC key').key
  const exported = expectOk(await module.exportKey({ key: mac, under: ours }), 'export')
  mkdirSync(hostDirectory(data), { recursive: true })
  writeFileSync(join(hostDirectory(data), 'zone-keys.json'), JSON.stringify({ bank: { pin, mac } }))
  const zoneMaster = fromHex('33'.repeat(32))
  return toHex(expectOk(unwrapKeyBlock(zoneMaster, exported), 'unwrap').key)
}

/** Terminals that are active and signed on, each with working keys of its own. */
export async function makeTerminals(
  store: AcquirerStore,
  module: SecurityModule,
  count: number,
): Promise<LoadTerminal[]> {
  const master = adjustParity(Uint8Array.from({ length: 16 }, (_, index) => index * 13 + 7))
  const spki = expectOk(await module.activationPublicKey(), 'activation key')
  const envelope = await sealTerminalMaster(spki, master)
  const checkValue = keyCheckValue('tdes-2', master)
  const masterKey = expectOk(await module.importTerminalMaster({ envelope, checkValue }), 'terminal master').key
  const name = { en: 'Load', 'zh-CN': '负载' }
  await store.commit(Date.now(), [{ type: 'merchant-registered', merchant: { id: MERCHANT, name, status: 'active' } }])

  const make = async (index: number): Promise<LoadTerminal> => {
    const id = `L${String(index).padStart(7, '0')}`
    const request = { algorithm: 'tdes-2', wrapUnder: masterKey } as const
    const pin = expectOk(await module.generateKey({ use: 'pin', ...request }), 'PIN key')
    const mac = expectOk(await module.generateKey({ use: 'mac', ...request }), 'MAC key')
    const delivery = {
      pinKey: toHex(pin.cryptogram as Uint8Array),
      pinCheckValue: pin.signOnCheckValue as string,
      macKey: toHex(mac.cryptogram as Uint8Array),
      macCheckValue: mac.signOnCheckValue as string,
    }
    const terminal: Terminal = {
      id,
      merchantId: MERCHANT,
      merchantName: name,
      status: 'active',
      model: 'LOAD',
      softwareVersion: '1',
      masterKey,
      batch: '000001',
      current: {
        pin: pin.key,
        mac: mac.key,
        pinCheckValue: pin.checkValue,
        macCheckValue: mac.checkValue,
        delivery,
        deliveredAt: Date.now(),
      },
    }
    const entry: JournalEntry = { type: 'terminal-keys', reason: 'confirmed', terminal }
    await store.commit(Date.now(), [entry])
    const clear = (cryptogram: string) => toHex(tdesEcbDecrypt(master, fromHex(cryptogram)))
    return { id, pinKey: clear(delivery.pinKey), macKey: clear(delivery.macKey) }
  }
  const made: LoadTerminal[] = []
  for (let first = 0; first < count; first += TERMINALS_AT_ONCE) {
    const length = Math.min(TERMINALS_AT_ONCE, count - first)
    made.push(...(await Promise.all(Array.from({ length }, (_, index) => make(first + index)))))
  }
  return made
}
