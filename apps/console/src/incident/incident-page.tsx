import { API, type IncidentDetail, type IncidentInsight } from '@fiftyfive/contract'
import { useQuery } from '@tanstack/react-query'
import { AttemptList } from '../attempt-list/attempt-list.tsx'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { ApiError, getJson } from '../request.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { causeName } from '../words.ts'
import { Actions } from './actions.tsx'
import { Desk } from './desk.tsx'
import { Differences } from './differences.tsx'
import { IncidentEvidence } from './evidence.tsx'
import { IncidentHeadline } from './headline.tsx'
import { Impact } from './impact.tsx'
import { Lockout } from './lockout.tsx'
import { Rejected } from './rejected.tsx'
import { SampleMessages } from './sample-messages.tsx'
import { Steps } from './steps.tsx'
import { Timeline } from './timeline.tsx'
import { Panel, Split, Stack } from '../ui/layout.tsx'

const ASKED_AGAIN_MS = 5_000

/** One incident: the verdict in a sentence, what it costs, when it began, what is different there, why, what to do. */
export function IncidentPage({ id }: { readonly id: string }) {
  const { words, messages } = useSpeech()
  const { data, error, refetch } = useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => getJson<IncidentDetail>(API.incident(id), signal),
    refetchInterval: ASKED_AGAIN_MS,
  })
  const insight = useQuery({
    queryKey: ['incident', id, 'insight'],
    queryFn: ({ signal }) => getJson<IncidentInsight>(API.incidentInsight(id), signal),
    refetchInterval: ASKED_AGAIN_MS,
  })
  useDocumentTitle(data ? causeName(messages, data.cause) : words.incidents.title)
  if (error instanceof ApiError && error.status === 404)
    return (
      <Notice
        title={words.incidents.notFound}
        hint={words.incidents.notFoundHint}
        testId={TEST_IDS.errorState}
        wholePage
      />
    )
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  if (!data) return <Loading rows={8} />
  return (
    <Stack>
      <IncidentHeadline incident={data} insight={insight.data} />
      <Impact incident={data} insight={insight.data} />
      <Split
        first={
          insight.error ? (
            <ErrorNotice error={insight.error} retry={() => void insight.refetch()} />
          ) : insight.data ? (
            <Timeline incident={data} insight={insight.data} />
          ) : (
            <Loading rows={8} />
          )
        }
        rail={
          <>
            <Steps incident={data} />
            <Actions incident={data} />
            <Desk incident={data} />
            <Lockout lockout={data.lockout} />
          </>
        }
      >
        {insight.data && <Differences insight={insight.data} />}
        <IncidentEvidence incident={data} />
        <Rejected incident={data} />
      </Split>
      <Panel title={words.incidents.samples}>
        <AttemptList attempts={data.samples} label={words.incidents.samples} />
        {data.samples[0] && <SampleMessages newest={data.samples[0].id} />}
      </Panel>
    </Stack>
  )
}
