import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AcquirerPorts } from '@fiftyfive/acquiring'
import { type Clock, Turns } from '@fiftyfive/kernel'
import { openSharedAccountStore } from '@fiftyfive/store/postgres'
import { openAccountStore } from '@fiftyfive/store/sqlite'
import { firstInvitation } from '../accounts/invitations.ts'
import { Challenges } from '../accounts/passkeys.ts'
import type { AccountPorts } from '../accounts/ports.ts'
import { openSealing, requireSealing } from '../accounts/sealing.ts'
import { RecentHour, type StandingRestrictions, startActions } from '../actions/index.ts'
import type { HostConfiguration } from '../configuration.ts'
import type { TcpIssuerLink } from '../issuers/issuer-link.ts'
import { SharedIncidents } from '../observations/shared-incidents.ts'
import type { Watch } from '../observations/watch.ts'
import { observationsFile, type Payments } from '../payments.ts'
import type { Pulse } from '../pulse/index.ts'
import type { OpenQrOrders } from '../qr/orders.ts'
import { Reports, startReports } from '../reports/index.ts'
import { Reading } from '../reading/reading.ts'
import { type Tracer, traceRequests } from '../telemetry/index.ts'
import type { Admission } from '../terminals/admission.ts'
import { acceptTerminalSockets } from '../terminals/web-socket.ts'
import { startWebhooks, Webhooks } from '../webhooks/index.ts'
import { accountsApi } from './accounts-api.ts'
import { actionsApi } from './actions-api.ts'
import { attemptsApi } from './attempts-api.ts'
import { demoApi } from './demo-api.ts'
import { descriptionApi } from './description-api.ts'
import { deskApi } from './desk-api.ts'
import { guard } from './guard.ts'
import { idempotency } from './idempotency.ts'
import { Confirmations, Desk } from '../desk/desk.ts'
import { Models } from '../desk/models.ts'
import { lentAccounts } from '../accounts/lent.ts'
import { readBankDays } from '../fees/bank-days.ts'
import { readFeeAgreements } from '../fees/agreements.ts'
import { incidentsApi } from './incidents-api.ts'
import { insightApi } from './insight-api.ts'
import { metricsApi } from './metrics.ts'
import { onboardingApi } from './onboarding-api.ts'
import { placesApi } from './places-api.ts'
import { reportsApi } from './reports-api.ts'
import { webServer } from './server.ts'
import { sessionApi } from './session-api.ts'
import { webhooksApi } from './webhooks-api.ts'

export interface WebPorts {
  readonly acquirer: AcquirerPorts
  readonly payments: Payments
  readonly watch: Watch
  readonly links: readonly TcpIssuerLink[]
  readonly standing: StandingRestrictions
  readonly admission: Admission
  readonly tracer: Tracer
  readonly pulse: Pulse
  readonly qrOrders: OpenQrOrders
  /** Answers a message of a terminal that comes through the web. */
  readonly answer: Parameters<typeof acceptTerminalSockets>[1]
}

export interface WebPort {
  readonly port: number
  /** Code for the first administrator's link; undefined once there is one. */
  readonly setupCode: string | undefined
  close(): Promise<void>
}

