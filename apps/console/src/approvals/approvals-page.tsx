import type { ApprovalView } from '@fiftyfive/contract'
import { useQuery } from '@tanstack/react-query'
import { placeOf } from '../incident/place.ts'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { ErrorNotice, Loading, Notice, Problem } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Table } from '../ui/table.tsx'
import { useChanges } from '../use-changes.ts'
import { approvalsQuery } from './approvals-query.ts'
import styles from './approvals.module.css'
import { WaitingApproval } from './waiting-approval.tsx'
import { Panel, Stack } from '../ui/layout.tsx'

/** What waits for a second person, seen before it is decided; and what became of earlier requests. */
export function ApprovalsPage() {
  const { messages } = useSpeech()
  const words = messages.operations.approvals
  useDocumentTitle(words.title)
  const { data, error, refetch } = useQuery(approvalsQuery)
  const { change, problem } = useChanges(approvalsQuery.queryKey)
  const waiting = data?.items.filter(({ state }) => state === 'waiting') ?? []
  const decided = data?.items.filter(({ state }) => state !== 'waiting') ?? []
  return (
    <Stack>
      <h1>{words.title}</h1>
      <p className="muted">{words.hint}</p>
      <Problem>{problem}</Problem>
      <Panel title={words.waiting}>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={3} />}
        {data && waiting.length === 0 && (
          <Notice title={words.none} hint={words.noneHint} testId={TEST_IDS.emptyState} />
        )}
        <ul className={styles['waiting']}>
          {waiting.map((approval) => (
            <WaitingApproval key={approval.id} approval={approval} change={change} />
          ))}
        </ul>
      </Panel>
      {data && (
        <Panel title={words.decided}>
          {decided.length === 0 ? <p className="muted">{words.nobody}</p> : <Decided approvals={decided} />}
        </Panel>
      )}
    </Stack>
  )
}

function Decided({ approvals }: { readonly approvals: readonly ApprovalView[] }) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.approvals
  return (
    <Table headings={Object.values(words.columns)} label={words.decided}>
      {approvals.map(({ id, action, state, decidedBy, decidedAt, note }) => (
        <tr key={id} data-testid={TEST_IDS.decidedRow} data-state={state}>
          <td>{messages.pages.actions.kinds[action.action]}</td>
          <td>{placeOf(messages, formats, [action.scope])}</td>
          <td>
            {action.askedBy} <span className="muted small">{formats.moment(action.askedAt)}</span>
          </td>
          <td>
            {decidedBy} {decidedAt !== undefined && <span className="muted small">{formats.moment(decidedAt)}</span>}
          </td>
          <td>{words.states[state]}</td>
          <td>{note}</td>
        </tr>
      ))}
    </Table>
  )
}
