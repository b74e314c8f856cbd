import type { AttemptDetail, Verdict } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { attemptHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { causeName } from '../words.ts'
import styles from './attempt.module.css'
import { Panel } from '../ui/layout.tsx'

interface StagesProps {
  readonly detail: AttemptDetail
  readonly shown: Verdict
}

/** Every verdict that was given, in order; any of them can be looked at with its own evidence. */
export function Stages({ detail, shown }: StagesProps) {
  const { words } = useSpeech()
  return (
    <Panel title={words.attempt.stages}>
      <ol className={styles['stages']}>
        {detail.verdicts.map((verdict, index) => (
          <li
            key={verdict.at + verdict.stage}
            className={styles['stage']}
            aria-current={verdict === shown}
            data-testid={TEST_IDS.verdictStage}
            data-stage={verdict.stage}
          >
            <Stage detail={detail} verdict={verdict} before={detail.verdicts[index - 1]} />
            {verdict === shown ? (
              <span className="small muted">{words.attempt.stageShown}</span>
            ) : (
              <a className="small" href={attemptHash(detail.id, index)}>
                {words.attempt.stageShow}
              </a>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

interface StageProps {
  readonly detail: AttemptDetail
  readonly verdict: Verdict
  readonly before: Verdict | undefined
}

function Stage({ detail, verdict, before }: StageProps) {
  const { messages, words, formats } = useSpeech()
  const after = fill(words.attempt.stageAfter, { duration: formats.duration(Math.max(0, verdict.at - detail.at)) })
  return (
    <>
      <h3>
        {words.attempt.stageNames[verdict.stage]}{' '}
        <time className="muted small" dateTime={new Date(verdict.at).toISOString()}>
          {formats.time(verdict.at, detail.at)} · {after}
        </time>
      </h3>
      <p>
        {causeName(messages, verdict.cause)}{' '}
        {verdict.cause !== 'unknown' && <strong>{formats.percent(verdict.confidence)}</strong>}
      </p>
      <p className="muted small">
        {before
          ? words.attempt[before.cause === verdict.cause ? 'stageConfirms' : 'stageChanges']
          : words.attempt.stageHints[verdict.stage]}
      </p>
    </>
  )
}
