import type { IncidentDetail, IncidentInsight } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { ownerOf, sideColor } from '../owner.ts'
import { incidentHash, incidentsHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { causeName } from '../words.ts'
import styles from './incident.module.css'
import { incidentSentence, placeOf } from './place.ts'

interface HeadlineProps {
  readonly incident: IncidentDetail
  readonly insight: IncidentInsight | undefined
}

/** What is wrong, where, how sure that is, and what would prove it wrong. */
export function IncidentHeadline({ incident, insight }: HeadlineProps) {
  const { messages, words, formats } = useSpeech()
  const { cause, scope, since, foundAt, state, ended, symptom } = incident
  const texts = words.incidents
  const where = placeOf(messages, scope)
  return (
    <div>
      <p className={styles['crumbs']}>
        <a href={incidentsHash()}>{texts.title}</a> <span aria-hidden>/</span>{' '}
        <span className="mono">{incident.id}</span>
      </p>
      <section className={`panel ${styles['headline']}`} style={{ borderLeftColor: sideColor(cause) }}>
        <p className={styles['facts']}>
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
        </p>
        <h1 data-testid={TEST_IDS.incidentVerdict} data-cause={cause}>
          {incidentSentence(messages, formats, incident)}
        </h1>
        <p className={styles['sentence']}>
          {messages.causes[cause].explanation} {insight && <Lead insight={insight} />}
        </p>
        <p className={styles['tags']}>
          <span className={styles['tag']}>
            <span className={styles['swatch']} style={{ background: sideColor(cause) }} aria-hidden />
            {words.attempt.whoseFault[ownerOf(cause)]}
          </span>
          <span className={styles['tag']}>
            {texts.symptom}: {texts.symptoms[symptom]}
          </span>
        </p>
        <p className="small">
          <span className="muted">{texts.refute}:</span> {messages.causes[cause].refutedBy}{' '}
          {fill(texts.whatRefutes, { sentence: fill(texts.refuteHint, { where }) })}
        </p>
        <Merged merged={incident.merged} />
      </section>
    </div>
  )
}

/** What was found apart and belongs together. */
function Merged({ merged }: Pick<IncidentDetail, 'merged'>) {
  const { messages } = useSpeech()
  if (merged.length === 0) return null
  return (
    <p className="small" data-testid={TEST_IDS.mergedIncidents}>
      <span className="muted">{messages.operations.incident.merged}:</span>{' '}
      {merged.map(({ id, cause, scope }) => (
        <span key={id}>
          <a href={incidentHash(id)}>
            {causeName(messages, cause)} ({placeOf(messages, scope)})
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
