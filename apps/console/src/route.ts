import { type AttemptSummary, PLACE_KINDS, type PlaceKind } from '@fiftyfive/contract'

/** What the live list is narrowed to. Everything is in the address, so that a view can be sent to a colleague. */
export interface Filters {
  readonly status?: AttemptSummary['status']
  readonly cause?: NonNullable<AttemptSummary['cause']>
  readonly terminal?: string
  /** Part of the attempt's number or of its masked card number. */
  readonly q?: string
}
export const FILTER_NAMES = ['status', 'cause', 'terminal', 'q'] as const satisfies readonly (keyof Filters)[]
/** Longest search and terminal identification (DE 41, ans 8) the host's list takes. */
export const TEXT_LENGTH_MAX = 40
export const TERMINAL_LENGTH = 8
export const STATUSES = ['approved', 'declined', 'pending', 'reversed', 'failed'] as const

/** Pages that need nothing but their name. */
const SIMPLE_PAGES = [
  'incidents',
  'approvals',
  'account',
  'people',
  'webhooks',
  'audit',
  'keys',
  'learning',
  'shops',
  'reports',
] as const
/** Lists of places, by the folder in the address. */
const PLACE_LISTS = { terminals: 'terminal', merchants: 'merchant', issuers: 'issuer' } as const
type ListedKind = (typeof PLACE_LISTS)[keyof typeof PLACE_LISTS]
/** Days that the effects are counted over. */
export const PERIODS = [7, 28, 56, 364] as const
/** Pages about one thing: `#/<folder>/<id>`. */
const PAGES_OF_ONE = {
  incidents: { page: 'incident', id: /^[a-z0-9-]{1,60}$/ },
  terminals: { page: 'terminal', id: /^[A-Z0-9]{8}$/ },
  merchants: { page: 'merchant', id: /^[A-Z0-9]{15}$/ },
  issuers: { page: 'issuer', id: /^.{1,60}$/ },
  cards: { page: 'card', id: /^[\w+/=-]{1,80}$/ },
  shops: { page: 'shop', id: /^[A-Z0-9]{15}$/ },
  statements: { page: 'statement', id: /^[A-Z0-9]{15}$/ },
  invitations: { page: 'invitation', id: /^[A-Za-z0-9_-]{32}$/ },
} as const
type Folder = keyof typeof PAGES_OF_ONE

export type Route =
  | { readonly page: 'live'; readonly filters: Filters }
  /** `verdict` counts from 0, the immediate one; absent means the latest. */
  | { readonly page: 'attempt'; readonly id: string; readonly verdict?: number }
  /** `q`: what is searched for. */
  | { readonly page: 'places'; readonly kind: ListedKind; readonly q: string }
  | { readonly page: 'effects'; readonly days: (typeof PERIODS)[number] }
  | { readonly page: (typeof SIMPLE_PAGES)[number] | 'not-found' }
  | { readonly page: (typeof PAGES_OF_ONE)[Folder]['page']; readonly id: string }

/** Reads `location.hash`. Unknown filter values are dropped rather than shown as an empty list without a reason. */
export function parseHash(hash: string, isCause: (text: string) => boolean): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const parameters = new URLSearchParams(query)
  if (path === '' || path === '/') return { page: 'live', filters: parseFilters(parameters, isCause) }
  const simple = SIMPLE_PAGES.find((page) => path === `/${page}`)
  if (simple) return { page: simple }
  const list = path.slice(1)
  if (Object.hasOwn(PLACE_LISTS, list)) {
    const kind = PLACE_LISTS[list as keyof typeof PLACE_LISTS]
    return { page: 'places', kind, q: (parameters.get('q') ?? '').slice(0, TEXT_LENGTH_MAX) }
  }
  if (path === '/effects') {
    const days = PERIODS.find((period) => String(period) === parameters.get('days')) ?? 56
    return { page: 'effects', days }
  }
  const [, folder = '', encoded = ''] = /^\/([a-z]+)\/([^/]+)$/.exec(path) ?? []
  const id = decoded(encoded)
  if (id === undefined) return { page: 'not-found' }
  if (folder === 'attempts') return attemptRoute(id, parameters.get('verdict'))
  const one = Object.hasOwn(PAGES_OF_ONE, folder) ? PAGES_OF_ONE[folder as Folder] : undefined
  return one?.id.test(id) ? { page: one.page, id } : { page: 'not-found' }
}

const attemptRoute = (id: string, verdict: string | null): Route =>
  verdict !== null && /^\d{1,3}$/.test(verdict)
    ? { page: 'attempt', id, verdict: Number(verdict) }
    : { page: 'attempt', id }

/** Undefined when there is nothing, or a stray percent sign. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined
  } catch {
    return undefined
  }
}

function parseFilters(parameters: URLSearchParams, isCause: (text: string) => boolean): Filters {
  const status = STATUSES.find((known) => known === parameters.get('status'))
  const cause = parameters.get('cause') ?? ''
  const terminal = parameters.get('terminal')?.trim().slice(0, TERMINAL_LENGTH)
  const q = parameters.get('q')?.trim().slice(0, TEXT_LENGTH_MAX)
  return {
    ...(status && { status }),
    ...(isCause(cause) && { cause: cause as NonNullable<Filters['cause']> }),
    ...(terminal && { terminal }),
    ...(q && { q }),
  }
}

/** Query string of the filters in a fixed order, without a question mark; empty when there are none. */
export function filterQuery(filters: Filters): string {
  const parameters = new URLSearchParams()
  for (const name of FILTER_NAMES) {
    const value = filters[name]
    if (value) parameters.set(name, value)
  }
  return parameters.toString()
}

export function liveHash(filters: Filters = {}): string {
  const query = filterQuery(filters)
  return query ? `#/?${query}` : '#/'
}

export const incidentsHash = (): string => '#/incidents'
export const incidentHash = (id: string): string => `#/incidents/${id}`
export const placesHash = (kind: ListedKind, q = ''): string =>
  `#/${kind}s${q === '' ? '' : `?${new URLSearchParams({ q }).toString()}`}`
export const placeHash = (kind: ListedKind | 'card', value: string): string => `#/${kind}s/${encodeURIComponent(value)}`
/** Whether things of this kind have pages of their own. */
export const isPlace = (dimension: string): dimension is PlaceKind =>
  (PLACE_KINDS as readonly string[]).includes(dimension)
export const effectsHash = (days?: number): string => `#/effects${days === undefined ? '' : `?days=${days}`}`
export const learningHash = (): string => '#/learning'
export const keysHash = (): string => '#/keys'
export const shopsHash = (): string => '#/shops'
export const shopHash = (merchant: string): string => `#/shops/${merchant}`
export const statementHash = (merchant: string): string => `#/statements/${merchant}`
export const reportsHash = (): string => '#/reports'
export const accountHash = (): string => '#/account'
export const peopleHash = (): string => '#/people'
export const approvalsHash = (): string => '#/approvals'
export const webhooksHash = (): string => '#/webhooks'
export const auditHash = (): string => '#/audit'
export const attemptHash = (id: string, verdict?: number): string =>
  `#/attempts/${encodeURIComponent(id)}${verdict === undefined ? '' : `?verdict=${verdict}`}`
