import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  type AcquirerPorts,
  deliverOwed,
  handleTerminalMessage,
  issueActivation,
  type IssuerLink,
  type Merchant,
  nothingInFlight,
  recoverOpenPayments,
  refuseOverloaded,
  undoLateApproval,
} from '@fiftyfive/acquiring'
import { MODEL } from '@fiftyfive/diagnosis'
import { Turns } from '@fiftyfive/kernel'
import { openCardVault } from '@fiftyfive/store/card-vault'
import { openAccountStore, StoreFailure } from '@fiftyfive/store/sqlite'
import { firstInvitation } from './accounts/invitations.ts'
import { Challenges } from './accounts/passkeys.ts'
import type { AccountPorts } from './accounts/ports.ts'
import { openSealing } from './accounts/sealing.ts'
import type { HostConfiguration } from './configuration.ts'
import { RecentHour, StandingRestrictions, startActions } from './actions/index.ts'
import { TcpIssuerLink } from './issuers/issuer-link.ts'
import { keepHouse } from './housekeeping.ts'
import { OpenQrOrders } from './qr/orders.ts'
import { Watch } from './observations/watch.ts'
import { openPayments, type Payments } from './payments.ts'
import { Tracer, traceRequests, traceSteps } from './telemetry/index.ts'
import { Admission } from './terminals/admission.ts'
import { terminalDownloads } from './terminals/downloads.ts'
import { listenForTerminals, type TerminalListener } from './terminals/tcp-listener.ts'
import { acceptTerminalSockets } from './terminals/web-socket.ts'
import { accountsApi } from './web/accounts-api.ts'
import { actionsApi } from './web/actions-api.ts'
import { attemptsApi } from './web/attempts-api.ts'
import { startWebhooks, Webhooks } from './webhooks/index.ts'
import { webhooksApi } from './web/webhooks-api.ts'
import { demoApi } from './web/demo-api.ts'
import { deskApi } from './web/desk-api.ts'
import { descriptionApi } from './web/description-api.ts'
import { guard } from './web/guard.ts'
import { idempotency } from './web/idempotency.ts'
import { incidentsApi } from './web/incidents-api.ts'
import { insightApi } from './web/insight-api.ts'
import { metricsApi } from './web/metrics.ts'
import { placesApi } from './web/places-api.ts'
import { onboardingApi } from './web/onboarding-api.ts'
import { webServer } from './web/server.ts'
import { sessionApi } from './web/session-api.ts'
import { type CardKeyPorts, destroyCardKeys, makeCardKeys, openCardKeys } from './retention/card-keys.ts'
import { readZoneKeys } from './zone-keys.ts'

export { destroyCardKeys, KEEP_DAYS_MIN, oldCardKeys } from './retention/card-keys.ts'
export { retentionReport } from './retention/report.ts'
export type { DemoControls, HostConfiguration, IssuerConfiguration } from './configuration.ts'
/** For commands that ask a running host. */
export { apiClient, type Confirmation } from '@fiftyfive/contract'

export interface Host {
  readonly terminalPort: number
  readonly terminalTlsPort: number | undefined
  readonly webPort: number
  /** Code for the first administrator's link; undefined once there is one. */
  readonly setupCode: string | undefined
  /** A code with which one new terminal of that merchant can be activated. */
  readonly issueActivation: (merchant: Merchant) => Promise<string>
  /** Finishes what is in flight while everything new is refused, then stops. */
  close(): Promise<void>
}

/** How far what follows from the journal, and what the console shows, may lag behind. */
const CATCH_UP_INTERVAL_MS = 200
const CARD_KEY_INTERVAL_MS = 3_600_000
const SETTLE_INTERVAL_MS = 15_000
const DELIVERY_INTERVAL_MS = 1_000
const ADMISSION_TICK_MS = 20
/** An issuer's time-out is over by then; what is still open is recovered by the next start. */
const DRAIN_MS_MAX = 15_000
const STOPPED_BY_STORE = 70

