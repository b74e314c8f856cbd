import type { AttemptDetail, Verdict } from '@fiftyfive/contract'
import { sureOwner } from '@fiftyfive/diagnosis'
import { fill, type Messages as MessageCatalogue } from '@fiftyfive/messages/console'
import { StatusWord } from '../attempt-list/status-word.tsx'
import type { Formats } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { ownerColor } from '../owner.ts'
import { liveHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { causeName, lookUp, rankedName } from '../words.ts'
import { HeadlineFacts, HeadlinePanel, HeadlineSentence, Tag, Tags } from '../ui/headline.tsx'
import { CopyLink } from './copy-link.tsx'
import { TryTag } from './try-tag.tsx'
import { Swatch } from '../ui/layout.tsx'

interface HeadlineProps {
  readonly detail: AttemptDetail
  readonly verdict: Verdict | undefined
}

/** What happened and why, before anything else is read. */
export function Headline({ detail, verdict }: HeadlineProps) {
  const { words, formats } = useSpeech()
  const meaning = lookUp(words.responseCodes, detail.code)
  return (
    <HeadlinePanel
      color={verdict ? ownerColor(sureOwner(verdict) ?? 'unknown') : 'var(--line-strong)'}
      crumbs={
        <>
          <a href={liveHash()}>{words.live.title}</a>
          <span className="muted" aria-hidden>
            /
          </span>
          <span className="mono">{detail.id}</span>
          <CopyLink />
        </>
      }
    >
      <HeadlineFacts>
        <span data-testid={TEST_IDS.attemptStatus} data-status={detail.status}>
          <StatusWord status={detail.status} code={detail.code} />
        </span>
        {meaning && detail.status !== 'approved' && <span className="muted">{meaning}</span>}
        <strong>{formats.amount(detail.amount_minor, detail.currency)}</strong>
        <span className="muted">{words.kinds[detail.kind]}</span>
        <time className="muted" dateTime={new Date(detail.at).toISOString()}>
          {formats.moment(detail.at)}
        </time>
      </HeadlineFacts>
      {verdict ? <Verdicted detail={detail} verdict={verdict} /> : <Unjudged detail={detail} />}
    </HeadlinePanel>
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
  const owner = sureOwner(verdict) ?? 'unknown'
  return (
    <>
      <h1 data-testid={TEST_IDS.verdictCause} data-cause={verdict.cause}>
        {causeName(messages, verdict.cause)}
      </h1>
      <HeadlineSentence>{explanation}</HeadlineSentence>
      <Tags>
        <Tag testId={TEST_IDS.verdictConfidence} value={verdict.confidence}>
          <strong>{confidenceSentence(verdict, messages, formats)}</strong>
          <span className="muted">{words.attempt.stageNames[verdict.stage]}</span>
        </Tag>
        <Tag testId={TEST_IDS.verdictOwner}>
          <Swatch color={ownerColor(owner)} />
          {words.attempt.whoseFault[owner]}
        </Tag>
        <TryTag attempt={detail.attempt} />
      </Tags>
      <p className="small" data-testid={TEST_IDS.verdictRefutation}>
        <span className="muted">{formats.label(words.attempt.refutedBy)}</span>
        {refutedBy}
      </p>
    </>
  )
}

/** Of an unknown cause nobody is sure: then it says which one leads, and how weakly. */
function confidenceSentence(
  { cause, confidence, ranking }: Verdict,
  messages: MessageCatalogue,
  formats: Formats,
): string {
  const { attempt } = messages.console
  const percent = formats.percent(confidence)
  const leader = ranking[0]?.cause
  if (cause === 'unknown' && leader === 'other') return fill(attempt.leadingOther, { percent })
  if (cause !== 'unknown' || leader === undefined) return fill(attempt.confidence, { percent })
  return fill(attempt.leading, { percent, cause: rankedName(messages, leader) })
}
