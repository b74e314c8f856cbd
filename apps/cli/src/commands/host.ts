import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type HostConfiguration, startHost } from '@fiftyfive/host'
import { DEMO_RANGES } from '@fiftyfive/issuer'
import type { HostSecurityModule } from '@fiftyfive/security'
import { InvalidArgumentError, Option, type Command } from 'commander'
import {
  databaseOption,
  dataOption,
  hostDirectory,
  jsonOption,
  logger,
  openHostModule,
  parsePort,
  requireInit,
  untilStopped,
} from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { readIssuers } from '../issuers.ts'
import { LINK_NAME } from './init.ts'
import { modelFrom, modelOption } from './model.ts'
import { keepCardDaysOption } from './retention.ts'

interface HostOptions {
  readonly data: string
  readonly terminalPort: number
  readonly webPort: number
  readonly address: string
  readonly issuer: { readonly host: string; readonly port: number }
  readonly issuerTimeout: number
  readonly logLevel: string
  readonly databaseUrl?: string
  readonly issuers?: string
  readonly webhooksPrivate?: true
  readonly model?: string
  readonly terminalTlsPort?: number
  readonly tlsCertificate?: string
  readonly tlsKey?: string
  readonly tlsClientCa?: string
  readonly keepCardDays?: number
  readonly keepAttemptsDays?: number
  readonly json?: true
}

export function addHost(program: Command): void {
  program
    .command('host')
    .description('Run the acquirer: terminals over TCP and WebSocket, issuer link, console and API.')
    .option('--terminal-port <number>', 'TCP port for terminals; 0 takes a free one', parsePort, 8583)
    .option('--web-port <number>', 'port for pages and API; 0 takes a free one', parsePort, 5555)
    .option('--address <address>', 'interface to listen on', '127.0.0.1')
    .option('--issuer <host:port>', 'where the issuer is', parseAddress, { host: '127.0.0.1', port: 8584 })
    .option('--issuer-timeout <milliseconds>', 'how long the issuer may take to answer', Number, 8_000)
    .option(
      '--issuers <file>',
      'JSON list of issuer links: name, host, port, ranges, acquirerId, tls; instead of --issuer',
    )
    .option('--terminal-tls-port <number>', 'TLS port for terminals; 0 takes a free one', parsePort)
    .option('--tls-certificate <file>', 'PEM certificate (chain) of that port')
    .option('--tls-key <file>', 'PEM key of that certificate')
    .option('--tls-client-ca <file>', 'PEM authority of the terminals’ certificates; terminals without one are refused')
    .addOption(modelOption())
    .option('--webhooks-private', 'let webhooks go to private addresses, and in the clear')
    .addOption(databaseOption())
    .addOption(keepCardDaysOption())
    .addOption(
      new Option(
        '--keep-attempts-days <days>',
        'let the console forget attempts after so many days; without it, it keeps all',
      )
        .env('FIFTYFIVE_KEEP_ATTEMPTS_DAYS')
        .argParser(parseKeptDays),
    )
    .option('--log-level <level>', 'trace, debug, info, warn, error, fatal', 'info')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (options: HostOptions) => {
      requireInit(options.data)
      const securityModule = await openHostModule(options.data)
      const host = await startHost(hostConfiguration(options, securityModule))
      const { terminalPort, terminalTlsPort, webPort, setupCode } = host
      const web = `http://${options.address}:${webPort}/console/`
      console.log(
        options.json
          ? JSON.stringify({ terminalPort, terminalTlsPort, webPort, ...(setupCode ? { setupCode } : {}) })
          : `Host: terminals on ${options.address}:${terminalPort}, console on ${web}${setupCode ? `\nFirst administrator, good once: ${web}#/invitations/${setupCode}` : ''}`,
      )
      await untilStopped()
      await host.close()
      await securityModule.close()
    })
}

/** A monthly report counts attempts of its month and of the one before, and is made when that is over. */
const KEEP_ATTEMPTS_DAYS_MIN = 100

