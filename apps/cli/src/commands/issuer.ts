import { startIssuer } from '@fiftyfive/issuer'
import type { Command } from 'commander'
import {
  dataOption,
  issuerDirectory,
  jsonOption,
  logger,
  openIssuerModule,
  parsePort,
  requireInit,
  untilStopped,
} from '../environment.ts'

export function addIssuer(program: Command): void {
  program
    .command('issuer')
    .description('Run the issuer simulator: ISO 8583:1987 over TCP, cards, PIN verification, try counter.')
    .option('--port <number>', 'TCP port for acquirers; 0 takes a free one', parsePort, 8584)
    .option('--address <address>', 'interface to listen on', '127.0.0.1')
    .option('--log-level <level>', 'trace, debug, info, warn, error, fatal', 'info')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (options: { data: string; port: number; address: string; logLevel: string; json?: true }) => {
      requireInit(options.data)
      const securityModule = await openIssuerModule(options.data)
      const issuer = await startIssuer({
        dataDirectory: issuerDirectory(options.data),
        port: options.port,
        address: options.address,
        securityModule,
        logger: logger(options.logLevel),
      })
      console.log(
        options.json ? JSON.stringify({ issuerPort: issuer.port }) : `Issuer on ${options.address}:${issuer.port}`,
      )
      await untilStopped()
      await issuer.close()
      await securityModule.close()
    })
}
