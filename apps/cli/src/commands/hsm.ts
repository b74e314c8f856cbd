import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { servePayShield } from '@fiftyfive/security/payshield'
import { openSoftHsm, verifyAuditLog } from '@fiftyfive/security/soft-hsm'
import { type Command, Option } from 'commander'
import { dataOption, jsonOption, parsePort, untilStopped } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { addCeremony } from './ceremony.ts'

interface ServeOptions {
  readonly data: string
  readonly port: number
  readonly address: string
  readonly partition: 'acquirer' | 'issuer'
  readonly authorised?: true
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
    .addOption(jsonOption())
    .addHelpText('after', '\nExit code 1: the chain is broken; the line is named.')
    .action((file: string, { json }: { json?: true }) => audit(file, json === true))
  addCeremony(hsm)
}

async function serve(options: ServeOptions): Promise<void> {
  const passphrase = process.env['FIFTYFIVE_HSM_PASSPHRASE']
  const module = await openSoftHsm({
    directory: join(options.data, 'hsm'),
    name: 'soft HSM',
    production: false,
    partition: options.partition,
    ...(options.authorised ? { authorised: true } : {}),
    ...(passphrase === undefined ? {} : { passphrase }),
  })
  const server = await servePayShield({ module, port: options.port, host: options.address })
  if (options.json) console.log(JSON.stringify({ hsmPort: server.port }))
  else console.log(`payShield host commands on ${options.address}:${server.port}. Not a certified device.`)
  await untilStopped()
  await server.close()
  await module.close()
}

function audit(file: string, json: boolean): void {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
  const verdict = verifyAuditLog(text)
  if (json) console.log(JSON.stringify(verdict))
  else if (verdict.intact) console.log(`Intact: ${verdict.records} records, head ${verdict.head}`)
  else console.log(`Broken at line ${verdict.line}: ${verdict.why}`)
  if (!verdict.intact) process.exitCode = EXIT.failed
}
