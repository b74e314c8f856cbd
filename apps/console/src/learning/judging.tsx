import { API, type Learning, type ModelRequest } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { Decision } from '../approvals/decision.tsx'
import approvals from '../approvals/approvals.module.css'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { useSession } from '../session/session.tsx'
import { Problem } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Panel } from '../ui/layout.tsx'
import { type Change, useChanges } from '../use-changes.ts'
import styles from './learning.module.css'

/** Which version judges, and how two people let another one judge. */
export function Judging({ learning }: { readonly learning: Learning }) {
  const { messages } = useSpeech()
  const words = messages.pages.learning
  const { may } = useSession()
  const { change, problem } = useChanges(['learning'])
  const { model, base, canTake, proposal, request } = learning
  const next = proposal?.model.version
  const waits = request?.state === 'waiting'
  const mayAsk = canTake && may('causes.confirm') && !waits
  const asks = [
    ...(next !== undefined && next !== model ? [{ version: next, label: words.let }] : []),
    ...(base === model ? [] : [{ version: base, label: words.back }]),
  ]
  return (
    <Panel title={words.judging}>
      <p className="muted small">{canTake ? words.judgingHint : words.judgingFile}</p>
      <Problem>{problem}</Problem>
      {request && <Request request={request} change={change} />}
      {mayAsk &&
        asks.map(({ version, label }) => (
          <Ask key={version} version={version} label={fill(label, { version })} change={change} />
        ))}
    </Panel>
  )
}

interface AskProps {
  readonly version: string
  readonly label: string
  readonly change: Change
}

function Ask({ version, label, change }: AskProps) {
  const { messages } = useSpeech()
  const words = messages.pages.learning
  const ask = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = formText(event.currentTarget)('reason')
    void change(() => sendJson('POST', API.modelRequests, { version, reason }))
  }
  return (
    <form className={styles['ask']} onSubmit={ask} data-testid={TEST_IDS.askForModel} data-version={version}>
      <TextInput size="xs" name="reason" label={label} placeholder={words.why} minLength={3} maxLength={500} required />
      <Button size="xs" type="submit">
        {words.ask}
      </Button>
    </form>
  )
}

/** What was asked for last, and what became of it. */
function Request({ request, change }: { readonly request: ModelRequest; readonly change: Change }) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.approvals
  const { account } = useSession()
  const { id, version, reason, askedBy, askedAt, expiresAt, state, decidedBy, decidedAt, note, mayDecide } = request
  const decide = (decision: 'approve' | 'refuse', said: string) =>
    void change(() => sendJson('POST', API.modelDecision(id), { decision, note: said }))
  return (
    <div className={approvals['request']} data-testid={TEST_IDS.modelRequest} data-state={state}>
      <div className={approvals['what']}>
        <h3>
          {version} <span className="muted">{words.states[state]}</span>
        </h3>
        <p>
          {formats.label(words.reason)}
          {reason}
        </p>
        <p className="muted small">
          {fill(words.asked, { who: askedBy, time: formats.moment(askedAt) })}
          {state === 'waiting' && ` · ${fill(words.expires, { time: formats.moment(expiresAt) })}`}
        </p>
        {decidedBy !== undefined && decidedAt !== undefined && (
          <p className="muted small">
            {formats.label(words.columns.decided)}
            {formats.list([decidedBy, formats.moment(decidedAt)])} {note}
          </p>
        )}
      </div>
      {state === 'waiting' && (
        <Decision
          mayDecide={mayDecide}
          isOwn={askedBy === account.name}
          decide={decide}
          withdraw={() => decide('refuse', '')}
        />
      )}
    </div>
  )
}
