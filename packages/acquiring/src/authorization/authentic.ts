import { err, ok, type Result } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { confirmKeys } from '../key-exchange/confirm.ts'
import type { AcquirerPorts } from '../ports.ts'
import type { Refusal } from '../refusal.ts'
import type { KeyVersion, Terminal } from '../terminal.ts'
import { checkMac, identifyTerminal } from './authenticate.ts'

export interface Authentic {
  readonly terminal: Terminal
  readonly macVersion: KeyVersion
}

/** Whether a message that is no payment comes from a terminal of ours, and was made by it. */
export async function authentic(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  bytes: Uint8Array,
): Promise<Result<Authentic, Refusal>> {
  const identified = await identifyTerminal(ports, message[41] ?? '', message[42] ?? '')
  if (!identified.ok) return identified
  const mac = await checkMac(ports, identified.value, message[64], bytes)
  return mac.ok ? ok(await confirmKeys(ports, identified.value, mac.version, message[11])) : err(mac.refusal)
}
