import { API, type IncidentDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { AttemptList } from '../attempt-list/attempt-list.tsx'
import { Weight } from '../attempt/weight.tsx'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { ApiError, getJson } from '../request.ts'
import { incidentsHash } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { AUDIENCES, causeName, evidenceSentence, nextStep, rankedName } from '../words.ts'
import styles from './incident.module.css'
import { placeOf } from './place.ts'

/** One incident: the verdict in a sentence, what it costs, why it is believed, what to do, and attempts it touched. */
export function IncidentPage({ id }: { readonly id: string }) {
  const { words } = useSpeech()
  const { data, error, refetch } = useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => getJson<IncidentDetail>(API.incident(id), signal),
    refetchInterval: 5_000,
  })
  useDocumentTitle(words.incidents.title)
  if (error instanceof ApiError && error.status === 404)
    return (
      <Notice
        title={words.incidents.notFound}
        hint={words.incidents.notFoundHint}
        testId={TEST_IDS.errorState}
        wholePage
      />
    )
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  if (!data) return <Loading rows={8} />
  return (
    <div className={styles['page']}>
      <Verdict incident={data} />
      <Impact incident={data} />
      <Evidence incident={data} />
      <NextSteps incident={data} />
      <section className="panel" aria-labelledby="samples">
        <h2 id="samples">{words.incidents.samples}</h2>
        <AttemptList attempts={data.samples} label={words.incidents.samples} />
      </section>
    </div>
  )
}

interface PartProps {
  readonly incident: IncidentDetail
}

function Verdict({ incident }: PartProps) {
  const { messages, words, formats } = useSpeech()
  const { cause, confidence, scope, since, foundAt, state, ended, symptom } = incident
  const where = placeOf(messages, scope)
  const sentence = { cause: causeName(messages, cause), where, confidence: formats.percent(confidence) }
  return (
    <div>
      <p className={styles['crumbs']}>
        <a href={incidentsHash()}>{words.incidents.title}</a> <span aria-hidden>/</span>{' '}
        <span className="mono">{incident.id}</span>
      </p>
      <section className={`panel ${styles['headline']}`} style={{ borderLeftColor: sideColor(cause) }}>
        <p>
          <strong data-testid={TEST_IDS.incidentScope}>{words.incidents.states[state]}</strong>
          {ended && ` · ${words.incidents.ended[ended.why]}`} ·{' '}
          {fill(words.incidents.since, { time: formats.moment(since) })} ·{' '}
          {fill(words.incidents.foundAfter, { duration: formats.duration(foundAt - since) })}
        </p>
        <h1 data-testid={TEST_IDS.incidentVerdict} data-cause={cause}>
          {fill(words.incidents.sentence, sentence)}
        </h1>
        <p className="muted">
          {words.incidents.symptom}: {words.incidents.symptoms[symptom]}
        </p>
        <p>
          <strong>{words.incidents.refute}:</strong> {fill(words.incidents.refuteHint, { where })}
        </p>
      </section>
    </div>
  )
}

function Impact({ incident: { figures } }: PartProps) {
  const { words, formats } = useSpeech()
  const { incidents } = words
  const failed = formats.percent(figures.failed / Math.max(1, figures.sessions))
  return (
    <section className="panel" aria-labelledby="impact" data-testid={TEST_IDS.incidentFigures}>
      <h2 id="impact">{incidents.impact}</h2>
      <p>
        <strong>{failed}</strong>{' '}
        {fill(incidents.failedOf, {
          failed: formats.count(figures.failed),
          sessions: formats.count(figures.sessions),
          expected: formats.count(Math.round(figures.expected * 10) / 10),
        })}
      </p>
      <dl className={styles['figures']}>
        <Figure name={incidents.control} value={formats.percent(figures.controlRate)} />
        <Figure name={incidents.atRisk} value={formats.amount(figures.amountAtRisk_minor, 'CNY')} />
        <Figure name={incidents.cards} value={formats.count(figures.cards)} />
        <Figure name={incidents.terminals} value={formats.count(figures.terminals)} />
        <Figure name={incidents.merchants} value={formats.count(figures.merchants)} />
        <Figure name={incidents.nearLockout} value={formats.count(figures.nearLockout)} />
      </dl>
    </section>
  )
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt className="muted small">{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

const LINES_MAX = 10

function Evidence({ incident }: PartProps) {
  const { messages, words, formats } = useSpeech()
  const [, ...others] = incident.ranking
  return (
    <section className="panel" aria-labelledby="incident-evidence" data-testid={TEST_IDS.incidentEvidence}>
      <h2 id="incident-evidence">{words.incidents.evidence}</h2>
      <ul className={styles['lines']}>
        {incident.evidence.slice(0, LINES_MAX).map((line) => (
          <li key={line.id}>
            <span>{evidenceSentence(messages, line)}</span> <Weight weight={line.weight} />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <p className="muted">
          {words.incidents.rejected}:{' '}
          {others
            .slice(0, 4)
            .map(({ cause, probability }) => `${rankedName(messages, cause)} ${formats.percent(probability)}`)
            .join(', ')}
        </p>
      )}
    </section>
  )
}

function NextSteps({ incident }: PartProps) {
  const { messages, words } = useSpeech()
  return (
    <section className="panel" aria-labelledby="incident-next">
      <h2 id="incident-next">{words.incidents.next}</h2>
      <dl className={styles['steps']}>
        {AUDIENCES.map((audience) => (
          <div key={audience}>
            <dt className="muted small">{words.attempt.audienceNames[audience]}</dt>
            <dd>{nextStep(messages, incident.cause, audience, { ranking: incident.ranking })}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
