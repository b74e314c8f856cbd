import type { AttemptSummary } from '@fiftyfive/contract'

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

export type Route =
  | { readonly page: 'live'; readonly filters: Filters }
  /** `verdict` counts from 0, the immediate one; absent means the latest. */
  | { readonly page: 'attempt'; readonly id: string; readonly verdict?: number }
  | { readonly page: 'incidents' }
  | { readonly page: 'incident'; readonly id: string }
  | { readonly page: 'account' }
  | { readonly page: 'people' }
  | { readonly page: 'audit' }
  | { readonly page: 'not-found' }
  | { readonly page: 'invitation'; readonly code: string }

const SIMPLE_PAGES = ['incidents', 'account', 'people', 'audit'] as const

/** Reads `location.hash`. Unknown filter values are dropped rather than shown as an empty list without a reason. */
export function parseHash(hash: string, isCause: (text: string) => boolean): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const parameters = new URLSearchParams(query)
  if (path === '' || path === '/') return { page: 'live', filters: parseFilters(parameters, isCause) }
  const simple = SIMPLE_PAGES.find((page) => path === `/${page}`)
  if (simple) return { page: simple }
  const code = /^\/invitations\/([A-Za-z0-9_-]{32})$/.exec(path)?.[1]
  if (code !== undefined) return { page: 'invitation', code }
  const incident = /^\/incidents\/([a-z0-9-]{1,60})$/.exec(path)?.[1]
  if (incident !== undefined) return { page: 'incident', id: incident }
  const id = /^\/attempts\/([^/]+)$/.exec(path)?.[1]
  if (id === undefined) return { page: 'not-found' }
  const verdict = parameters.get('verdict')
  try {
    const attempt = { page: 'attempt', id: decodeURIComponent(id) } as const
    return verdict !== null && /^\d{1,3}$/.test(verdict) ? { ...attempt, verdict: Number(verdict) } : attempt
  } catch {
    return { page: 'not-found' } // a stray percent sign
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
export const accountHash = (): string => '#/account'
export const peopleHash = (): string => '#/people'
export const auditHash = (): string => '#/audit'
export const attemptHash = (id: string, verdict?: number): string =>
  `#/attempts/${encodeURIComponent(id)}${verdict === undefined ? '' : `?verdict=${verdict}`}`
