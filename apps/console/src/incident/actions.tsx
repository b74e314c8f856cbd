import { API, type ActionView, type IncidentDetail, type ProposalView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { useConfirmed } from '../session/confirmed.tsx'
import { useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { faultWords } from '../words.ts'
import styles from './incident.module.css'
import { placeOf } from './place.ts'

const ASKED_AGAIN_MS = 5_000

/** What could be done about the incident and what it would touch, what is being done, and whether it helps. */
export function Actions({ incident }: { readonly incident: IncidentDetail }) {
  const { messages } = useSpeech()
  const words = messages.pages.actions
  const { may } = useSession()
  const queries = useQueryClient()
  const confirmed = useConfirmed()
  const [problem, setProblem] = useState('')
  const proposals = useQuery({
    queryKey: ['incident', incident.id, 'proposals'],
    queryFn: ({ signal }) =>
      getJson<{ readonly items: readonly ProposalView[] }>(API.incidentProposals(incident.id), signal),
    enabled: incident.state === 'open',
  })
  const taken = useQuery({
    queryKey: ['incident', incident.id, 'actions'],
    queryFn: ({ signal }) =>
      getJson<{ readonly items: readonly ActionView[] }>(
        `${API.actions}?incident=${encodeURIComponent(incident.id)}`,
        signal,
      ),
    refetchInterval: ASKED_AGAIN_MS,
  })
  const change = async (make: () => Promise<unknown>): Promise<void> => {
    setProblem('')
    try {
      await confirmed(make)
      await queries.invalidateQueries({ queryKey: ['incident', incident.id] })
    } catch (failure) {
      setProblem(faultWords(messages, failure))
    }
  }
  const offered = (proposals.data?.items ?? []).filter(
    ({ action, scope }) =>
      !taken.data?.items.some(
        (each) => each.action === action && each.scope === scope && ['waiting', 'running'].includes(each.state),
      ),
  )
  const running = taken.data?.items ?? []
  return (
    <section className="panel" aria-labelledby="actions" data-testid={TEST_IDS.incidentActions}>
      <div className="panel-head">
        <h2 id="actions">{words.title}</h2>
      </div>
      <p className="muted small">{offered.length === 0 && running.length === 0 ? words.none : words.hint}</p>
      <p role="alert" className={styles['problem']}>
        {problem}
      </p>
      <ul className={styles['actions']}>
        {running.map((action) => (
          <Taken key={action.id} action={action} mayUndo={may('actions.take')} change={change} />
        ))}
        {offered.map((proposal) => (
          <Offered
            key={`${proposal.action} ${proposal.scope}`}
            proposal={proposal}
            incident={incident.id}
            mayTake={may('actions.take')}
            change={change}
          />
        ))}
      </ul>
    </section>
  )
}

type Change = (make: () => Promise<unknown>) => Promise<void>

interface OfferedProps {
  readonly proposal: ProposalView
  readonly incident: string
  readonly mayTake: boolean
  readonly change: Change
}

function Offered({ proposal, incident, mayTake, change }: OfferedProps) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.actions
  const { action, scope, reach, limit, fits, secondPerson, refused } = proposal
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = formText(event.currentTarget)('reason')
    void change(() => sendJson('POST', API.actions, { action, scope, incident, reason }))
  }
  const touches = fill(words.touches, {
    terminals: formats.count(reach.terminals),
    limit: formats.count(limit.terminals),
    payments: formats.count(reach.paymentsPerHour),
  })
  return (
    <li data-testid={TEST_IDS.proposal} data-action={action}>
      <div>
        <strong>{words.kinds[action]}</strong> <span className="muted">{placeOf(messages, [scope])}</span>
        <p className="muted small">
          {touches} · {fill(words.fits, { share: formats.percent(fits) })}
          {secondPerson && ` · ${words.secondPerson}`}
        </p>
        {refused && <p className="small">{messages.faults[refused as keyof typeof messages.faults] ?? refused}</p>}
      </div>
      {mayTake && !refused && (
        <form className={styles['take']} onSubmit={submit}>
          <TextInput size="xs" name="reason" aria-label={words.reason} placeholder={words.reason} required />
          <Button size="xs" type="submit" data-testid={TEST_IDS.takeAction}>
            {words.take}
          </Button>
        </form>
      )}
    </li>
  )
}

interface TakenProps {
  readonly action: ActionView
  readonly mayUndo: boolean
  readonly change: Change
}

function Taken({ action, mayUndo, change }: TakenProps) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.actions
  const { id, scope, state, askedBy, askedAt, effect, ended, reason, stopped } = action
  const judgement =
    effect && fill(words.judgements[effect.judgement], { reduction: formats.percent(Math.max(0, effect.reduction)) })
  return (
    <li data-testid={TEST_IDS.takenAction} data-state={state}>
      <div>
        <strong>{words.kinds[action.action]}</strong> <span className="muted">{placeOf(messages, [scope])}</span>
        <p className="small">
          {ended ? words.ended[ended.why] : words.states[state]} ·{' '}
          <span className="muted">{fill(words.by, { who: askedBy, time: formats.moment(askedAt) })}</span> · {reason}
        </p>
        <p className="muted small">
          {judgement}
          {stopped > 0 && ` · ${fill(words.stopped, { count: formats.count(stopped) })}`}
        </p>
      </div>
      {mayUndo && (state === 'running' || state === 'waiting') && (
        <Button
          size="xs"
          variant="default"
          onClick={() => void change(() => sendJson('POST', API.actionUndo(id), {}))}
          data-testid={TEST_IDS.undoAction}
        >
          {words.undo}
        </Button>
      )}
    </li>
  )
}
