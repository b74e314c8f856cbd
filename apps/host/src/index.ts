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
import { openCardVault } from '@fiftyfive/store/card-vault'
import { StoreFailure } from '@fiftyfive/store/sqlite'
import type { HostConfiguration } from './configuration.ts'
import { StandingRestrictions } from './actions/index.ts'
import { TcpIssuerLink } from './issuers/issuer-link.ts'
import { keepCatchingUp } from './catching-up.ts'
import { keepHouse } from './housekeeping.ts'
import { OpenQrOrders } from './qr/orders.ts'
import { Surroundings } from './observations/surroundings.ts'
import { changedTables } from './observations/tables.ts'
import { Watch } from './observations/watch.ts'
import { observationsFile, openPayments, type Payments } from './payments.ts'
import { Pulse, startPulse } from './pulse/index.ts'
import { Tracer, traceSteps } from './telemetry/index.ts'
import { Admission } from './terminals/admission.ts'
import type { AnswerMessage } from './terminals/connection.ts'
import { terminalDownloads } from './terminals/downloads.ts'
import { listenForTerminals, type TerminalListener } from './terminals/tcp-listener.ts'
import { type CardKeyPorts, destroyCardKeys, makeCardKeys, openCardKeys } from './retention/card-keys.ts'
import { openWebPort } from './web/web-port.ts'
import { readZoneKeys } from './zone-keys.ts'

export { destroyCardKeys, KEEP_DAYS_MIN, oldCardKeys } from './retention/card-keys.ts'
export { retentionReport } from './retention/report.ts'
export type { DemoControls, HostConfiguration, IssuerConfiguration, RolloutControl } from './configuration.ts'
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

const CARD_KEY_INTERVAL_MS = 3_600_000
const SETTLE_INTERVAL_MS = 15_000
const DELIVERY_INTERVAL_MS = 1_000
const ADMISSION_TICK_MS = 10
/** Rows that are written together cost less, but those of a whole second held up the payments of 50 ms. */
const ROWS_TOGETHER = 256
/** An issuer's time-out is over by then; what is still open is recovered by the next start. */
const DRAIN_MS_MAX = 15_000
const STOPPED_BY_STORE = 70

/** Starts the acquirer: store, recovery, issuer links, store and forward, terminal listeners, web port. */
export async function startHost(configuration: HostConfiguration): Promise<Host> {
  const { dataDirectory, logger, securityModule } = configuration
  const clock = { now: () => Date.now() }
  const payments = await openPayments(configuration, clock)
  const { databaseUrl, model } = configuration
  const watch = new Watch({ path: observationsFile(dataDirectory), databaseUrl, clock, logger, model })
  const surroundings = new Surroundings((event) => watch.record(event), clock)
  for (const change of changedTables(dataDirectory, configuration.issuers, clock.now())) watch.record(change)
  const tracer = new Tracer(configuration.tracing)
  const settling = setInterval(() => watch.settle(), SETTLE_INTERVAL_MS).unref()
  const stopCatchingUp = keepCatchingUp((least) => payments.catchUp(least), ROWS_TOGETHER, afterFailure(logger))
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
  const pulse = new Pulse(clock)
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
  await watch.ready()
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
      pulse.observe(event)
    },
    inFlight: nothingInFlight(),
    counters: payments.counters,
    qrOrders,
    restrictions: standing.list,
    downloads: terminalDownloads(dataDirectory),
  }
  for (const link of links) link.ring.adopt(await payments.store.zoneKeys(link.name))
  const cardKeyPorts = { ...acquirer, securityModule, cardKeys: payments.cardKeys, vault }
  await openCardKeys(cardKeyPorts)
  const keepingCardKeys = setInterval(
    () => void keepCardKeys(cardKeyPorts, configuration).catch(afterFailure(logger)),
    CARD_KEY_INTERVAL_MS,
  ).unref()
  const stopDelivering = await keepDelivering(acquirer, payments, configuration)
  const stopKeeping = keepHouse(acquirer, payments, { surroundings, watch }, logger, afterFailure(logger))

  const answer: AnswerMessage = (connection, body, age_ms) =>
    admission.take(connection, body, performance.now() - age_ms)
  const admitting = setInterval(() => admission.checkTime(performance.now()), ADMISSION_TICK_MS).unref()
  const stopPulse = startPulse(pulse, {
    admission,
    securityModule,
    found: (status) => surroundings.securityModule(status),
  })
  const listeners = await listen(configuration, answer)
  const web = await openWebPort(configuration, {
    acquirer,
    payments,
    watch,
    links,
    standing,
    admission,
    tracer,
    pulse,
    qrOrders,
    answer,
  })
  return {
    terminalPort: portOf(listeners[0]) ?? 0,
    terminalTlsPort: portOf(listeners[1]),
    webPort: web.port,
    setupCode: web.setupCode,
    issueActivation: (merchant) => issueActivation(acquirer, merchant),
    async close() {
      clearInterval(settling)
      stopPulse()
      clearInterval(keepingCardKeys)
      for (const listener of listeners) listener.refuseNew()
      await Promise.race([admission.drain(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS_MAX).unref())])
      // What was answered last leaves at the end of a turn.
      for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
      clearInterval(admitting)
      await stopKeeping()
      await stopDelivering()
      for (const listener of listeners) listener.close()
      await web.close()
      await tracer.close()
      await Promise.all(links.map((link) => link.close()))
      await stopCatchingUp()
      await watch.close()
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
  answer: AnswerMessage,
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
