import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  type AcquirerPorts,
  counters,
  deliverOwed,
  handleTerminalMessage,
  nothingInFlight,
  recoverOpenPayments,
} from '@fiftyfive/acquiring'
import { Turns } from '@fiftyfive/kernel'
import { openCardVault } from '@fiftyfive/store/card-vault'
import {
  acquirerStore,
  observationLog,
  openAccountStore,
  openAcquirerDatabase,
  StoreFailure,
} from '@fiftyfive/store/sqlite'
import { firstInvitation } from './accounts/invitations.ts'
import { Challenges } from './accounts/passkeys.ts'
import type { AccountPorts } from './accounts/ports.ts'
import { openSealing } from './accounts/sealing.ts'
import type { HostConfiguration } from './configuration.ts'
import { TcpIssuerLink } from './issuers/issuer-link.ts'
import { OpenQrOrders } from './qr/orders.ts'
import { Watch } from './observations/watch.ts'
import { listenForTerminals } from './terminals/tcp-listener.ts'
import { acceptTerminalSockets } from './terminals/web-socket.ts'
import { accountsApi } from './web/accounts-api.ts'
import { attemptsApi } from './web/attempts-api.ts'
import { demoApi } from './web/demo-api.ts'
import { guard } from './web/guard.ts'
import { metricsApi } from './web/metrics.ts'
import { onboardingApi } from './web/onboarding-api.ts'
import { webServer } from './web/server.ts'
import { sessionApi } from './web/session-api.ts'
import { readZoneKeys } from './zone-keys.ts'

export type { DemoControls, HostConfiguration, IssuerConfiguration } from './configuration.ts'

export interface Host {
  readonly terminalPort: number
  readonly webPort: number
  /** Code for the first administrator's link; undefined once there is one. */
  readonly setupCode: string | undefined
  close(): Promise<void>
}

const DELIVERY_INTERVAL_MS = 1_000
const STOPPED_BY_STORE = 70

/** Starts the acquirer: store, recovery, issuer links, store and forward, terminal listeners, web port. */
export async function startHost(configuration: HostConfiguration): Promise<Host> {
  const { dataDirectory, logger, securityModule } = configuration
  const clock = { now: () => Date.now() }
  const database = openAcquirerDatabase(join(dataDirectory, 'host.db'))
  const store = acquirerStore(database)
  const log = observationLog(database)
  const watch = new Watch({ log, clock, logger })
  const links = configuration.issuers.map(
    (issuer) =>
      new TcpIssuerLink(issuer, readZoneKeys(dataDirectory, issuer.name), {
        securityModule,
        logger,
        timeout_ms: configuration.issuerTimeout_ms,
      }),
  )
  const qrOrders = new OpenQrOrders()
  const acquirer: AcquirerPorts = {
    clock,
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    securityModule,
    store,
    cardVault: openCardVault(join(dataDirectory, 'card-vault.key')),
    links,
    explain: (observation, code) => watch.explain(observation, code),
    observe: (event) => watch.observe(event),
    inFlight: nothingInFlight(),
    counters: counters(clock, await store.lastReference()),
    qrOrders,
  }
  const recovered = await recoverOpenPayments(acquirer)
  if (recovered > 0) logger.warn({ recovered }, 'open payments of the last run became unknown and are being reversed')
  const stopDelivering = keepDelivering(acquirer, configuration)

  const answer = (body: Uint8Array) => handleTerminalMessage(acquirer, body).catch(afterFailure(logger))
  const terminals = listenForTerminals(answer, logger)
  const accounts: AccountPorts = {
    store: openAccountStore(join(dataDirectory, 'accounts.db')),
    clock,
    sealing: openSealing(join(dataDirectory, 'accounts.key')),
    secondFactorRequired: configuration.demo === undefined,
    visitors: configuration.demo !== undefined,
    turns: new Turns(),
  }
  const web = await webServer(configuration.pages, logger)
  await guard(web, accounts)
  const challenges = new Challenges()
  sessionApi(web, accounts, challenges)
  accountsApi(web, accounts, challenges)
  acceptTerminalSockets(web.server, answer, logger)
  const health = async () => {
    const status = await securityModule.status()
    return {
      links: links.map((link) => ({ name: link.name, up: link.up() })),
      hsm: { up: status.ok, name: status.ok ? status.value.name : 'soft HSM' },
    }
  }
  attemptsApi(web, { log, watch, clock, health })
  metricsApi(web, { watch, health })
  onboardingApi(web, acquirer)
  if (configuration.demo && links[0]) demoApi(web, { acquirer, link: links[0], demo: configuration.demo, qrOrders })

  await web.listen({ port: configuration.webPort, host: configuration.address })
  terminals.server.listen(configuration.terminalPort, configuration.address)
  await once(terminals.server, 'listening')
  return {
    terminalPort: (terminals.server.address() as AddressInfo).port,
    webPort: (web.server.address() as AddressInfo).port,
    setupCode: await firstInvitation(accounts),
    async close() {
      stopDelivering()
      terminals.close()
      await web.close()
      for (const link of links) link.close()
      await accounts.store.close()
      await database.close()
    },
  }
}

/**
 * A store that cannot write stops the process: going on could lose a payment, and a restart recovers. A bug that one
 * message brings out ends that connection only, so that nobody can stop the host by finding it.
 */
const afterFailure = (logger: HostConfiguration['logger']) => (failure: unknown) => {
  if (failure instanceof StoreFailure) {
    logger.fatal({ reason: failure.message }, 'stopping')
    process.exit(STOPPED_BY_STORE)
  }
  logger.error({ reason: failure instanceof Error ? failure.message : 'unknown' }, 'a message could not be handled')
  return undefined
}

/** Comes back to what is owed to issuers until nothing is. */
function keepDelivering(acquirer: AcquirerPorts, { logger }: HostConfiguration): () => void {
  let stopped = false
  let timer: NodeJS.Timeout
  const deliver = async () => {
    try {
      await deliverOwed(acquirer)
    } catch (failure) {
      afterFailure(logger)(failure)
    }
    if (!stopped) timer = setTimeout(() => void deliver(), DELIVERY_INTERVAL_MS)
  }
  void deliver()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
