import { type ActionView, API, type IncidentCase, type IncidentLine, wantsAttention } from '@fiftyfive/contract'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '../request.ts'

const ASKED_AGAIN_MS = 5_000
type Answer = { readonly items: readonly IncidentLine[] }

export const incidentsQuery = queryOptions({
  queryKey: ['incidents'],
  queryFn: ({ signal }) => getJson<Answer>(API.incidents, signal),
  refetchInterval: ASKED_AGAIN_MS,
})

export const openIncidentsQuery = queryOptions({
  queryKey: ['incidents', 'open'],
  queryFn: async ({ signal }) => {
    const { items } = await getJson<Answer>(`${API.incidents}?state=open`, signal)
    return { items: items.filter(wantsAttention) }
  },
  refetchInterval: ASKED_AGAIN_MS,
})

/** What people said and did about an incident. */
export const caseQuery = (incident: string) =>
  queryOptions({
    queryKey: ['incident', incident, 'case'],
    queryFn: ({ signal }) => getJson<IncidentCase>(API.incidentCase(incident), signal),
    refetchInterval: 15_000,
  })

/** What was done about an incident, newest first. */
export const actionsQuery = (incident: string) =>
  queryOptions({
    queryKey: ['incident', incident, 'actions'],
    queryFn: ({ signal }) =>
      getJson<{ readonly items: readonly ActionView[] }>(
        `${API.actions}?incident=${encodeURIComponent(incident)}`,
        signal,
      ),
    refetchInterval: ASKED_AGAIN_MS,
  })
