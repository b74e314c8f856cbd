import { ok } from '@fiftyfive/kernel'
import type { ModuleStatus, SecurityModule } from '../security-module.ts'
import { exportKey, formKey, generateKey, importKey, importTerminalMaster } from './key-commands.ts'
import { generateMac, verifyMac } from './mac-commands.ts'
import { inspectPinBlock, personalizePin, translatePin, verifyPin } from './pin-commands.ts'
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
])

function status(state: ModuleState): Outcome<ModuleStatus> {
  return ok({ name: state.name, masterKeyCheckValue: state.masterKeyCheckValue, productionReady: false })
}

async function activationPublicKey(state: ModuleState): Promise<Outcome<Uint8Array>> {
  return ok(await state.activation.publicKey())
}

/** Gives any means of carrying a command out the face of the port. */
export function securityModuleOver(
  call: (command: CommandName, request: unknown) => Promise<unknown>,
  close: () => Promise<void>,
): SecurityModule {
  const command =
    (name: CommandName) =>
    (request?: unknown): Promise<never> =>
      call(name, request) as Promise<never>
  return {
    status: command('status'),
    generateKey: command('generateKey'),
    formKey: command('formKey'),
    exportKey: command('exportKey'),
    importKey: command('importKey'),
    activationPublicKey: command('activationPublicKey'),
    importTerminalMaster: command('importTerminalMaster'),
    translatePin: command('translatePin'),
    inspectPinBlock: command('inspectPinBlock'),
    generateMac: command('generateMac'),
    verifyMac: command('verifyMac'),
    verifyPin: command('verifyPin'),
    personalizePin: command('personalizePin'),
    close,
  }
}
