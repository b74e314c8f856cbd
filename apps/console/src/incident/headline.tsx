import type { IncidentDetail, IncidentInsight } from '@fiftyfive/contract'
import { sureOwner } from '@fiftyfive/diagnosis'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { ownerColor } from '../owner.ts'
import { incidentHash, incidentsHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { causeName } from '../words.ts'
import { CopyLink } from '../attempt/copy-link.tsx'
import { HeadlineFacts, HeadlinePanel, HeadlineSentence, Tag, Tags } from '../ui/headline.tsx'
import styles from './incident.module.css'
import { incidentSentence, placeOf } from './place.ts'
import { Swatch } from '../ui/layout.tsx'

interface HeadlineProps {
  readonly incident: IncidentDetail
  readonly insight: IncidentInsight | undefined
}

/** What is wrong, where, how sure that is, and what would prove it wrong. */
export function IncidentHeadline({ incident, insight }: HeadlineProps) {
  const { messages, words, formats } = useSpeech()
  const { cause, scope, since, foundAt, state, ended, symptom } = incident
  const texts = words.incidents
  const where = placeOf(messages, formats, scope)
  const owner = sureOwner(incident) ?? 'unknown'
  return (
    <HeadlinePanel
      color={ownerColor(owner)}
      crumbs={
        <>
          <a href={incidentsHash()}>{texts.title}</a>
          <span className="muted" aria-hidden>
            /
          </span>
          <span className="mono">{incident.id}</span>
          <CopyLink />
        </>
      }
    >
      <HeadlineFacts>
        <strong
          className={`${styles['state']} ${state === 'open' ? styles['open'] : ''}`}
          data-testid={TEST_IDS.incidentScope}
        >
          {texts.states[state]}
        </strong>
        {ended && <span>{texts.ended[ended.why]}</span>}
        {ended?.into !== undefined && <a href={incidentHash(ended.into)}>{messages.operations.incident.into}</a>}
        <span className="muted">{fill(texts.since, { time: formats.moment(since) })}</span>
        <span className="muted">{fill(texts.foundAfter, { duration: formats.duration(foundAt - since) })}</span>
      </HeadlineFacts>
      <h1 data-testid={TEST_IDS.incidentVerdict} data-cause={cause}>
        {incidentSentence(messages, formats, incident)}
      </h1>
      <HeadlineSentence>
        {messages.causes[cause].explanation} {insight && <Lead insight={insight} />}
      </HeadlineSentence>
      <Tags>
        <Tag>
          <Swatch color={ownerColor(owner)} />
          {words.attempt.whoseFault[owner]}
        </Tag>
        <Tag>
          {formats.label(texts.symptom)}
          {texts.symptoms[symptom]}
        </Tag>
      </Tags>
      <p className="small">
        <span className="muted">{formats.label(texts.refute)}</span>
        {messages.causes[cause].refutedBy} {fill(texts.whatRefutes, { sentence: fill(texts.refuteHint, { where }) })}
      </p>
      <Merged merged={incident.merged} />
    </HeadlinePanel>
  )
}

/** What was found apart and belongs together. */
function Merged({ merged }: Pick<IncidentDetail, 'merged'>) {
  const { messages, formats } = useSpeech()
  if (merged.length === 0) return null
  return (
    <p className="small" data-testid={TEST_IDS.mergedIncidents}>
      <span className="muted">{formats.label(messages.operations.incident.merged)}</span>
      {merged.map(({ id, cause, scope }) => (
        <span key={id}>
          <a href={incidentHash(id)}>
            {causeName(messages, cause)} ({placeOf(messages, formats, scope)})
          </a>{' '}
        </span>
      ))}
    </p>
  )
}

function Lead({ insight }: { readonly insight: IncidentInsight }) {
  const { words, formats } = useSpeech()
  const { merchants, elsewhere } = insight
  const attempts = merchants.reduce((sum, merchant) => sum + merchant.attempts, 0)
  const refused = merchants.reduce((sum, merchant) => sum + merchant.refused, 0)
  return fill(words.incidents.lead, {
    refused: formats.count(refused),
    attempts: formats.count(attempts),
    share: formats.percent(refused / Math.max(1, attempts)),
    elsewhere: formats.percent(elsewhere.refused / Math.max(1, elsewhere.attempts)),
  })
}
