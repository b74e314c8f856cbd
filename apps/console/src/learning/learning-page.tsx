import { API, type Confirmation, type Learning, type Page } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { attemptHash, incidentHash } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Panel, Stack, TitleBar } from '../ui/layout.tsx'
import { Table } from '../ui/table.tsx'
import { rankedName } from '../words.ts'
import { Judging } from './judging.tsx'
import { Proposal } from './proposal.tsx'

const SHOWN_MAX = 200

/** How the diagnosis learns: what people found the causes to be, and the version of the model that would come of it. */
export function LearningPage() {
  const { messages } = useSpeech()
  const words = messages.pages.learning
  useDocumentTitle(words.title)
  // What somebody confirmed a moment ago is to be there: nothing here is kept from the visit before.
  const learning = useQuery({
    staleTime: 0,
    queryKey: ['learning'],
    queryFn: ({ signal }) => getJson<Learning>(API.learning, signal),
  })
  const confirmed = useQuery({
    staleTime: 0,
    queryKey: ['confirmations'],
    queryFn: ({ signal }) => getJson<Page<Confirmation>>(`${API.confirmations}?limit=${SHOWN_MAX}`, signal),
  })
  const error = learning.error ?? confirmed.error
  const retry = () => void Promise.all([learning.refetch(), confirmed.refetch()])
  if (error) return <ErrorNotice error={error} retry={retry} wholePage />
  if (!learning.data || !confirmed.data) return <Loading rows={6} />
  const { model, canTake, proposal } = learning.data
  return (
    <Stack>
      <TitleBar
        title={words.title}
        aside={<span className="muted">{fill(words.running, { model })}</span>}
        testId={TEST_IDS.runningModel}
      />
      <p className="muted">{words.hint}</p>
      {(proposal || learning.data.request) && <Judging learning={learning.data} />}
      {proposal ? (
        <Proposal running={model} byFile={!canTake} proposal={proposal} />
      ) : (
        <section className="panel">
          <Notice title={words.none} hint={words.noneHint} testId={TEST_IDS.emptyState} />
        </section>
      )}
      {confirmed.data.items.length > 0 && <Confirmations items={confirmed.data.items} />}
    </Stack>
  )
}

function Confirmations({ items }: { readonly items: readonly Confirmation[] }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.learning
  const { when, what, found, verdict: verdictColumn, by, note } = words.columns
  return (
    <Panel title={words.confirmed}>
      <Table headings={[when, what, found, verdictColumn, by, note]} label={words.confirmed}>
        {items.map(({ id, subject, at, cause, verdict, by: who, note: said }) => {
          const about = id.slice(subject.length + 1)
          return (
            <tr key={id} data-testid={TEST_IDS.confirmationRow}>
              <td>{formats.moment(at)}</td>
              <td>
                <a className="mono" href={subject === 'attempt' ? attemptHash(about) : incidentHash(about)}>
                  {about}
                </a>
              </td>
              <td>{cause === 'other' ? words.other : rankedName(messages, cause)}</td>
              <td className={verdict.cause === cause ? '' : 'muted'}>
                {rankedName(messages, verdict.cause)} {formats.percent(verdict.confidence)}
              </td>
              <td>{who}</td>
              <td>{said}</td>
            </tr>
          )
        })}
      </Table>
    </Panel>
  )
}