/** Starts the acquirer: store, recovery, issuer links, store and forward, terminal listeners, web port. */
export async function startHost(configuration: HostConfiguration): Promise<Host> {
  const { dataDirectory, logger, securityModule } = configuration
  const clock = { now: () => Date.now() }
  const payments = await openPayments(configuration, clock)
  const { log, incidents, figures, events } = payments
  const watch = new Watch({ log, incidents, events, clock, logger, model: configuration.model })
  const tracer = new Tracer(configuration.tracing)
  const settling = setInterval(() => watch.settle(), SETTLE_INTERVAL_MS).unref()
  const catchUp = async () => {
    await Promise.all([watch.write(), payments.catchUp()])
  }
  const catchingUp = setInterval(() => void catchUp().catch(afterFailure(logger)), CATCH_UP_INTERVAL_MS).unref()
  const links = configuration.issuers.map(
    (issuer) =>
      new TcpIssuerLink(issuer, readZoneKeys(dataDirectory, issuer.name), {
        securityModule,
        logger,
        timeout_ms: configuration.issuerTimeout_ms,
        unexpected: (message) =>
          void undoLateApproval(acquirer, message)
            .then((undone) =>
              logger.info({ link: issuer.name, mti: message.mti, undone }, 'late or unsolicited answer'),
            )
            .catch(afterFailure(logger)),
      }),
  )
  const qrOrders = new OpenQrOrders()
  const vault = openCardVault(join(dataDirectory, 'card-vault.key'), clock)
  const admission: Admission = new Admission(
    {
      handle: (body) =>
        tracer.within('terminal message', 'server', {}, () =>
          handleTerminalMessage(acquirer, body).catch(afterFailure(logger)),
        ),
      refuse: refuseOverloaded,
    },
    configuration.admission,
  )
  const standing = new StandingRestrictions(payments.store)
  // Before the first terminal is let in.
  await standing.refresh()
  const acquirer: AcquirerPorts = {
    clock,
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    securityModule,
    store: payments.store,
    cardVault: vault,
    links: links.map((link) => waitingElsewhere(link, admission, tracer)),
    explain: (observation, code) => watch.explain(observation, code),
    observe: (event) => {
      watch.observe(event)
      traceSteps(tracer, event)
    },
    inFlight: nothingInFlight(),
    counters: payments.counters,
    qrOrders,
    restrictions: standing.list,
    downloads: terminalDownloads(),
  }
  for (const link of links) link.ring.adopt(await payments.store.zoneKeys(link.name))
  const cardKeyPorts = { ...acquirer, securityModule, cardKeys: payments.cardKeys, vault }
  await openCardKeys(cardKeyPorts)
  const keepingCardKeys = setInterval(
    () => void keepCardKeys(cardKeyPorts, configuration).catch(afterFailure(logger)),
    CARD_KEY_INTERVAL_MS,
  ).unref()
  const stopDelivering = await keepDelivering(acquirer, payments, configuration)
  const stopKeeping = keepHouse(acquirer, payments, logger, afterFailure(logger))

  const answer = (connection: object, body: Uint8Array) => admission.take(connection, body, performance.now())
  const admitting = setInterval(() => admission.checkTime(performance.now()), ADMISSION_TICK_MS).unref()
  const listeners = await listen(configuration, answer)
  const accounts: AccountPorts = {
    store: openAccountStore(join(dataDirectory, 'accounts.db')),
    clock,
    sealing: openSealing(join(dataDirectory, 'accounts.key')),
    secondFactorRequired: configuration.demo === undefined,
    visitors: configuration.demo !== undefined,
    turns: new Turns(),
  }
  const web = await webServer(configuration.pages, logger, configuration)
  traceRequests(web, tracer)
  await guard(web, accounts)
  // Whoever asks hears of everything that has happened, also of what was not written yet.
  web.addHook('preHandler', async ({ method, url }) => {
    if (method === 'GET' && url.startsWith('/api/')) await watch.write()
  })
  idempotency(web, accounts)
  descriptionApi(web)
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
  const reading = { log, incidents, figures, events, store: payments.store, clock }
  insightApi(web, reading)
  placesApi(web, { ...reading, links: links.map(({ name }) => name) })
  incidentsApi(web, { incidents, log, watch })
  deskApi(web, { accounts, incidents, watch, model: (configuration.model ?? MODEL).version })
  const webhooks = new Webhooks(accounts, configuration.webhooks)
  const telling = startWebhooks(webhooks, { watch, incidents, logger })
  webhooksApi(web, webhooks)
  const { tell } = telling
  const acting = await startActions(
    { accounts, acquirer, standing, incidents, recent: new RecentHour(log, clock.now()), logger, tell },
    watch,
  )
  actionsApi(web, { actions: acting.actions, incidents })
  metricsApi(web, {
    watch,
    health,
    figures() {
      const { running, waiting } = acting.actions.counts()
      const { inFlight, queued, refused } = admission.counts()
      return {
        fiftyfive_incidents_open: incidents.list({ state: 'open', limit: 1_000 }).length,
        fiftyfive_actions_running: running,
        fiftyfive_approvals_waiting: waiting,
        fiftyfive_messages_in_flight: inFlight,
        fiftyfive_messages_queued: queued,
        fiftyfive_messages_refused: refused,
        fiftyfive_webhook_deliveries_waiting: webhooks.waiting,
        fiftyfive_spans_dropped: tracer.dropped,
      }
    },
  })
  onboardingApi(web, acquirer)
  if (configuration.demo && links[0]) demoApi(web, { acquirer, link: links[0], demo: configuration.demo, qrOrders })
  await web.listen({ port: configuration.webPort, host: configuration.address })
  return {
    terminalPort: portOf(listeners[0]) ?? 0,
    terminalTlsPort: portOf(listeners[1]),
    webPort: (web.server.address() as AddressInfo).port,
    setupCode: await firstInvitation(accounts),
    issueActivation: (merchant) => issueActivation(acquirer, merchant),
    async close() {
      clearInterval(settling)
      clearInterval(keepingCardKeys)
      for (const listener of listeners) listener.refuseNew()
      await Promise.race([admission.drain(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS_MAX).unref())])
      // What was answered last leaves at the end of this turn.
      await new Promise((resolve) => setImmediate(resolve))
      clearInterval(admitting)
      await stopKeeping()
      await stopDelivering()
      for (const listener of listeners) listener.close()
      await web.close()
      await acting.stop()
      await telling.stop()
      await tracer.close()
      await Promise.all(links.map((link) => link.close()))
      await accounts.store.close()
      clearInterval(catchingUp)
      await watch.write()
      await payments.close()
    },
  }
}

