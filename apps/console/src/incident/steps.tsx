import { API, type Audience, type IncidentCase, type IncidentDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Audiences } from '../attempt/audiences.tsx'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { useSession } from '../session/session.tsx'
import { Problem } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { useChanges } from '../use-changes.ts'
import { caseQuery } from './incidents-query.ts'

/** What each role is to do about an incident, to be ticked off; who did is on record. */
export function Steps({ incident }: { readonly incident: IncidentDetail }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.desk
  const { account, may } = useSession()
  const queries = useQueryClient()
  const query = caseQuery(incident.id)
  const { data } = useQuery(query)
  const { change, problem } = useChanges(query.queryKey)
  const mark = (audience: Audience, isDone: boolean): void => {
    // The tick is there at once; what the host has comes after it.
    queries.setQueryData(query.queryKey, (before) => {
      const others = before?.steps?.filter((step) => step.audience !== audience) ?? []
      const steps = isDone ? [...others, { audience, at: Date.now(), by: account.name }] : others
      return before && { ...before, steps }
    })
    void change(() => sendJson<IncidentCase>('PUT', API.incidentStep(incident.id, audience), { done: isDone }))
  }
  const tick = (audience: Audience) => {
    const step = data?.steps?.find((each) => each.audience === audience)
    const said = step && fill(words.stepDone, { who: step.by, time: formats.moment(step.at) })
    if (!may('incidents.comment')) return said && <span className="muted small">{said}</span>
    return (
      <Checkbox
        size="xs"
        mt={4}
        checked={step !== undefined}
        onChange={(event) => mark(audience, event.currentTarget.checked)}
        label={said ?? words.step}
        aria-label={`${messages.console.attempt.audienceNames[audience]} ${said ?? words.step}`}
        data-testid={TEST_IDS.step}
        data-audience={audience}
      />
    )
  }
  return (
    <>
      <Problem>{problem}</Problem>
      <Audiences verdict={incident} triesLeft={undefined} beside={tick} />
    </>
  )
}
