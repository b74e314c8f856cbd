import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certifyDemoBank, type IssuerKeys } from '@fiftyfive/issuer'
import { expectOk } from '@fiftyfive/kernel'
import type { HostSecurityModule, SecurityModule } from '@fiftyfive/security'
import { DEMO_SHOPS } from '../town/shops.ts'
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

const issuerKeyFile = (data: string): string => join(issuerDirectory(data), 'issuer-keys.json')
const writeIssuerKeys = (data: string, keys: IssuerKeys): void =>
  writeFileSync(issuerKeyFile(data), JSON.stringify(keys, null, 2), { flush: true })

/** What the demonstration's shops pay; the market has agreed on something else since. */
const DEMO_AGREEMENTS = [
  { merchant: '*', version: 1, validFrom: '2026-01-01', rate_bp: 60, perSale_minor: 0, paysOut: 'T+1' },
  { merchant: DEMO_SHOPS[1], version: 1, validFrom: '2026-01-01', rate_bp: 60, perSale_minor: 0, paysOut: 'T+1' },
  { merchant: DEMO_SHOPS[1], version: 2, validFrom: '2026-10-01', rate_bp: 50, perSale_minor: 10, paysOut: 'T+0' },
]

/** For a folder that was prepared before chips had keys and certificates. */
async function addChips(data: string, issuer: HostSecurityModule): Promise<boolean> {
  const keys = JSON.parse(readFileSync(issuerKeyFile(data), 'utf8')) as IssuerKeys
  if (!keys.chip) writeIssuerKeys(data, { ...keys, chip: await makeChipKeys(issuer) })
  return certify(data) || !keys.chip
}

/**
 * The demonstration's certification authority: terminals get its public key by download, the bank certificates for its
 * chips. A host of a scheme's member has the scheme's keys in the same file.
 */
function certify(data: string): boolean {
  const file = join(hostDirectory(data), 'ca-keys.json')
  if (existsSync(file)) return false
  const made = certifyDemoBank()
  writeFileSync(join(issuerDirectory(data), 'certification.json'), JSON.stringify(made), { flush: true, mode: 0o600 })
  writeFileSync(file, JSON.stringify([made.authority], null, 2), { flush: true })
  return true
}

/** Of which the keys of all the bank's chips are made (EMV Book 2, A1.4): one key for one use. */
async function makeChipKeys(issuer: HostSecurityModule): Promise<NonNullable<IssuerKeys['chip']>> {
  const make = async <Use extends 'cryptogram' | 'script-integrity' | 'script-confidentiality'>(use: Use) =>
    expectOk(await issuer.generateKey({ use, algorithm: 'tdes-2' }), `${use} key`).key
  return {
    cryptogram: await make('cryptogram'),
    integrity: await make('script-integrity'),
    confidentiality: await make('script-confidentiality'),
  }
}

/**
 * The first exchange of keys between acquirer and bank, in the order people do it: two custodians bring a component
 * each to both modules, which form the same zone master key; under it travel the working keys. Everything is written
 * as key blocks under the master key of the module that will use it. Does nothing when it was done before.
 */
export async function prepare(data: string, host: SecurityModule, issuer: HostSecurityModule): Promise<boolean> {
  const zoneKeyFile = join(hostDirectory(data), 'zone-keys.json')
  if (existsSync(zoneKeyFile)) return addChips(data, issuer)
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
  const zone = { zoneMaster: theirs, pin: pin.theirs, mac: mac.theirs }
  writeIssuerKeys(data, { ...zone, pinOffset, decimalisationTable, chip: await makeChipKeys(issuer) })
  certify(data)
  writeFileSync(join(hostDirectory(data), 'fee-agreements.json'), JSON.stringify(DEMO_AGREEMENTS, null, 2), {
    flush: true,
  })
  writeFileSync(zoneKeyFile, JSON.stringify({ [LINK_NAME]: { master: ours, pin: pin.ours, mac: mac.ours } }, null, 2), {
    flush: true,
  })
  return true
}