async function keepCardKeys(ports: CardKeyPorts, { keepCardDays, logger }: HostConfiguration): Promise<void> {
  await makeCardKeys(ports)
  const destroyed = keepCardDays === undefined ? [] : await destroyCardKeys(ports, keepCardDays)
  if (destroyed.length > 0) logger.info({ days: destroyed.map(({ day }) => day) }, 'keys of card numbers destroyed')
}

const portOf = (listener: TerminalListener | undefined): number | undefined =>
  listener && (listener.server.address() as AddressInfo).port

/** Terminals in the clear on their port and, where it is configured, over TLS on another. */
async function listen(
  { terminalPort, terminalTls, address, logger }: HostConfiguration,
  answer: Parameters<typeof listenForTerminals>[0],
): Promise<readonly TerminalListener[]> {
  const plain = listenForTerminals(answer, logger)
  plain.server.listen(terminalPort, address)
  await once(plain.server, 'listening')
  if (!terminalTls) return [plain]
  const secure = listenForTerminals(answer, logger, { tls: terminalTls.options })
  secure.server.listen(terminalTls.port, address)
  await once(secure.server, 'listening')
  return [plain, secure]
}

/** While a payment waits for its issuer, the host has room for another. */
const waitingElsewhere = (link: TcpIssuerLink, admission: Admission, tracer: Tracer): IssuerLink => ({
  name: link.name,
  ranges: link.ranges,
  acquirerId: link.acquirerId,
  get zoneKeys() {
    return link.zoneKeys
  },
  ring: link.ring,
  standIn: link.standIn,
  pinBlockFormat: link.pinBlockFormat,
  up: () => link.up(),
  exchange: (request, under) =>
    tracer.within('issuer exchange', 'client', { 'fiftyfive.link': link.name, 'fiftyfive.mti': request.mti }, (span) =>
      admission.away(link.exchange(request, under)).then((answered) => {
        span.set({ 'fiftyfive.answer': answered.ok ? (answered.value[39] ?? '') : answered.error })
        return answered
      }),
    ),
})

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

/**
 * Recovers what a stopped host left open, and comes back to what is owed to issuers until nothing is. Of hosts that share
 * a store one does it, and another takes over when that one is gone.
 */
async function keepDelivering(
  acquirer: AcquirerPorts,
  payments: Payments,
  { logger, databaseUrl }: HostConfiguration,
): Promise<() => Promise<void>> {
  let stopped = false
  let recoveredOnce = false
  let timer: NodeJS.Timeout
  const round = async () => {
    if (!(await payments.leads())) return
    // A host alone finds its own payments open while it works on them: then only the start tells what was left.
    if (databaseUrl !== undefined || !recoveredOnce) {
      const recovered = await recoverOpenPayments(acquirer)
      if (recovered > 0) logger.warn({ recovered }, 'payments left open became unknown and are being reversed')
      recoveredOnce = true
    }
    if (!stopped) await deliverOwed(acquirer)
  }
  await round().catch(afterFailure(logger))
  let running: Promise<unknown> = Promise.resolve()
  const again = () => {
    timer = setTimeout(() => {
      running = round()
        .catch(afterFailure(logger))
        .then(() => (stopped ? undefined : again()))
    }, DELIVERY_INTERVAL_MS)
  }
  again()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
