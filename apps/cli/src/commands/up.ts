import { join } from 'node:path'
import { type Host, type RolloutControl, startHost } from '@fiftyfive/host'
import { type Issuer, startIssuer } from '@fiftyfive/issuer'
import type { Command } from 'commander'
import {
  databaseOption,
  dataOption,
  issuerDirectory,
  jsonOption,
  logger,
  openHostModule,
  openIssuerModule,
  parsePort,
  untilStopped,
} from '../environment.ts'
import { CommandFailure } from '../exit.ts'
import { DEMO_SHOPS } from '../town/shops.ts'
import { startTown, type Town } from '../town/town.ts'
import { hostConfiguration } from './host.ts'
import { modelOption } from './model.ts'
import { prepare } from './init.ts'

interface UpOptions {
  readonly data: string
  readonly terminalPort: number
  readonly webPort: number
  readonly issuerPort: number
  readonly address: string
  readonly logLevel: string
  readonly databaseUrl?: string
  readonly town: boolean
  readonly model?: string
  readonly webhooksPrivate?: true
  readonly json?: true
}

export function addUp(program: Command): void {
  program
    .command('up')
    .description('Run the whole stack on this machine: issuer, host, both security modules, POS and console.')
    .option('--web-port <number>', 'port for pages and API; 0 takes a free one', parsePort, 5555)
    .option('--terminal-port <number>', 'TCP port for terminals; 0 takes a free one', parsePort, 8583)
    .option('--issuer-port <number>', 'TCP port of the issuer; 0 takes a free one', parsePort, 8584)
    .option('--address <address>', 'interface to listen on', '127.0.0.1')
    .option('--log-level <level>', 'trace, debug, info, warn, error, fatal', 'warn')
    .option('--no-town', 'without the living demonstration: shops whose customers pay, and what goes wrong there')
    .addOption(modelOption())
    .option('--webhooks-private', 'let webhooks go to private addresses, and in the clear')
    .addOption(databaseOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (options: UpOptions) => {
      const stop = await up(options)
      await untilStopped()
      await stop()
    })
}

async function up(options: UpOptions): Promise<() => Promise<void>> {
  const { data, address } = options
  const [hostModule, issuerModule] = await Promise.all([openHostModule(data), openIssuerModule(data)])
  await prepare(data, hostModule, issuerModule)
  const issuer = await startIssuer({
    dataDirectory: issuerDirectory(data),
    port: options.issuerPort,
    address,
    securityModule: issuerModule,
    logger: logger(options.logLevel),
  }).catch(explainPort('issuer', options.issuerPort))
  const configuration = hostConfiguration(
    { ...options, issuer: { host: address, port: issuer.port }, issuerTimeout: 8_000 },
    hostModule,
  )
  const town = Promise.withResolvers<Town | undefined>()
  const rollouts: RolloutControl = {
    takeBack: async (version) => (await town.promise)?.takeBack(version) ?? false,
    resume: async (version) => (await town.promise)?.resume(version),
  }
  const host = await startHost({ ...configuration, demo: issuer.bank, demoShops: DEMO_SHOPS, rollouts }).catch(
    explainPort('web', options.webPort),
  )
  announce(options, { webPort: host.webPort, terminalPort: host.terminalPort, issuerPort: issuer.port }, host.setupCode)
  // After the addresses: nobody waits for the town's tills to be activated.
  town.resolve(options.town ? openTown(options, host, issuer) : undefined)
  return async () => {
    ;(await town.promise)?.end()
    await host.close()
    await issuer.close()
    await Promise.all([hostModule.close(), issuerModule.close()])
  }
}

async function openTown({ data, address: host }: UpOptions, acquirer: Host, issuer: Issuer): Promise<Town> {
  const { webPort, terminalPort } = acquirer
  const web = `http://${host}:${webPort}`
  const town = { web, host, terminalPort, issueActivation: acquirer.issueActivation }
  return startTown(join(data, 'town'), town, issuer.bank)
}

function announce(
  { address, json, data }: UpOptions,
  ports: { readonly webPort: number; readonly terminalPort: number; readonly issuerPort: number },
  setupCode: string | undefined,
): void {
  if (json) {
    console.log(JSON.stringify({ ...ports, ...(setupCode ? { setupCode } : {}) }))
    return
  }
  const web = `http://${address === '127.0.0.1' ? 'localhost' : address}:${ports.webPort}`
  console.log(`
  fiftyfive is up. Data is kept in '${data}'.

    POS terminal   ${web}/pos/
    Console        ${web}/console/${setupCode ? `\n    Administrator  ${web}/console/#/invitations/${setupCode}  (choose a password; good once)` : ''}
    Terminals      tcp ${address}:${ports.terminalPort}  (UnionPay POS, 2-byte length)
    Issuer         tcp ${address}:${ports.issuerPort}  (ISO 8583:1987)

  This is a demonstration: a soft HSM and a browser PIN pad are not certified devices.
  Stop with Ctrl+C.
`)
}

function explainPort(what: string, port: number) {
  return (failure: Error & { code?: string }): never => {
    if (failure.code !== 'EADDRINUSE') throw failure
    throw new CommandFailure(`port ${port} is taken. Choose another with --${what}-port or stop what uses it.`)
  }
}
