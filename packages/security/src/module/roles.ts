import { securityModuleOver, type CommandName } from './commands.ts'
import type { HostSecurityModule } from './extended.ts'
import { refuse } from './refusal.ts'

/**
 * Who uses a module. A host works with keys that exist; an officer manages keys; custodians form keys together and do
 * nothing else; a personaliser handles PINs, in the authorised state only.
 */
export type ModuleRole = 'host' | 'officer' | 'custodian' | 'personaliser'

const EVERYBODY: readonly CommandName[] = ['status', 'keyCheckValue']

const COMMANDS_OF_ROLE: Readonly<Record<ModuleRole, readonly CommandName[]>> = {
  host: [
    'generateKey',
    'exportKey',
    'importKey',
    'activationPublicKey',
    'importTerminalMaster',
    'translatePin',
    'translateDukptPin',
    'verifyDukptPin',
    'dukptMac',
    'verifyDukptMac',
    'inspectPinBlock',
    'generateMac',
    'verifyMac',
    'continueMac',
    'verifyShortMac',
    'verifyPin',
    'verifyPinReference',
    'changePin',
    'cardVerificationValue',
    'verifyCardVerificationValue',
    'verifyCryptogram',
    'cryptogramResponse',
    'scriptCommand',
    'encryptData',
    'decryptData',
  ],
  officer: ['generateKey', 'exportKey', 'importKey', 'sealTable'],
  custodian: ['formKey'],
  personaliser: [
    'personalizePin',
    'randomPin',
    'sealPin',
    'releasePin',
    'pinReference',
    'encryptClearPin',
    'deriveCardKey',
  ],
}

/** The same module for somebody of these roles: commands of others are refused before they reach it. Does not close it. */
export function asRoles(
  module: HostSecurityModule,
  roles: readonly ModuleRole[],
  audit?: (command: CommandName) => void,
): HostSecurityModule {
  const permitted = new Set([...EVERYBODY, ...roles.flatMap((role) => COMMANDS_OF_ROLE[role])])
  return securityModuleOver(
    async (command, request) => {
      if (permitted.has(command)) return (module[command] as (request: unknown) => Promise<unknown>)(request)
      audit?.(command)
      return refuse('not-authorised', `${command} is not for ${roles.join(', ')}`)
    },
    async () => undefined,
  )
}
