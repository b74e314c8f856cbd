import { unionpayPos } from '@fiftyfive/iso8583'
import type { KeyBlock } from '@fiftyfive/security'
import { assert, err, ok, type Result } from '@fiftyfive/kernel'
import { keysAreTooOld } from '../key-exchange/renewal.ts'
import { andThen, type Merchant, type Soon } from '../journal.ts'
import { confirmKeys } from '../key-exchange/confirm.ts'
import type { AcquirerPorts } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { ruleOf } from '../transaction.ts'
import { KEY_VERSIONS, type KeyVersion, type Terminal } from '../terminal.ts'
import type { Authenticated, Received } from './known.ts'

/** Is this a terminal of ours, under its own merchant, and did it make this message? */
export async function authenticate(ports: AcquirerPorts, received: Received): Promise<Result<Authenticated, Refusal>> {
  const { request, observation } = received
  const identified = identifyTerminal(ports, request.terminalId, request.merchantId)
  const known = identified instanceof Promise ? await identified : identified
  if (!known.ok) return known
  observation.merchantName = known.value.merchantName

  const mac = await checkMac(ports, known.value, received.message[64], received.bytes)
  observation.mac = mac.finding
  if (!mac.ok) return err(mac.refusal)

  const proven = confirmKeys(ports, known.value, mac.version, request.trace)
  const { terminal, macVersion } = proven instanceof Promise ? await proven : proven
  const claimed = observation.terminalFacts.pinKeyCheckValue
  if (claimed !== undefined) observation.keyCheck = compareCheckValue(terminal, claimed)
  if (terminal.current) observation.keyAge_s = Math.round((received.receivedAt - terminal.current.deliveredAt) / 1000)
  observation.batchMismatch = request.batch !== terminal.batch
  const unfit = ruleOf(request.kind).advice ? undefined : unfitFor(ports, terminal, request.trace)
  if (unfit) return err(unfit)
  observation.timeline.push({ at: ports.clock.now(), step: 'authenticate', detail: '' })
  return ok({ ...received, terminal, macVersion })
}

export const identifyTerminal = (
  ports: AcquirerPorts,
  terminalId: string,
  merchantId: string,
): Soon<Result<Terminal, Refusal>> =>
  andThen(ports.store.terminal(terminalId), (terminal) =>
    andThen(ports.store.merchant(merchantId), (merchant) => judged(terminalId, merchantId, terminal, merchant)),
  )

function judged(
  terminalId: string,
  merchantId: string,
  terminal: Terminal | undefined,
  merchant: Merchant | undefined,
): Result<Terminal, Refusal> {
  if (!terminal) return err(refuse('FF_TERMINAL_UNKNOWN', terminalId))
  if (terminal.merchantId !== merchantId) return err(refuse('FF_MERCHANT_MISMATCH', terminalId))
  if (terminal.status === 'inactive') return err(refuse('FF_TERMINAL_UNKNOWN', terminalId))
  if (terminal.status === 'blocked') return err(refuse('FF_TERMINAL_BLOCKED', terminalId))
  if (merchant?.status === 'inactive') return err(refuse('FF_MERCHANT_INACTIVE', merchantId))
  return ok(terminal)
}

type MacCheck =
  | { readonly ok: true; readonly version: KeyVersion; readonly finding: 'valid' }
  | { readonly ok: false; readonly finding: 'missing' | 'invalid' | 'valid-previous'; readonly refusal: Refusal }

/** DE 64 against every key version the terminal may hold. The previous one tells that it lost its newer keys. */
export async function checkMac(
  ports: AcquirerPorts,
  terminal: Terminal,
  mac: Uint8Array | undefined,
  bytes: Uint8Array,
): Promise<MacCheck> {
  if (!mac) return { ok: false, finding: 'missing', refusal: refuse('FF_MAC_MISSING', 'DE 64 is missing') }
  const versions = KEY_VERSIONS.filter((version) => terminal[version])
  if (versions.length === 0) {
    return { ok: false, finding: 'invalid', refusal: refuse('FF_NOT_SIGNED_ON', 'no working keys were delivered yet') }
  }
  const covered = unionpayPos.macInput(bytes)
  if (!covered.ok)
    return { ok: false, finding: 'invalid', refusal: refuse('FF_MESSAGE_FORMAT', 'DE 64 is not the end') }
  const checked = await ports.securityModule.verifyMac({
    keys: versions.map((version) => terminal[version]?.mac as KeyBlock<'mac'>),
    algorithm: 'unionpay-ecb',
    data: covered.value,
    mac,
  })
  if (!checked.ok) return { ok: false, finding: 'invalid', refusal: refuse('FF_HSM_UNAVAILABLE', checked.error.detail) }
  if (checked.value === undefined) {
    return { ok: false, finding: 'invalid', refusal: refuse('FF_MAC_MISMATCH', 'wrong under every key version') }
  }
  const version = versions[checked.value]
  assert(version, 'verifyMac answers an index of the keys it was given')
  if (version === 'previous') {
    return { ok: false, finding: 'valid-previous', refusal: refuse('FF_MAC_MISMATCH', 'right under the previous key') }
  }
  return { ok: true, version, finding: 'valid' }
}

/** What keeps an authentic terminal from new payments until it signs on. What has happened already is taken from it. */
function unfitFor(ports: AcquirerPorts, terminal: Terminal, trace: string): Refusal | undefined {
  if (terminal.signedOff) return refuse('FF_NOT_SIGNED_ON', 'signed off')
  return keysAreTooOld(ports, terminal, trace) ? refuse('FF_KEYS_TOO_OLD', terminal.id) : undefined
}

function compareCheckValue(terminal: Terminal, claimed: string): 'current' | 'previous' | 'other' {
  if (claimed === terminal.current?.pinCheckValue) return 'current'
  return claimed === terminal.previous?.pinCheckValue ? 'previous' : 'other'
}
