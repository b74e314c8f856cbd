import { err, fault, type Fault, ok, type Random, randomInteger, type Result } from '@fiftyfive/kernel'
import type { AcquirerPorts } from '../ports.ts'
import type { Merchant } from '../journal.ts'
import type { Terminal } from '../terminal.ts'

/** Without 0, 1, I and O, which people confuse on a label. */
const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_LENGTH = 10

/** Gives a merchant a one-time code that lets one new terminal bring its own master key. */
export function issueActivation(ports: AcquirerPorts, merchant: Merchant): Promise<string> {
  // One at a time: two would count the same terminals and give both of them the same number.
  return ports.inFlight.keyChanges.take('activation', () => issue(ports, merchant))
}

async function issue(ports: AcquirerPorts, merchant: Merchant): Promise<string> {
  const code = activationCode(ports.random)
  const number = (await ports.store.terminalCount()) + 1
  await ports.store.commit(ports.clock.now(), [
    { type: 'merchant-registered', merchant },
    {
      type: 'activation-issued',
      code,
      terminalId: `T${String(number).padStart(7, '0')}`,
      merchantId: merchant.id,
    },
  ])
  return code
}

function activationCode(random: Random): string {
  let code = ''
  for (let i = 0; i < CODE_LENGTH; i++) code += CODE_ALPHABET[randomInteger(random, CODE_ALPHABET.length)]
  return code
}

/**
 * Remote key loading: the terminal made its master key itself and sealed it for the security module, so that the key
 * is in the clear nowhere else. The code is used up in the same commit.
 */
export async function activateTerminal(
  ports: AcquirerPorts,
  request: {
    readonly activationCode: string
    readonly envelope: Uint8Array
    readonly checkValue: string
    readonly model: string
    readonly softwareVersion: string
  },
): Promise<Result<{ readonly terminal: Terminal; readonly merchant: Merchant }, Fault>> {
  const expected = await ports.store.activation(request.activationCode)
  const merchant = expected && (await ports.store.merchant(expected.merchantId))
  if (!expected || !merchant) return err(fault('FF_ACTIVATION_CODE', 'unknown or used'))
  const imported = await ports.securityModule.importTerminalMaster(request)
  if (!imported.ok) return err(fault('FF_INPUT', `master key refused: ${imported.error.reason}`))
  const terminal: Terminal = {
    id: expected.terminalId,
    merchantId: merchant.id,
    merchantName: merchant.name,
    status: 'active',
    model: request.model,
    softwareVersion: request.softwareVersion,
    masterKey: imported.value.key,
    batch: '000001',
  }
  await ports.store.commit(ports.clock.now(), [{ type: 'terminal-activated', code: request.activationCode, terminal }])
  return ok({ terminal, merchant })
}