/** Everything that people and programs reach over HTTP: pages, API, live events, and what acts on incidents for them. */
export async function openWebPort(configuration: HostConfiguration, ports: WebPorts): Promise<WebPort> {
  const { logger, webhooks: webhookOptions } = configuration
  const { acquirer, payments, watch, links, tracer } = ports
  const { clock } = acquirer
  const { log, incidents } = payments.observations
  const accounts = await openAccounts(configuration, clock)
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
  accountsApi(web, accounts, challenges, async (id) => (await payments.store.merchant(id)) !== undefined)
  acceptTerminalSockets(web.server, ports.answer, logger)
  const health = healthOf(configuration, links)
  const reading = new Reading(observationsFile(configuration.dataDirectory))
  const confirmations = new Confirmations(accounts)
  const confirmationOf = (attempt: string) => confirmations.of('attempt', attempt)
  attemptsApi(web, {
    log,
    reading,
    watch,
    pulse: ports.pulse,
    clock,
    health,
    confirmationOf,
  })
  insightApi(web, { incidents, reading, store: payments.store, clock })
  placesApi(web, { reading, store: payments.store, links: links.map(({ name }) => name), clock })
  const ofAllHosts = new SharedIncidents({ store: accounts.store, watch, clock })
  await ofAllHosts.catchUp()
  const desk = new Desk(accounts)
  const models = new Models(accounts, configuration.model, (model) => watch.use(model))
  incidentsApi(web, {
    incidents,
    reading,
    subscribe: (listener) => ofAllHosts.subscribe(listener),
    model: () => models.running,
    caseOf: (incident) => desk.caseOf(incident),
  })
  deskApi(web, { accounts, desk, confirmations, incidents, watch, models })
  const webhooks = new Webhooks(accounts, webhookOptions)
  const due = async (): Promise<boolean> => {
    await accounts.store.refresh()
    if (configuration.databaseUrl !== undefined) await ofAllHosts.publish()
    return payments.leads()
  }
  const telling = startWebhooks(webhooks, { watch, incidents, logger, due })
  webhooksApi(web, webhooks)
  const reports = new Reports({
    log,
    figures: payments.observations.figures,
    store: payments.store,
    clock,
    reports: payments.reports,
    accounts,
    tell: (report) => webhooks.tell('report.ready', report.id, report),
  })
  const { dataDirectory } = configuration
  const fees = { agreements: readFeeAgreements(dataDirectory), bankDays: readBankDays(dataDirectory) }
  reportsApi(web, { reports, store: payments.store, ...fees })
  const reporting = startReports(reports, { leads: () => payments.leads(), logger })
  const recent = new RecentHour(log, clock.now())
  const { standing } = ports
  const acting = await startActions(
    { accounts, acquirer, standing, incidents, recent, logger, tell: telling.tell, rollouts: configuration.rollouts },
    watch,
    due,
  )
  actionsApi(web, { actions: acting.actions, incidents })
  metricsApi(web, { watch, pulse: ports.pulse, health, figures: figuresOf(ports, acting.actions, webhooks) })
  onboardingApi(web, acquirer)
  const { demo } = configuration
  if (demo && links[0]) demoApi(web, { acquirer, link: links[0], demo, qrOrders: ports.qrOrders })
  // Its thread is at work before the first page is asked for.
  void reading.ask('attempts', { limit: 1 }).catch(() => undefined)
  await web.listen({ port: configuration.webPort, host: configuration.address })
  return {
    port: (web.server.address() as AddressInfo).port,
    setupCode: await firstInvitation(accounts),
    async close() {
      await web.close()
      await reporting.stop()
      await reading.close()
      await acting.stop()
      await telling.stop()
      await accounts.store.close()
    },
  }
}

async function openAccounts(
  { dataDirectory, databaseUrl, demo, demoShops = [] }: HostConfiguration,
  clock: Clock,
): Promise<AccountPorts> {
  const store = databaseUrl
    ? await openSharedAccountStore(databaseUrl)
    : openAccountStore(join(dataDirectory, 'accounts.db'))
  const sealing = openSealing(join(dataDirectory, 'accounts.key'))
  await requireSealing(store, sealing, clock)
  return {
    store,
    clock,
    sealing,
    secondFactorRequired: demo === undefined,
    lent: demo ? lentAccounts(demoShops) : [],
    turns: new Turns(),
  }
}

const healthOf =
  ({ securityModule }: HostConfiguration, links: WebPorts['links']) =>
  async () => {
    const status = await securityModule.status()
    return {
      links: links.map((link) => ({ name: link.name, up: link.up() })),
      hsm: { up: status.ok, name: status.ok ? status.value.name : 'soft HSM' },
    }
  }

const figuresOf =
  (
    { payments, admission, tracer, watch }: WebPorts,
    actions: Awaited<ReturnType<typeof startActions>>['actions'],
    webhooks: Webhooks,
  ) =>
  () => {
    const { running, waiting } = actions.counts()
    const { inFlight, queued, refused } = admission.counts()
    return {
      fiftyfive_incidents_open: payments.observations.incidents.list({ state: 'open', limit: 1_000 }).length,
      fiftyfive_actions_running: running,
      fiftyfive_approvals_waiting: waiting,
      fiftyfive_messages_in_flight: inFlight,
      fiftyfive_messages_queued: queued,
      fiftyfive_messages_refused: refused,
      fiftyfive_webhook_deliveries_waiting: webhooks.waiting,
      fiftyfive_attempts_left_out: watch.dropped,
      fiftyfive_spans_dropped: tracer.dropped,
    }
  }
