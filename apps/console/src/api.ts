import { API, type AttemptDetail, type AttemptSummary, type Overview } from '@fiftyfive/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ApiError, getJson } from './request.ts'
import { filterQuery, type Filters } from './route.ts'

export interface AttemptPage {
  readonly items: readonly AttemptSummary[]
  /** Value of `before` for the page of older attempts; absent on the last page. */
  readonly next?: string
}
export const PAGE_SIZE = 50
const OVERVIEW_INTERVAL_MS = 5000

/** A refusal will not change by asking again; silence may. */
export const retryQuery = (count: number, error: Error): boolean =>
  count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500)

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => getJson<Overview>(API.overview, signal),
  refetchInterval: OVERVIEW_INTERVAL_MS,
})

/** One page of what the filters let through, newest first, of attempts older than `before`. */
export function attemptPage(
  filters: Filters,
  before: string,
  limit: number,
  signal?: AbortSignal,
): Promise<AttemptPage> {
  const parameters = new URLSearchParams(filterQuery(filters))
  parameters.set('limit', String(limit))
  if (before) parameters.set('before', before)
  return getJson<AttemptPage>(`${API.attempts}?${parameters}`, signal)
}

export const attemptsQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['attempts', filterQuery(filters)],
    queryFn: ({ pageParam, signal }) => attemptPage(filters, pageParam, PAGE_SIZE, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

export const attemptQuery = (id: string) =>
  queryOptions({
    queryKey: ['attempt', id],
    queryFn: ({ signal }) => getJson<AttemptDetail>(API.attempt(id), signal),
  })
