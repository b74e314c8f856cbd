import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  type AcquirerPorts,
  handleTerminalMessage,
  issueActivation,
  type Merchant,
  nothingInFlight,
  refuseOverloaded,
  undoLateApproval,
} from '@fiftyfive/acquiring'
import { openCardVault } from '@fiftyfive/store/card-vault'
import type { HostConfiguration } from './configuration.ts'
import { StandingRestrictions } from './actions/index.ts'
import { keepDelivering } from './delivery.ts'
import { afterFailure } from './failure.ts'
import { openLinks, waitingElsewhere } from './issuers/links.ts'
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
import { keepCardKeys } from './retention/keeping.ts'
import { openWebPort } from './web/web-port.ts'

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

const SETTLE_INTERVAL_MS = 15_000
const ADMISSION_TICK_MS = 10
/** Rows that are written together cost less, but those of a whole second held up the payments of 50 ms. */
const ROWS_TOGETHER = 256
/** An issuer's time-out is over by then; what is still open is recovered by the next start. */
const DRAIN_MS_MAX = 15_000

/** Starts the acquirer: store, recovery, issuer links, store and forward, terminal listeners, web port. */
export async function startHost(configuration: HostConfiguration): Promise<Host> {
  const payments = await openPayments(configuration, clock)
  const observed = startObserving(configuration)
  const { acquirer, standing, ...intake } = await openAcquirer(configuration, payments, observed)
  const works = await startWorks(configuration, { acquirer, payments, ...intake, ...observed })
  const answer: AnswerMessage = (connection, body, age_ms) =>
    intake.admission.take(connection, body, performance.now() - age_ms)
  const listeners = await listen(configuration, answer)
  const web = await openWebPort(configuration, { acquirer, payments, standing, answer, ...intake, ...observed })
  return {
    terminalPort: portOf(listeners[0]) ?? 0,
    terminalTlsPort: portOf(listeners[1]),
    webPort: web.port,
    setupCode: web.setupCode,
    issueActivation: (merchant) => issueActivation(acquirer, merchant),
    async close() {
      observed.stopSettling()
      works.stopLooking()
      for (const listener of listeners) listener.refuseNew()
      await finishUnderWay(intake.admission)
      await works.stop()
      for (const listener of listeners) listener.close()
      await web.close()
      await observed.tracer.close()
      await Promise.all(intake.links.map((link) => link.close()))
      await works.stopCatchingUp()
      await observed.watch.close()
      await payments.close()
    },
  }
}

const clock = { now: () => Date.now() }

/** What looks on: the diagnosis with the console's rows, what changes around the terminals, traces and the last hour's pulse. */
function startObserving({ dataDirectory, databaseUrl, issuers, logger, model, tracing }: HostConfiguration) {
  const watch = new Watch({ path: observationsFile(dataDirectory), databaseUrl, clock, logger, model })
  const surroundings = new Surroundings((event) => watch.record(event), clock)
  for (const change of changedTables(dataDirectory, issuers, clock.now())) watch.record(change)
  const settling = setInterval(() => watch.settle(), SETTLE_INTERVAL_MS).unref()
  return {
    watch,
    surroundings,
    tracer: new Tracer(tracing),
    pulse: new Pulse(clock),
    stopSettling: () => clearInterval(settling),
  }
}

type Observing = ReturnType<typeof startObserving>

/** The acquirer with its links to issuers and its admission: who is let in and who is refused. */
async function openAcquirer(configuration: HostConfiguration, payments: Payments, observing: Observing) {
  const { dataDirectory, logger, securityModule } = configuration
  const { watch, tracer, pulse } = observing
  const links = openLinks(configuration, (link, message) =>
    undoLateApproval(acquirer, message)
      .then((undone) => logger.info({ link, mti: message.mti, undone }, 'late or unsolicited answer'))
      .catch(afterFailure(logger)),
  )
  const handle = (body: Uint8Array) => handleTerminalMessage(acquirer, body).catch(afterFailure(logger))
  const admission: Admission = new Admission(
    {
      handle: tracer.isOn ? (body) => tracer.within('terminal message', 'server', {}, () => handle(body)) : handle,
      refuse: refuseOverloaded,
    },
    configuration.admission,
  )
  const standing = new StandingRestrictions(payments.store)
  // Before the first terminal is let in.
  await standing.refresh()
  await watch.ready()
  const qrOrders = new OpenQrOrders()
  const vault = openCardVault(join(dataDirectory, 'card-vault.key'), clock)
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
  return { acquirer, standing, links, admission, qrOrders, vault }
}

type Intake = Omit<Awaited<ReturnType<typeof openAcquirer>>, 'standing'>

/** What goes on by itself: documents follow the journal, keys of card numbers, what is owed, chores, and the pulse. */
async function startWorks(
  configuration: HostConfiguration,
  { acquirer, payments, admission, vault, surroundings, watch, pulse }: Intake & Observing & { payments: Payments },
) {
  const { logger, securityModule } = configuration
  const failed = afterFailure(logger)
  const stopCatchingUp = keepCatchingUp((least) => payments.catchUp(least), ROWS_TOGETHER, failed)
  const cardKeyPorts = { ...acquirer, securityModule, cardKeys: payments.cardKeys, vault }
  const stopKeepingCardKeys = await keepCardKeys(cardKeyPorts, configuration)
  const stopDelivering = await keepDelivering(acquirer, payments, configuration)
  const stopKeeping = keepHouse(acquirer, payments, { surroundings, watch }, configuration, failed)
  const admitting = setInterval(() => admission.checkTime(performance.now()), ADMISSION_TICK_MS).unref()
  const found: Parameters<typeof startPulse>[1]['found'] = (status) => surroundings.securityModule(status)
  const stopPulse = startPulse(pulse, { admission, securityModule, found })
  return {
    /** Ends what only looks at the time. */
    stopLooking(): void {
      stopPulse()
      stopKeepingCardKeys()
    },
    /** To be called when no message is under way any more. */
    async stop(): Promise<void> {
      clearInterval(admitting)
      await stopKeeping()
      await stopDelivering()
    },
    /** Last, since the others write. */
    stopCatchingUp,
  }
}

/** Waits for what was taken from terminals, and for its answers to leave. */
async function finishUnderWay(admission: Admission): Promise<void> {
  await Promise.race([admission.drain(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS_MAX).unref())])
  // What was answered last leaves at the end of a turn.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
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
