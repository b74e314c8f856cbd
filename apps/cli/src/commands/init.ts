import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectOk } from '@fiftyfive/kernel'
import type { HostSecurityModule, SecurityModule } from '@fiftyfive/security'
import type { Command } from 'commander'
import { dataOption, hostDirectory, issuerDirectory, openHostModule, openIssuerModule } from '../environment.ts'

export const LINK_NAME = 'demo-bank'

export function addInit(program: Command): void {
  program
    .command('init')
    .description('Prepare a data folder: master keys of both security modules, zone keys between host and issuer.')
    .addOption(dataOption())
    .action(async ({ data }: { data: string }) => {
      const host = await openHostModule(data)
      const issuer = await openIssuerModule(data)
      const made = await prepare(data, host, issuer)
      await Promise.all([host.close(), issuer.close()])
      console.log(made ? `Prepared '${data}'.` : `'${data}' was prepared before; nothing changed.`)
    })
}

/**
 * The first exchange of keys between acquirer and bank, in the order people do it: two custodians bring a component
 * each to both modules, which form the same zone master key; under it travel the working keys. Everything is written
 * as key blocks under the master key of the module that will use it. Does nothing when it was done before.
 */
export async function prepare(data: string, host: SecurityModule, issuer: HostSecurityModule): Promise<boolean> {
  const zoneKeyFile = join(hostDirectory(data), 'zone-keys.json')
  if (existsSync(zoneKeyFile)) return false
  const components = ['custodian A', 'custodian B'].map((custodian) => ({
    custodian,
    hex: randomBytes(32).toString('hex').toUpperCase(),
  }))
  const zoneMaster = { use: 'zone-master', algorithm: 'aes-256', components } as const
  const ours = expectOk(await host.formKey(zoneMaster), 'zone master key at the host').key
  const theirs = expectOk(await issuer.formKey(zoneMaster), 'zone master key at the issuer').key

  const shared = async <Use extends 'pin' | 'mac'>(use: Use) => {
    const made = expectOk(await host.generateKey({ use, algorithm: 'tdes-2' }), `zone ${use} key`)
    const keyBlock = expectOk(await host.exportKey({ key: made.key, under: ours }), `export of the zone ${use} key`)
    const taken = expectOk(await issuer.importKey({ use, keyBlock, under: theirs }), `import of the zone ${use} key`)
    if (taken.checkValue !== made.checkValue) throw new Error(`zone ${use} key: the two modules hold different keys`)
    return { ours: made.key, theirs: taken.key }
  }
  const pin = await shared('pin')
  const mac = await shared('mac')
  const pinOffset = expectOk(await issuer.generateKey({ use: 'pin-offset', algorithm: 'tdes-2' }), 'PIN offset key').key
  const decimalisationTable = expectOk(await issuer.sealTable({ table: '0123456789012345' }), 'decimalisation table')

  mkdirSync(issuerDirectory(data), { recursive: true })
  const issuerKeys = { zoneMaster: theirs, pin: pin.theirs, mac: mac.theirs, pinOffset, decimalisationTable }
  writeFileSync(join(issuerDirectory(data), 'issuer-keys.json'), JSON.stringify(issuerKeys, null, 2), { flush: true })
  writeFileSync(zoneKeyFile, JSON.stringify({ [LINK_NAME]: { master: ours, pin: pin.ours, mac: mac.ours } }, null, 2), {
    flush: true,
  })
  return true
}
