import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { encodeFrame, FrameDecoder, HOST_FRAMING } from '@fiftyfive/iso8583'
import {
  type CardAccount,
  handleAcquirerMessage,
  type IssuerChipKeys,
  type IssuerPorts,
  Turns,
} from '@fiftyfive/issuing'
import type { HostSecurityModule, KeyBlock, SealedTable } from '@fiftyfive/security'
import { openCardVault } from '@fiftyfive/store/card-vault'
import { issuerStore, openIssuerDatabase, StoreFailure } from '@fiftyfive/store/sqlite'
import type { Logger } from 'pino'
import type { Certification } from './certification.ts'
import { type DemoBank, demoBank } from './demo-bank.ts'

export { certifyDemoBank } from './certification.ts'
export { DEMO_RANGES } from './demo-cards.ts'
export type { DemoBank, DemoBankCard } from './demo-bank.ts'

export interface IssuerConfiguration {
  /** Holds the database, the card vault's key and the issuer's keys (as key blocks). */
  readonly dataDirectory: string
  /** 0 takes a free port. */
  readonly port: number
  readonly address: string
  readonly securityModule: HostSecurityModule
  readonly logger: Logger
}

/** The issuer's keys, as key blocks under its own module's master key. */
export interface IssuerKeys {
  readonly pin: KeyBlock<'pin'>
  readonly mac: KeyBlock<'mac'>
  /** Under which the acquirer sends new ones; missing where it was made before keys could be changed. */
  readonly zoneMaster?: KeyBlock<'zone-master'>
  readonly pinOffset: KeyBlock<'pin-offset'>
  readonly decimalisationTable: SealedTable
  /** Missing where it was made before chips had keys. */
  readonly chip?: IssuerChipKeys
}

export interface Issuer {
  readonly port: number
  readonly bank: DemoBank
  cards(): Promise<readonly CardAccount[]>
  close(): Promise<void>
}

/** Starts the issuer simulator: cards, PIN verification in its own security module, acquirers over TCP. */
export async function startIssuer(configuration: IssuerConfiguration): Promise<Issuer> {
  const { dataDirectory, logger } = configuration
  const database = openIssuerDatabase(join(dataDirectory, 'issuer.db'))
  const keys = JSON.parse(readFileSync(join(dataDirectory, 'issuer-keys.json'), 'utf8')) as IssuerKeys
  const ports: IssuerPorts = {
    clock: { now: () => Date.now() },
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    securityModule: configuration.securityModule,
    store: issuerStore(database),
    cardVault: openCardVault(join(dataDirectory, 'card-vault.key'), { now: () => Date.now() }),
    zoneKeys: { pin: keys.pin, mac: keys.mac },
    ...(keys.zoneMaster ? { zoneMasterKey: keys.zoneMaster } : {}),
    pinBlockFormat: 'iso-0',
    pinOffsetKey: keys.pinOffset,
    decimalisationTable: keys.decimalisationTable,
    ...(keys.chip ? { chipKeys: keys.chip } : {}),
    perCard: new Turns(),
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(ports, socket, logger)
  })
  server.listen(configuration.port, configuration.address)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    bank: await demoBank(ports, {
      ...certificationIn(dataDirectory),
      keyFile: join(dataDirectory, 'chip-keys.json'),
      memoryFile: join(dataDirectory, 'chip-memories.json'),
    }),
    cards: () => ports.store.cards(),
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await database.close()
    },
  }
}

/** Certificates for the issuer's chips; missing where it was prepared before there were any. */
function certificationIn(dataDirectory: string): { readonly certification?: Certification } {
  const file = join(dataDirectory, 'certification.json')
  return existsSync(file) ? { certification: JSON.parse(readFileSync(file, 'utf8')) as Certification } : {}
}

/** One acquirer's connection; many requests may be in work at once and are answered as they are done. */
function serve(ports: IssuerPorts, socket: Socket, logger: Logger): void {
  const decoder = new FrameDecoder(HOST_FRAMING)
  socket.setNoDelay(true)
  socket.on('error', (failure) => logger.debug({ reason: failure.message }, 'acquirer socket'))
  socket.on('data', (chunk) => {
    for (const frame of decoder.push(chunk, Date.now())) {
      if (!frame.ok) {
        logger.warn({ reason: frame.error.reason }, 'acquirer connection closed')
        socket.destroy()
        return
      }
      void handleAcquirerMessage(ports, frame.value.body)
        .then((body) => body && socket.write(encodeFrame({ body })))
        .catch((failure: unknown) => {
          if (failure instanceof StoreFailure) {
            logger.fatal({ reason: failure.message }, 'stopping')
            process.exit(70)
          }
          logger.error(
            { reason: failure instanceof Error ? failure.message : 'unknown' },
            'a message could not be handled',
          )
        })
    }
  })
}
