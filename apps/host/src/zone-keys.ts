import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyBlock } from '@fiftyfive/security'

export interface ZoneKeys {
  readonly pin: KeyBlock<'pin'>
  readonly mac: KeyBlock<'mac'>
}

/** The zone keys shared with one issuer, as key blocks under the module's master key: text that is safe at rest. */
export function readZoneKeys(dataDirectory: string, link: string): ZoneKeys {
  const file = join(dataDirectory, 'zone-keys.json')
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, ZoneKeys>
  const keys = all[link]
  if (!keys) throw new Error(`${file} has no keys for the link '${link}'. Run 'fiftyfive init' first.`)
  return keys
}
