import type { UnionPayMessage } from '@fiftyfive/iso8583'
import type { Authentic } from '../authorization/authentic.ts'
import type { AcquirerPorts } from '../ports.ts'
import { TESTED_PARTS } from '../terminal.ts'
import type { Management } from './index.ts'

/** 0820 with network code 362: the terminal tells which of its parts work. The last time counts. */
export async function keepSelfTest(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  known: Authentic,
): Promise<Management> {
  const status = message[62]?.terminalStatus
  const told = TESTED_PARTS.filter((part) => status?.[part] === '0' || status?.[part] === '1')
  if (told.length === 0) return 'FF_MESSAGE_FORMAT'
  const at = ports.clock.now()
  const parts = Object.fromEntries(told.map((part) => [part, status?.[part] === '1']))
  return ports.inFlight.keyChanges.take(known.terminal.id, async () => {
    const terminal = (await ports.store.terminal(known.terminal.id)) ?? known.terminal
    const tested = { ...terminal, selfTest: { at, parts } }
    await ports.store.commit(at, [{ type: 'terminal-state', reason: 'self-test', terminal: tested }])
    return {}
  })
}
