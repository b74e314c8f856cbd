import type { Permission } from '@fiftyfive/contract'
import { lazy, type ComponentType, type ReactNode } from 'react'
import type { Route } from './route.ts'
import { APPROVING } from './shell/navigation-entries.ts'

type Loader = () => Promise<{ readonly default: ComponentType<never> }>
const loaders: Loader[] = []

/** A page of its own file: loaded when it is opened, or before that when the browser has nothing else to do. */
function page<Props>(load: () => Promise<ComponentType<Props>>) {
  const loader = async () => ({ default: await load() })
  loaders.push(loader as Loader)
  return lazy(loader)
}

const AccountPage = page(async () => (await import('./account/account-page.tsx')).AccountPage)
const ApprovalsPage = page(async () => (await import('./approvals/approvals-page.tsx')).ApprovalsPage)
const AttemptPage = page(async () => (await import('./attempt/attempt-page.tsx')).AttemptPage)
const AuditPage = page(async () => (await import('./audit/audit-page.tsx')).AuditPage)
const EffectsPage = page(async () => (await import('./effects/effects-page.tsx')).EffectsPage)
const IncidentPage = page(async () => (await import('./incident/incident-page.tsx')).IncidentPage)
const IncidentsPage = page(async () => (await import('./incident/incidents-page.tsx')).IncidentsPage)
const KeysPage = page(async () => (await import('./keys/keys-page.tsx')).KeysPage)
const LearningPage = page(async () => (await import('./learning/learning-page.tsx')).LearningPage)
const LivePage = page(async () => (await import('./live/live-page.tsx')).LivePage)
const PeoplePage = page(async () => (await import('./people/people-page.tsx')).PeoplePage)
const PlacePage = page(async () => (await import('./place/place-page.tsx')).PlacePage)
const PlacesPage = page(async () => (await import('./place/places-page.tsx')).PlacesPage)
const ReportsPage = page(async () => (await import('./reports/reports-page.tsx')).ReportsPage)
const ShopPage = page(async () => (await import('./shops/shop-page.tsx')).ShopPage)
const ShopsPage = page(async () => (await import('./shops/shops-page.tsx')).ShopsPage)
const StatementPage = page(async () => (await import('./shops/statement-page.tsx')).StatementPage)
const WebhooksPage = page(async () => (await import('./webhooks/webhooks-page.tsx')).WebhooksPage)

export type PageName = Route['page']
type RouteTo<Name extends PageName> = Route & { readonly page: Name }

type Pages = {
  readonly [Name in PageName]: {
    /** One of these will do; without any, whoever has signed in may see the page. */
    readonly needs?: readonly Permission[]
    /** undefined: there is no such page. */
    readonly show: (route: RouteTo<Name>) => ReactNode
  }
}

/** Every page with the right it takes. A key per thing: nothing opened or chosen on one page carries over to another's. */
export const PAGES: Pages = {
  live: { needs: ['attempts.read'], show: ({ filters }) => <LivePage filters={filters} /> },
  attempt: {
    needs: ['attempts.read'],
    show: ({ id, verdict }) => <AttemptPage key={id} id={id} verdict={verdict} />,
  },
  incidents: { needs: ['incidents.read'], show: () => <IncidentsPage /> },
  incident: { needs: ['incidents.read'], show: ({ id }) => <IncidentPage key={id} id={id} /> },
  places: {
    needs: ['attempts.read'],
    show: ({ kind, q }) => <PlacesPage key={kind} kind={kind} q={q} />,
  },
  terminal: { needs: ['attempts.read'], show: ({ id }) => <PlacePage key={id} kind="terminal" value={id} /> },
  merchant: { needs: ['attempts.read'], show: ({ id }) => <PlacePage key={id} kind="merchant" value={id} /> },
  issuer: { needs: ['attempts.read'], show: ({ id }) => <PlacePage key={id} kind="issuer" value={id} /> },
  card: { needs: ['attempts.read'], show: ({ id }) => <PlacePage key={id} kind="card" value={id} /> },
  learning: { needs: ['incidents.read'], show: () => <LearningPage /> },
  keys: { needs: ['keys.read'], show: () => <KeysPage /> },
  effects: { needs: ['attempts.read'], show: ({ days }) => <EffectsPage days={days} /> },
  shops: { needs: ['own-shops.read'], show: () => <ShopsPage /> },
  shop: { needs: ['own-shops.read'], show: ({ id }) => <ShopPage key={id} merchant={id} /> },
  statement: { needs: ['own-shops.read'], show: ({ id }) => <StatementPage key={id} merchant={id} /> },
  reports: { needs: ['reports.read'], show: () => <ReportsPage /> },
  approvals: { needs: APPROVING, show: () => <ApprovalsPage /> },
  webhooks: { needs: ['webhooks.manage'], show: () => <WebhooksPage /> },
  account: { show: () => <AccountPage /> },
  people: { needs: ['accounts.manage'], show: () => <PeoplePage /> },
  audit: { needs: ['audit.read'], show: () => <AuditPage /> },
  // Shown before anybody has signed in (app.tsx).
  invitation: { show: () => undefined },
  'not-found': { show: () => undefined },
}

/** Pages that hear of attempts as they happen; going from one to another keeps the connection. */
export const LIVE_PAGES: ReadonlySet<PageName> = new Set(['live', 'attempt'])

/** Fetches the other pages once the first one stands, so that going there takes no time. */
export function prefetchPages(): void {
  const idle = 'requestIdleCallback' in globalThis ? requestIdleCallback : (run: () => void) => setTimeout(run, 2_000)
  idle(() => {
    for (const load of loaders) void load().catch(() => undefined)
  })
}

/** Where somebody without the live list begins: the first of these they may see. */
export const HOMES = [{ page: 'shops' }, { page: 'keys' }, { page: 'people' }, { page: 'account' }] as const
