import type { FleetMark, IncidentDetail, IncidentInsight, Tried } from '@fiftyfive/contract'
import { fill, type Messages } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { RateChart, type RateMark } from '../charts/rate-chart.tsx'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Table } from '../ui/table.tsx'
import { lookUp } from '../words.ts'
import { actionsQuery } from './incidents-query.ts'
import styles from './incident.module.css'
import { Panel } from '../ui/layout.tsx'

interface TimelineProps {
  readonly incident: IncidentDetail
  readonly insight: IncidentInsight
}

const shareOf = ({ refused, attempts }: Tried): number => refused / Math.max(1, attempts)
const pointsOf = (insight: IncidentInsight, which: 'inside' | 'elsewhere') =>
  insight.steps
    .filter((step) => step[which].attempts > 0)
    .map((step) => ({ at: step.at, of: step[which].attempts, share: shareOf(step[which]) }))

/** The rate of refusals there and elsewhere, with what changed meanwhile. */
export function Timeline({ incident, insight }: TimelineProps) {
  const { words, messages, formats } = useSpeech()
  const texts = words.incidents
  const actions = useQuery(actionsQuery(incident.id)).data?.items ?? []
  const actionMarks = actions.flatMap(({ action, startedAt }): RateMark[] => {
    if (startedAt === undefined) return []
    const label = fill(messages.operations.incident.takenMark, { action: messages.pages.actions.kinds[action] })
    return [{ at: startedAt, label, tone: 'normal' }]
  })
  const { from, until, step_ms, steps, before } = insight
  const byTime = new Map(steps.map((step) => [step.at, step]))
  const step = fill(texts.timelineHint, { step: formats.duration(step_ms) })
  const tried = (part: Tried | undefined) =>
    fill(texts.refusedOf, {
      refused: formats.count(part?.refused ?? 0),
      attempts: formats.count(part?.attempts ?? 0),
    })
  const readout = (at: number) =>
    fill(texts.readout, {
      time: formats.time(at, until),
      inside: tried(byTime.get(at)?.inside),
      elsewhere: tried(byTime.get(at)?.elsewhere),
    })
  return (
    <Panel
      title={texts.timeline}
      aside={<span className="muted small">{step}</span>}
      testId={TEST_IDS.incidentTimeline}
    >
      <RateChart
        summary={texts.timeline}
        from={from}
        until={until}
        step_ms={step_ms}
        series={[
          { name: texts.inside, tone: 'bad', points: pointsOf(insight, 'inside') },
          { name: texts.elsewhere, tone: 'quiet', points: pointsOf(insight, 'elsewhere') },
        ]}
        {...(before.attempts > 0 && { usual: { share: shareOf(before), name: texts.usual } })}
        marks={[...marksOf(incident, insight, texts), ...actionMarks].toSorted((a, b) => a.at - b.at)}
        readout={readout}
      />
      <Marks insight={insight} />
      <details>
        <summary className="small">{texts.asTable}</summary>
        <Table headings={[texts.tableTime, texts.inside, texts.elsewhere]} label={texts.timeline}>
          {steps.map(({ at, inside, elsewhere }) => (
            <tr key={at}>
              <td>{formats.moment(at)}</td>
              <td>{tried(inside)}</td>
              <td>{tried(elsewhere)}</td>
            </tr>
          ))}
        </Table>
      </details>
    </Panel>
  )
}

/** Keys that are delivered all the time would hide the rest: in the picture stand only other changes there. */
function marksOf(
  { since, foundAt, ended }: IncidentDetail,
  { marks, from }: IncidentInsight,
  texts: Messages['console']['incidents'],
): RateMark[] {
  const changes = marks
    .filter(({ kind, inside }) => kind !== 'sign-on' && inside)
    .map(({ at, kind, detail }) => ({ at, label: fill(texts.markShort[kind], { detail }), tone: 'normal' as const }))
    // The same change again, at the next terminal, is a line without words.
    .map((mark, index, all) =>
      all.findIndex(({ label }) => label === mark.label) < index ? { ...mark, label: '' } : mark,
    )
  const own = [
    { at: since, label: texts.began, tone: 'strong' as const },
    { at: foundAt, label: texts.found, tone: 'strong' as const },
    ...(ended ? [{ at: ended.at, label: texts.endedMark, tone: 'strong' as const }] : []),
  ]
  return [...changes, ...own].filter(({ at }) => at >= from).toSorted((a, b) => a.at - b.at)
}

const MARKS_SHOWN = 8

function Marks({ insight }: { readonly insight: IncidentInsight }) {
  const { words } = useSpeech()
  const texts = words.incidents
  // Newest first; what touched the incident's own place before what did not.
  const marks = insight.marks.toReversed().toSorted((a, b) => rankOf(a) - rankOf(b))
  const repeated = [...Map.groupBy(marks, keyOf).values()] as [FleetMark, ...FleetMark[]][]
  return (
    <div className={styles['marks']}>
      <h3>{texts.marks}</h3>
      {marks.length === 0 && <p className="muted small">{texts.marksNone}</p>}
      <ul>
        {repeated.slice(0, MARKS_SHOWN).map((same) => (
          <Mark key={keyOf(same[0])} marks={same} />
        ))}
      </ul>
    </div>
  )
}

const rankOf = ({ inside, kind }: FleetMark): number => (inside ? 0 : 2) + (kind === 'sign-on' ? 1 : 0)

/** What is the same but for its time: a terminal that signs on again and again is one line. */
const keyOf = ({ kind, detail, subjects, inside }: FleetMark): string => [kind, detail, inside, ...subjects].join(' ')

function Mark({ marks }: { readonly marks: readonly [FleetMark, ...FleetMark[]] }) {
  const { words, formats } = useSpeech()
  const texts = words.incidents
  const [{ at, kind, detail, subjects, inside }] = marks
  const first = marks.at(-1)?.at ?? at
  const count = marks.reduce((sum, mark) => sum + mark.count, 0)
  return (
    <li className={inside ? '' : 'muted'}>
      <span className="muted">
        {first < at && `${formats.time(first, at)} – `}
        {formats.time(at, at)}
      </span>{' '}
      {fill(texts.markKinds[kind], {
        detail: lookUp(texts.markDetails, detail) ?? detail,
        subjects: formats.list(subjects),
      })}
      {count > subjects.length && ` (${fill(texts.times, { count: formats.count(count) })})`}
    </li>
  )
}
