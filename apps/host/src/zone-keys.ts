import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ZoneKeyRing, type ZoneKeys } from '@fiftyfive/acquiring'
import type { KeyBlock } from '@fiftyfive/security'

/** As the first key ceremony left them; `master` is missing where it was made before keys could be changed. */
interface WrittenKeys extends ZoneKeys {
  readonly master?: KeyBlock<'zone-master'>
}

/** The first zone keys shared with one issuer, as key blocks under the module's master key: text that is safe at rest. */
export function readZoneKeys(dataDirectory: string, link: string): ZoneKeyRing {
  const file = join(dataDirectory, 'zone-keys.json')
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, WrittenKeys>
  const keys = all[link]
  if (!keys) throw new Error(`${file} has no keys for the link '${link}'. Run 'fiftyfive init' first.`)
  return new ZoneKeyRing(keys, keys.master)
}
