import { API, type Incident } from '@fiftyfive/contract'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '../request.ts'

const ASKED_AGAIN_MS = 5_000
type Answer = { readonly items: readonly Incident[] }

export const incidentsQuery = queryOptions({
  queryKey: ['incidents'],
  queryFn: ({ signal }) => getJson<Answer>(API.incidents, signal),
  refetchInterval: ASKED_AGAIN_MS,
})

export const openIncidentsQuery = queryOptions({
  queryKey: ['incidents', 'open'],
  queryFn: ({ signal }) => getJson<Answer>(`${API.incidents}?state=open`, signal),
  refetchInterval: ASKED_AGAIN_MS,
})
