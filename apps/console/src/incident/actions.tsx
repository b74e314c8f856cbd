import { API, type ActionView, type IncidentDetail, type ProposalView, type Tried } from '@fiftyfive/contract'
import { ACTIONS } from '@fiftyfive/diagnosis'
import { fill } from '@fiftyfive/messages/console'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { auditHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { type Change, useChanges } from '../use-changes.ts'
import { rolesWith } from '../words.ts'
import { actionsQuery } from './incidents-query.ts'
import styles from './incident.module.css'
import { placeOf } from './place.ts'
import { Problem } from '../shell/states.tsx'
import { Panel } from '../ui/layout.tsx'

/** What could be done about the incident and what it would touch, what is being done, and whether it helps. */
export function Actions({ incident }: { readonly incident: IncidentDetail }) {
  const { messages } = useSpeech()
  const words = messages.pages.actions
  const { may } = useSession()
  const { change, problem } = useChanges(['incident', incident.id])
  const proposals = useQuery({
    queryKey: ['incident', incident.id, 'proposals'],
    queryFn: ({ signal }) =>
      getJson<{ readonly items: readonly ProposalView[] }>(API.incidentProposals(incident.id), signal),
    enabled: incident.state === 'open',
  })
  const taken = useQuery(actionsQuery(incident.id))
  const offered = (proposals.data?.items ?? []).filter(
    ({ action, scope }) =>
      !taken.data?.items.some(
        (each) => each.action === action && each.scope === scope && ['waiting', 'running'].includes(each.state),
      ),
  )
  const running = taken.data?.items ?? []
  return (
    <Panel
      title={words.title}
      aside={
        may('audit.read') && (
          <a className="small" href={auditHash()}>
            {messages.operations.incident.audit}
          </a>
        )
      }
      testId={TEST_IDS.incidentActions}
    >
      <p className="muted small">{offered.length === 0 && running.length === 0 ? words.none : words.hint}</p>
      <Problem>{problem}</Problem>
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
    </Panel>
  )
}

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
        <strong>{words.kinds[action]}</strong> <span className="muted">{placeOf(messages, formats, [scope])}</span>
        <p className="muted small">
          {touches} · {fill(words.fits, { share: formats.percent(fits) })}
          {secondPerson && ` · ${words.secondPerson}`}
        </p>
        {refused && <p className="small">{messages.faults[refused as keyof typeof messages.faults] ?? refused}</p>}
        <Preview proposal={proposal} />
      </div>
      {!mayTake && !refused && (
        <p className="muted small">
          {fill(messages.operations.incident.onlyRoles, {
            roles: formats.list(rolesWith(messages, 'actions.take')),
          })}
        </p>
      )}
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

/** Reach, people and end of an action, before anybody takes it. */
function Preview({ proposal }: { readonly proposal: ProposalView }) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.incident
  const { action, reach, limit, terminals, secondPerson, policy } = proposal
  const rolesFor = (permission: string) => formats.list(rolesWith(messages, permission))
  const of = (name: keyof typeof reach) =>
    fill(words.previewOf, { reach: formats.count(reach[name]), limit: formats.count(limit[name]) })
  const { permission, approval } = ACTIONS[action]
  const listed =
    terminals.length > 0
      ? `${formats.label('')}${formats.list(terminals)}${terminals.length < reach.terminals ? ' …' : ''}`
      : ''
  return (
    <details className={styles['preview']} data-testid={TEST_IDS.previewAction}>
      <summary>{words.preview}</summary>
      <dl>
        <dt className="muted">{words.previewTerminals}</dt>
        <dd>
          {of('terminals')}
          {listed}
        </dd>
        <dt className="muted">{words.previewCards}</dt>
        <dd>{of('cards')}</dd>
        <dt className="muted">{words.previewPayments}</dt>
        <dd>{of('paymentsPerHour')}</dd>
        <dt className="muted">{words.previewWho}</dt>
        <dd>{rolesFor(permission)}</dd>
        <dt className="muted">{words.previewSecond}</dt>
        <dd>{secondPerson ? rolesFor(approval) : words.previewNobody}</dd>
      </dl>
      <p className="muted">
        {words.previewLasts} {policy === 'automatic' && words.previewAutomatic}
      </p>
    </details>
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
  const refusedOf = ({ refused, attempts }: Tried) =>
    fill(messages.pages.partOf, { refused: formats.count(refused), attempts: formats.count(attempts) })
  return (
    <li data-testid={TEST_IDS.takenAction} data-state={state}>
      <div>
        <strong>{words.kinds[action.action]}</strong>{' '}
        <span className="muted">{placeOf(messages, formats, [scope])}</span>
        <p className="small">
          {ended ? words.ended[ended.why] : words.states[state]} ·{' '}
          <span className="muted">{fill(words.by, { who: askedBy, time: formats.moment(askedAt) })}</span> · {reason}
        </p>
        {effect && (
          <p className="small" data-testid={TEST_IDS.actionEffect} data-judgement={effect.judgement}>
            <strong>{judgement}</strong>:{' '}
            {fill(words.counted, {
              after: refusedOf(effect.after),
              before: refusedOf(effect.before),
              controlAfter: refusedOf(effect.controlAfter),
              controlBefore: refusedOf(effect.controlBefore),
            })}
          </p>
        )}
        <p className="muted small">{stopped > 0 && fill(words.stopped, { count: formats.count(stopped) })}</p>
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
