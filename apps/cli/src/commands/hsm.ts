import { readFileSync } from 'node:fs'
import { asRoles, type ModuleRole } from '@fiftyfive/security'
import { servePayShield, type ServerTls } from '@fiftyfive/security/payshield'
import { verifyAuditLog, type NotedRecord } from '@fiftyfive/security/soft-hsm'
import { type Command, Option } from 'commander'
import { dataOption, jsonOption, openCommandModule, parsePort, untilStopped } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { addCeremony } from './ceremony.ts'

interface ServeOptions {
  readonly data: string
  readonly port: number
  readonly address: string
  readonly partition: 'acquirer' | 'issuer'
  readonly authorised?: true
  readonly noted?: NotedRecord
  readonly tlsCertificate?: string
  readonly tlsKey?: string
  readonly tlsClientAuthority?: string
  readonly json?: true
}

export function addHsm(program: Command): void {
  const hsm = program.command('hsm').description('A soft HSM behind the payShield host commands, to develop against.')
  hsm
    .command('serve', { isDefault: true })
    .description('Serve host commands over TCP (2-byte length, 4-byte header).')
    .option('--port <number>', 'TCP port; 0 takes a free one', parsePort, 1500)
    .option('--address <address>', 'interface to listen on; whoever reaches it may use the keys', '127.0.0.1')
    .addOption(new Option('--partition <role>', 'whose commands').choices(['acquirer', 'issuer']).default('acquirer'))
    .option('--authorised', 'permit commands with clear PINs; for personalisation in tests')
    .option('--tls-certificate <file>', 'speak TLS (1.2 or later) and show this certificate; PEM')
    .option('--tls-key <file>', 'its private key; PEM')
    .option('--tls-client-authority <file>', 'let in only clients with a certificate of this authority; PEM')
    .addOption(notedOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nThe master key is sealed by FIFTYFIVE_HSM_PASSPHRASE, or by a key file in <data>/hsm when that is not set.',
    )
    .action(serve)
  hsm
    .command('audit')
    .description('Verify the hash chain of an audit log, offline.')
    .argument('<file>', 'the audit.log of a soft HSM')
    .addOption(notedOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nNote the record it prints, on paper or on another machine: only --noted finds a log that was put back as a whole.\nExit code 1: the chain is broken, or the noted record is not in it; the line is named.',
    )
    .action(audit)
  hsm
    .command('seal-table')
    .description('Take a decimalisation table for IBM offsets under the master key; host commands take no clear one.')
    .argument('<digits>', '16 digits, at least 8 different, none more than 4 times')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(sealTable)
  addCeremony(hsm)
}

const notedOption = (): Option =>
  new Option('--noted <number:hash>', 'a record of the audit log as it was noted elsewhere').argParser(parseNoted)

function parseNoted(text: string): NotedRecord {
  const [, number, hash] = /^([1-9]\d*):([0-9a-f]{64})$/.exec(text) ?? []
  if (number === undefined || hash === undefined)
    throw new CommandFailure(`'${text}' is no record's number and hash.`, EXIT.usage)
  return { sequence: Number(number), hash }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}

function tlsOf({ tlsCertificate, tlsKey, tlsClientAuthority }: ServeOptions): ServerTls | undefined {
  if (tlsCertificate === undefined && tlsKey === undefined && tlsClientAuthority === undefined) return undefined
  if (tlsCertificate === undefined || tlsKey === undefined)
    throw new CommandFailure('TLS needs --tls-certificate and --tls-key.', EXIT.usage)
  return {
    certificate: readText(tlsCertificate),
    key: readText(tlsKey),
    ...(tlsClientAuthority !== undefined && { clientAuthorities: readText(tlsClientAuthority) }),
  }
}

async function serve(options: ServeOptions): Promise<void> {
  const tls = tlsOf(options)
  const module = await openCommandModule(options)
  const roles: readonly ModuleRole[] = options.authorised ? ['host', 'personaliser'] : ['host']
  const server = await servePayShield({
    module: asRoles(module, roles),
    port: options.port,
    host: options.address,
    ...(tls && { tls }),
  })
  if (options.json) console.log(JSON.stringify({ hsmPort: server.port }))
  else console.log(`payShield host commands on ${options.address}:${server.port}. Not a certified device.`)
  await untilStopped()
  await server.close()
  await module.close()
}

/** An officer's work, in the authorised state. */
async function sealTable(
  table: string,
  { data, json }: { readonly data: string; readonly json?: true },
): Promise<void> {
  const module = await openCommandModule({ data, partition: 'issuer', authorised: true })
  const sealed = await asRoles(module, ['officer']).sealTable({ table })
  await module.close()
  if (!sealed.ok) throw new CommandFailure(sealed.error.detail)
  console.log(json ? JSON.stringify({ table: sealed.value }) : sealed.value)
}

function audit(file: string, { noted, json }: { readonly noted?: NotedRecord; readonly json?: true }): void {
  const verdict = verifyAuditLog(readText(file), noted)
  if (json) console.log(JSON.stringify(verdict))
  else if (verdict.intact) console.log(`Intact: ${verdict.records} records; note ${verdict.records}:${verdict.head}`)
  else console.log(`Broken at line ${verdict.line}: ${verdict.why}`)
  if (!verdict.intact) process.exitCode = EXIT.failed
}
