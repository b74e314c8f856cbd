import { ok } from '@fiftyfive/kernel'
import type { ModuleStatus } from '../security-module.ts'
import { cardVerificationValue, verifyCardVerificationValue } from './card-commands.ts'
import { deriveCardKey, scriptCommand } from './chip-commands.ts'
import { cryptogramResponse, verifyCryptogram } from './cryptogram-commands.ts'
import { decryptData, encryptData, keyCheckValue } from './data-commands.ts'
import { dukptMac, translateDukptPin, verifyDukptMac, verifyDukptPin } from './dukpt-commands.ts'
import type { HostSecurityModule } from './extended.ts'
import { exportKey, formKey, generateKey, importKey, importTerminalMaster } from './key-commands.ts'
import { continueMac, generateMac, verifyMac, verifyShortMac } from './mac-commands.ts'
import { inspectPinBlock, personalizePin, translatePin, verifyPin } from './pin-commands.ts'
import { changePin, sealTable, verifyPinReference } from './reference-commands.ts'
import { encryptClearPin, pinReference, randomPin, releasePin, sealPin } from './sealed-pin-commands.ts'
import type { ModuleState, Outcome } from './state.ts'

/** Every command of the port, carried out on the state of one module. */
export const COMMANDS = {
  status,
  generateKey,
  formKey,
  exportKey,
  importKey,
  activationPublicKey,
  importTerminalMaster,
  translatePin,
  inspectPinBlock,
  generateMac,
  verifyMac,
  verifyPin,
  personalizePin,
  keyCheckValue,
  translateDukptPin,
  verifyDukptPin,
  dukptMac,
  verifyDukptMac,
  sealTable,
  verifyPinReference,
  changePin,
  randomPin,
  sealPin,
  releasePin,
  pinReference,
  cardVerificationValue,
  verifyCardVerificationValue,
  verifyCryptogram,
  cryptogramResponse,
  scriptCommand,
  deriveCardKey,
  continueMac,
  verifyShortMac,
  encryptData,
  decryptData,
  encryptClearPin,
}

export type CommandName = keyof typeof COMMANDS

/** Commands too frequent for a record each while they succeed; the audit log counts them. */
export const ROUTINE: ReadonlySet<CommandName> = new Set<CommandName>([
  'status',
  'translatePin',
  'inspectPinBlock',
  'generateMac',
  'verifyMac',
  'verifyPin',
  'keyCheckValue',
  'translateDukptPin',
  'verifyDukptPin',
  'dukptMac',
  'verifyDukptMac',
  'verifyPinReference',
  'verifyCardVerificationValue',
  'verifyCryptogram',
  'cryptogramResponse',
  'continueMac',
  'verifyShortMac',
  'encryptData',
  'decryptData',
])

function status(state: ModuleState): Outcome<ModuleStatus> {
  return ok({ name: state.name, masterKeyCheckValue: state.masterKeyCheckValue, productionReady: false })
}

async function activationPublicKey(state: ModuleState): Promise<Outcome<Uint8Array>> {
  return ok(await state.activation.publicKey())
}

/** Gives any means of carrying a command out the face of the module. */
export function securityModuleOver(
  call: (command: CommandName, request: unknown) => Promise<unknown>,
  close: () => Promise<void>,
): HostSecurityModule {
  const names = Object.keys(COMMANDS) as CommandName[]
  const methods = names.map((name) => [name, (request?: unknown): Promise<unknown> => call(name, request)] as const)
  // Each command is named as its method; `COMMANDS` and the interface are held together by the type test.
  return { ...(Object.fromEntries(methods) as unknown as Omit<HostSecurityModule, 'close'>), close }
}
