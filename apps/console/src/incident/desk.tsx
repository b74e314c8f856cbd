import { API, type Colleague, type Confirmation, type IncidentCase, type IncidentDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { causeChoices } from '../learning/causes.ts'
import { ConfirmedCause } from '../learning/confirm-cause.tsx'
import { getJson, sendJson } from '../request.ts'
import { useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { causeName, faultWords } from '../words.ts'
import styles from './incident.module.css'
import { caseQuery } from './incidents-query.ts'
import { Problem } from '../shell/states.tsx'
import { Panel } from '../ui/layout.tsx'

/** What people say of the incident, who sees to it, and how it ended. */
export function Desk({ incident }: { readonly incident: IncidentDetail }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.desk
  const { may } = useSession()
  const queries = useQueryClient()
  const [problem, setProblem] = useState('')
  const query = caseQuery(incident.id)
  const { data } = useQuery(query)
  if (!data) return null
  const change = async (make: () => Promise<IncidentCase>): Promise<void> => {
    setProblem('')
    try {
      queries.setQueryData(query.queryKey, await make())
    } catch (failure) {
      setProblem(faultWords(messages, failure))
    }
  }
  const { closing, comments, confirmation } = data
  return (
    <Panel
      title={words.title}
      aside={
        may('incidents.comment') ? (
          <Assignee assignee={data.assignee} incident={incident.id} change={change} />
        ) : (
          <span className="muted small">
            {formats.label(words.assignee)}
            {data.assignee ?? words.nobody}
          </span>
        )
      }
      testId={TEST_IDS.incidentDesk}
    >
      <Problem>{problem}</Problem>
      {closing && (
        <p className={styles['closed']}>
          {fill(words.closed, {
            who: closing.by,
            time: formats.moment(closing.at),
            cause: causeName(messages, closing.cause),
            prevention: closing.prevention,
          })}
        </p>
      )}
      {confirmation && <ConfirmedCause confirmation={confirmation} />}
      {comments.length === 0 && <p className="muted">{words.noComments}</p>}
      <ol className={styles['comments']} aria-label={words.comments}>
        {comments.map(({ id, at, by, text }) => (
          <li key={id} data-testid={TEST_IDS.comment}>
            <span className="muted small">
              {by} · {formats.moment(at)}
            </span>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      {may('incidents.comment') && <DeskForms {...{ incident, confirmation, change }} closed={closing !== undefined} />}
    </Panel>
  )
}

type Change = (make: () => Promise<IncidentCase>) => Promise<void>

interface AssigneeProps {
  readonly assignee: string | undefined
  readonly incident: string
  readonly change: Change
}

function Assignee({ assignee = '', incident, change }: AssigneeProps) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.desk
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => getJson<{ readonly items: readonly Colleague[] }>(API.colleagues, signal),
  })
  const choose = (name: string) =>
    void change(() => sendJson('PUT', API.incidentAssignee(incident), { assignee: name === '' ? null : name }))
  return (
    <NativeSelect
      size="xs"
      aria-label={words.assignee}
      value={assignee}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: `${formats.label(words.assignee)}${words.nobody}` },
        ...(data?.items ?? []).map(({ name, displayName }) => ({
          value: name,
          label: `${formats.label(words.assignee)}${displayName}`,
        })),
      ]}
      data-testid={TEST_IDS.assignee}
    />
  )
}

/** What a note of a confirmation holds. */
const NOTE_LENGTH_MAX = 500

interface DeskFormsProps {
  readonly incident: IncidentDetail
  readonly closed: boolean
  readonly confirmation: Confirmation | undefined
  readonly change: Change
}

function DeskForms({ incident: { id, ranking, cause }, closed, confirmation, change }: DeskFormsProps) {
  const { messages } = useSpeech()
  const words = messages.pages.desk
  const { may } = useSession()
  const teaches = may('causes.confirm')
  const comment = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const text = formText(form)('text')
    void change(() => sendJson('POST', API.incidentComments(id), { text })).then(() => form.reset())
  }
  const close = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const field = formText(event.currentTarget)
    const [found, prevention] = [field('cause'), field('prevention')]
    void change(async () => {
      const closed = await sendJson<IncidentCase>('PUT', API.incidentClosing(id), { cause: found, prevention })
      if (!teaches || found === 'unknown') return closed
      const note = prevention.slice(0, NOTE_LENGTH_MAX)
      const confirmation = await sendJson<Confirmation>('PUT', API.incidentConfirmation(id), { cause: found, note })
      return { ...closed, confirmation }
    })
  }
  return (
    <div className={styles['deskForms']}>
      <form onSubmit={comment}>
        <TextInput size="xs" name="text" label={words.comment} maxLength={2_000} required data-testid={TEST_IDS.say} />
        <Button size="xs" type="submit" data-testid={TEST_IDS.sendComment}>
          {words.send}
        </Button>
      </form>
      {closed ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => void change(() => reopen(id, teaches ? confirmation : undefined))}
          data-testid={TEST_IDS.reopen}
        >
          {words.reopen}
        </Button>
      ) : (
        <form onSubmit={close}>
          <NativeSelect
            size="xs"
            name="cause"
            label={words.cause}
            description={teaches && messages.pages.learning.closingHint}
            data={[
              ...causeChoices(messages, [cause, ...ranking.map((each) => each.cause)]),
              { value: 'unknown', label: causeName(messages, 'unknown') },
            ]}
          />
          <TextInput
            size="xs"
            name="prevention"
            label={words.prevention}
            maxLength={2_000}
            required
            data-testid={TEST_IDS.prevention}
          />
          <Button size="xs" variant="default" type="submit" data-testid={TEST_IDS.closeIncident}>
            {words.close}
          </Button>
        </form>
      )}
    </div>
  )
}

/** What is open again has no known cause: nothing is to be learnt from what was said of it. */
async function reopen(id: string, confirmation: Confirmation | undefined): Promise<IncidentCase> {
  if (confirmation) await sendJson('DELETE', API.confirmation(confirmation.id))
  return sendJson('DELETE', API.incidentClosing(id))
}