function parseKeptDays(text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= KEEP_ATTEMPTS_DAYS_MIN) return days
  throw new InvalidArgumentError(`${KEEP_ATTEMPTS_DAYS_MIN} days or more: monthly reports compare two months`)
}

export function hostConfiguration(
  options: Omit<HostOptions, 'json'>,
  securityModule: HostSecurityModule,
): Omit<HostConfiguration, 'demo'> {
  return {
    dataDirectory: hostDirectory(options.data),
    terminalPort: options.terminalPort,
    webPort: options.webPort,
    address: options.address,
    issuers: options.issuers
      ? readIssuers(options.issuers)
      : [{ name: LINK_NAME, ...options.issuer, ranges: DEMO_RANGES, acquirerId: '48210000' }],
    ...(options.databaseUrl ? { databaseUrl: options.databaseUrl } : {}),
    ...(options.keepAttemptsDays === undefined ? {} : { keepAttemptDays: options.keepAttemptsDays }),
    ...(options.keepCardDays === undefined ? {} : { keepCardDays: options.keepCardDays }),
    ...terminalTls(options),
    ...(options.model === undefined ? {} : { model: modelFrom(options.model) }),
    ...tracing(process.env),
    ...(options.webhooksPrivate ? { webhooks: { allowPrivate: true } } : {}),
    issuerTimeout_ms: options.issuerTimeout,
    securityModule,
    logger: logger(options.logLevel),
    pages: builtPages(),
  }
}

/** TLS for terminals: all of port, certificate and key, or nothing. */
function terminalTls(options: Omit<HostOptions, 'json'>): Pick<HostConfiguration, 'terminalTls'> {
  const { terminalTlsPort: port, tlsCertificate, tlsKey, tlsClientCa } = options
  if (port === undefined && !tlsCertificate && !tlsKey && !tlsClientCa) return {}
  if (port === undefined || !tlsCertificate || !tlsKey)
    throw new CommandFailure('TLS needs --terminal-tls-port, --tls-certificate and --tls-key.', EXIT.usage)
  const mutual = tlsClientCa ? { ca: readFileSync(tlsClientCa), requestCert: true, rejectUnauthorized: true } : {}
  return {
    terminalTls: { port, options: { cert: readFileSync(tlsCertificate), key: readFileSync(tlsKey), ...mutual } },
  }
}

/** OpenTelemetry's own environment variables; off without an endpoint. */
function tracing(environment: NodeJS.ProcessEnv): Pick<HostConfiguration, 'tracing'> {
  const base = environment['OTEL_EXPORTER_OTLP_ENDPOINT']
  const endpoint = environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? (base && `${base.replace(/\/$/, '')}/v1/traces`)
  if (endpoint === undefined || endpoint === '') return {}
  const pairs = (environment['OTEL_EXPORTER_OTLP_HEADERS'] ?? '').split(',').filter((pair) => pair.includes('='))
  const headers = pairs.map((pair) => [
    pair.slice(0, pair.indexOf('=')).trim(),
    pair.slice(pair.indexOf('=') + 1).trim(),
  ])
  const ratio = Number(environment['OTEL_TRACES_SAMPLER_ARG'] ?? 1)
  return {
    tracing: {
      endpoint,
      headers: Object.fromEntries(headers) as Record<string, string>,
      serviceName: environment['OTEL_SERVICE_NAME'] ?? 'fiftyfive-host',
      ratio: Number.isFinite(ratio) ? ratio : 1,
    },
  }
}

const builtPages = (): Record<string, string> =>
  Object.fromEntries(
    ['pos', 'console']
      .map((page) => [page, fileURLToPath(new URL(`../../../${page}/dist`, import.meta.url))] as const)
      .filter(([, directory]) => existsSync(directory)),
  )

function parseAddress(text: string): { host: string; port: number } {
  const [host, port] = text.split(':')
  if (!host || !port) throw new InvalidArgumentError('host:port is expected, e.g. 127.0.0.1:8584')
  return { host, port: parsePort(port) }
}
