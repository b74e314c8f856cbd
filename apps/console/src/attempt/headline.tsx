import type { AttemptDetail, Verdict } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages'
import { StatusWord } from '../attempt-list/status-word.tsx'
import { useSpeech } from '../language.tsx'
import { ownerOf, sideColor } from '../owner.ts'
import { liveHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { causeName, lookUp } from '../words.ts'
import styles from './attempt.module.css'
import { CopyLink } from './copy-link.tsx'
import { TryTag } from './try-tag.tsx'

interface HeadlineProps {
  readonly detail: AttemptDetail
  readonly verdict: Verdict | undefined
}

/** What happened and why, before anything else is read. */
export function Headline({ detail, verdict }: HeadlineProps) {
  const { words, formats } = useSpeech()
  const meaning = lookUp(words.responseCodes, detail.code)
  return (
    <div>
      <div className={styles['crumbs']}>
        <a href={liveHash()}>{words.live.title}</a>
        <span className="muted" aria-hidden>
          /
        </span>
        <span className="mono">{detail.id}</span>
        <CopyLink />
      </div>
      <section
        className={`panel ${styles['headline']}`}
        style={{ borderLeftColor: verdict ? sideColor(verdict.cause) : `var(--line-strong)` }}
      >
        <p className={styles['facts-line']}>
          <span data-testid={TEST_IDS.attemptStatus} data-status={detail.status}>
            <StatusWord status={detail.status} code={detail.code} />
          </span>
          {meaning && detail.status !== 'approved' && <span className="muted">{meaning}</span>}
          <strong>{formats.amount(detail.amount_minor, detail.currency)}</strong>
          <span className="muted">{words.kinds[detail.kind]}</span>
          <time className="muted" dateTime={new Date(detail.at).toISOString()}>
            {formats.moment(detail.at)}
          </time>
        </p>
        {verdict ? <Verdicted detail={detail} verdict={verdict} /> : <Unjudged detail={detail} />}
      </section>
    </div>
  )
}

function Unjudged({ detail: { status } }: { readonly detail: AttemptDetail }) {
  const { words } = useSpeech()
  const { approved, pending, noVerdict } = words.attempt
  return <h1>{status === 'approved' ? approved : status === 'pending' ? pending : noVerdict}</h1>
}

function Verdicted({ detail, verdict }: { readonly detail: AttemptDetail; readonly verdict: Verdict }) {
  const { messages, words, formats } = useSpeech()
  const { explanation, refutedBy } = messages.causes[verdict.cause]
  const sure = fill(words.attempt.confidence, { percent: formats.percent(verdict.confidence) })
  return (
    <>
      <h1 data-testid={TEST_IDS.verdictCause} data-cause={verdict.cause}>
        {causeName(messages, verdict.cause)}
      </h1>
      <p className={styles['sentence']}>{explanation}</p>
      <div className={styles['tags']}>
        <span className={styles['tag']} data-testid={TEST_IDS.verdictConfidence} data-confidence={verdict.confidence}>
          <strong>{sure}</strong> {words.attempt.stageNames[verdict.stage]}
        </span>
        <span className={styles['tag']} data-testid={TEST_IDS.verdictOwner}>
          <span className={styles['swatch']} style={{ background: sideColor(verdict.cause) }} aria-hidden />
          {words.attempt.whoseFault[ownerOf(verdict.cause)]}
        </span>
        <TryTag attempt={detail.attempt} />
      </div>
      <p className={`small ${styles['refutation']}`} data-testid={TEST_IDS.verdictRefutation}>
        <span className="muted">{words.attempt.refutedBy}:</span> {refutedBy}
      </p>
    </>
  )
}
