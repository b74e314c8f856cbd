import { err, FAULTS, type FaultCode, fromHex, ok, type Result, toHex } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import type { GeneratedKey, KeyUse } from '@fiftyfive/security'
import { batchKey, isClosedBatch, nextBatch } from '../batch.ts'
import { identifyTerminal } from '../authorization/authenticate.ts'
import { isQuarantined } from '../authorization/restrict.ts'
import { repeated, sealed } from '../authorization/respond.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import type { Terminal, WorkingKeys } from '../terminal.ts'
import { localTimeFields } from '../time.ts'

/**
 * Sign-on (0800): delivers working keys under the terminal master key (0810, DE 62). Keys that were delivered and not
 * yet confirmed are delivered again: were each repetition answered with new ones, a lost response could leave terminal
 * and host without a common key, which shows at the till as "PIN incorrect".
 */
export async function signOn(ports: AcquirerPorts, message: UnionPayMessage): Promise<Answered> {
  if (!message[11] || !message[60]?.batch) return answer(ports, message, 'FF_MESSAGE_FORMAT')
  const { type, networkCode } = message[60] ?? {}
  if (type !== '00' || networkCode !== DOUBLE_LENGTH_KEYS) return answer(ports, message, 'FF_MESSAGE_UNEXPECTED')
  const identified = await identifyTerminal(ports, message[41] ?? '', message[42] ?? '')
  if (!identified.ok) return answer(ports, message, identified.error.fault ?? 'FF_TERMINAL_UNKNOWN')
  if (isQuarantined(ports, identified.value.id)) return answer(ports, message, 'FF_QUARANTINED')
  return ports.inFlight.keyChanges.take(identified.value.id, () => deliver(ports, message))
}

/** In the terminal's turn: two copies of one sign-on must find one another's keys, not each make its own. */
async function deliver(ports: AcquirerPorts, message: UnionPayMessage): Promise<Answered> {
  const terminal = await ports.store.terminal(message[41] ?? '')
  if (!terminal) return answer(ports, message, 'FF_TERMINAL_UNKNOWN')
  const repeated = terminal.pending !== undefined
  const batch = await openBatch(ports, terminal)
  const made = terminal.pending ? ok(terminal.pending) : await makeWorkingKeys(ports, terminal)
  if (!made.ok) return answer(ports, message, made.error)
  if (!repeated || terminal.batch !== batch || terminal.signedOff) {
    const { signedOff: _over, ...signedOn } = terminal
    const delivered = { ...signedOn, batch, pending: made.value }
    await ports.store.commit(ports.clock.now(), [{ type: 'terminal-keys', reason: 'delivered', terminal: delivered }])
  }
  ports.observe({ type: 'signed-on', terminalId: terminal.id, repeated })
  return answer(ports, { ...message, 60: { ...message[60], type: '00', batch } }, undefined, made.value)
}

/**
 * The batch the terminal is in by our records, or the first after it that was not settled. Not the one it claims: nothing
 * protects this message, and one damaged digit would leave the payments of the true batch to nobody.
 */
async function openBatch(ports: AcquirerPorts, terminal: Terminal): Promise<string> {
  let { batch } = terminal
  while (isClosedBatch(await ports.store.batch(batchKey(terminal.id, batch)))) batch = nextBatch(batch)
  return batch
}

async function makeWorkingKeys(ports: AcquirerPorts, terminal: Terminal): Promise<Result<WorkingKeys, FaultCode>> {
  const wrapUnder = terminal.masterKey
  const pin = await ports.securityModule.generateKey({ use: 'pin', algorithm: 'tdes-2', wrapUnder })
  const mac = await ports.securityModule.generateKey({ use: 'mac', algorithm: 'tdes-2', wrapUnder })
  if (!pin.ok || !mac.ok || !isForSignOn(pin.value) || !isForSignOn(mac.value)) {
    return err('FF_HSM_UNAVAILABLE')
  }
  return ok({
    pin: pin.value.key,
    mac: mac.value.key,
    pinCheckValue: pin.value.checkValue,
    macCheckValue: mac.value.checkValue,
    delivery: {
      pinKey: toHex(pin.value.cryptogram),
      pinCheckValue: pin.value.signOnCheckValue,
      macKey: toHex(mac.value.cryptogram),
      macCheckValue: mac.value.signOnCheckValue,
    },
    deliveredAt: ports.clock.now(),
  })
}

const isForSignOn = <Key extends GeneratedKey<KeyUse>>(
  key: Key,
): key is Key & { readonly cryptogram: Uint8Array; readonly signOnCheckValue: string } =>
  key.cryptogram !== undefined && key.signOnCheckValue !== undefined

/** DE 60.3, network management code: sign-on with double-length working keys (UnionPay POS). */
const DOUBLE_LENGTH_KEYS = '003'

/** DE 62 of network code 003: double-length keys, each with the first four bytes of its check value. */
const keyField = ({ delivery }: WorkingKeys): UnionPayMessage[62] => ({
  workingKeys: {
    pinKey: fromHex(delivery.pinKey),
    pinCheckValue: fromHex(delivery.pinCheckValue),
    macKey: fromHex(delivery.macKey),
    macCheckValue: fromHex(delivery.macCheckValue),
  },
})

function answer(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  fault?: FaultCode,
  keys?: WorkingKeys,
): Promise<Answered> {
  return sealed(
    ports,
    {},
    {
      mti: '0810',
      ...repeated(message),
      ...localTimeFields(ports.clock.now()),
      39: fault ? FAULTS[fault].iso : '00',
      ...(keys ? { 62: keyField(keys) } : {}),
    },
  )
}
