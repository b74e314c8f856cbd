import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { HostSecurityModule } from '@fiftyfive/security'
import { openSoftHsm, SoftHsmDown, type NotedRecord } from '@fiftyfive/security/soft-hsm'
import { Option } from 'commander'
import { pino, type Logger } from 'pino'
import { CommandFailure } from './exit.ts'

/** Where a party keeps what it must not lose. */
export const hostDirectory = (data: string): string => join(data, 'host')
export const issuerDirectory = (data: string): string => join(data, 'issuer')

export const dataOption = (): Option =>
  new Option('--data <directory>', 'folder for databases and sealed keys').env('FIFTYFIVE_DATA').default('data')
export const databaseOption = (): Option =>
  new Option('--database-url <url>', 'PostgreSQL that hosts share; without it, files in --data').env(
    'FIFTYFIVE_DATABASE_URL',
  )
export const jsonOption = (): Option => new Option('--json', 'write JSON lines for programs instead of text for people')

/** That a module stays down is for its operator to mend; anything else is a fault. */
async function openModule(...how: Parameters<typeof openSoftHsm>): Promise<HostSecurityModule> {
  try {
    return await openSoftHsm(...how)
  } catch (failure) {
    throw failure instanceof SoftHsmDown ? new CommandFailure(failure.message) : failure
  }
}

/** In the host's own thread: to hand a command to another costs more than most commands do. */
export const openHostModule = (data: string): Promise<HostSecurityModule> =>
  openModule(
    {
      directory: join(hostDirectory(data), 'hsm'),
      name: 'soft HSM (acquirer)',
      production: false,
      partition: 'acquirer',
    },
    'caller',
  )

/** The demo's bank issues its own cards, which needs the authorised state that only a non-production module has. */
export const openIssuerModule = (data: string): Promise<HostSecurityModule> =>
  openModule({
    directory: join(issuerDirectory(data), 'hsm'),
    name: 'soft HSM (issuer)',
    production: false,
    partition: 'issuer',
    authorised: true,
  })

/**
 * The module behind `fiftyfive hsm`. Its master key is sealed by FIFTYFIVE_HSM_PASSPHRASE, or by a key file when that is
 * not set.
 */
export function openCommandModule(options: {
  readonly data: string
  readonly partition: 'acquirer' | 'issuer'
  readonly authorised?: true
  readonly noted?: NotedRecord
}): Promise<HostSecurityModule> {
  const { data, ...settings } = options
  const passphrase = process.env['FIFTYFIVE_HSM_PASSPHRASE']
  return openModule({
    directory: join(data, 'hsm'),
    name: `the soft HSM in ${join(data, 'hsm')}`,
    production: false,
    partition: settings.partition,
    ...(settings.authorised && { authorised: true }),
    ...(settings.noted && { noted: settings.noted }),
    ...(passphrase !== undefined && { passphrase }),
  })
}

export function requireInit(data: string): void {
  if (existsSync(join(hostDirectory(data), 'zone-keys.json'))) return
  throw new CommandFailure(`nothing is prepared in '${data}' yet. Run 'fiftyfive init --data ${data}' first.`)
}

/** Logs are JSON lines on standard error, so that standard output stays for what a command says. */
export const logger = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      redact: { paths: ['pan', 'pin', 'track2', 'key', '*.pan', '*.pin', '*.key'], censor: '[masked]' },
    },
    process.stderr,
  )

/** A TCP port from an option; 0 takes a free one. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandFailure(`'${text}' is not a port number from 0 to 65535.`, 2)
  }
  return port
}

/** Resolves when the process is asked to stop. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
