import { API, type AttemptDetail, type Confirmation, type Verdict } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { attemptQuery } from '../api.ts'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { learningHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { Problem } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Panel } from '../ui/layout.tsx'
import { faultWords, rankedName } from '../words.ts'
import { causeChoices } from './causes.ts'
import styles from './learning.module.css'

interface ConfirmCauseProps {
  readonly detail: AttemptDetail
  readonly verdict: Verdict
}

/** What the cause really was, said by whoever found out. The diagnosis learns from it; the verdict stays as it was given. */
export function ConfirmCause({ detail: { id, confirmation }, verdict }: ConfirmCauseProps) {
  const { messages } = useSpeech()
  const words = messages.pages.learning
  const { may } = useSession()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (ask: () => Promise<unknown>) => ask(),
    onSuccess: () => queries.invalidateQueries({ queryKey: attemptQuery(id).queryKey }),
  })
  const able = may('causes.confirm')
  if (!confirmation && !able) return null
  const confirm = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const text = formText(event.currentTarget)
    change.mutate(() => sendJson('PUT', API.attemptConfirmation(id), { cause: text('cause'), note: text('note') }))
  }
  return (
    <Panel title={words.confirm} testId={TEST_IDS.confirmCause}>
      <Problem>{change.error && faultWords(messages, change.error)}</Problem>
      {confirmation ? (
        <>
          <ConfirmedCause confirmation={confirmation} />
          {able && (
            <Button
              size="xs"
              variant="default"
              mt="xs"
              onClick={() => change.mutate(() => sendJson('DELETE', API.confirmation(confirmation.id)))}
              data-testid={TEST_IDS.withdrawCause}
            >
              {words.withdraw}
            </Button>
          )}
        </>
      ) : (
        <form onSubmit={confirm} className={styles['form']}>
          <p className="muted small">{words.confirmHint}</p>
          <NativeSelect
            size="xs"
            name="cause"
            label={messages.pages.desk.cause}
            data={[
              ...causeChoices(
                messages,
                verdict.ranking.map(({ cause }) => cause),
              ),
              { value: 'other', label: words.other },
            ]}
            data-testid={TEST_IDS.trueCause}
          />
          <TextInput size="xs" name="note" label={words.note} maxLength={500} />
          <Button size="xs" variant="default" type="submit" loading={change.isPending} data-testid={TEST_IDS.sendCause}>
            {words.submit}
          </Button>
        </form>
      )}
    </Panel>
  )
}

/** Who said what, beside the verdict that stood then. */
export function ConfirmedCause({ confirmation }: { readonly confirmation: Confirmation }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.learning
  const { by, at, cause, note, verdict } = confirmation
  return (
    <div data-testid={TEST_IDS.confirmedCause} data-cause={cause}>
      <p>
        <strong>{cause === 'other' ? words.other : rankedName(messages, cause)}</strong>
        {note && <>. {note}</>}
      </p>
      <p className="muted small">
        {fill(words.said, { who: by, time: formats.moment(at) })}{' '}
        {fill(words.verdictThen, {
          cause: rankedName(messages, verdict.cause),
          confidence: formats.percent(verdict.confidence),
          model: verdict.model,
        })}
      </p>
      <a className="small" href={learningHash()}>
        {words.toLearning}
      </a>
    </div>
  )
}
