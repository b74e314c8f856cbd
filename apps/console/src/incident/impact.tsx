import type { IncidentDetail, IncidentInsight } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Figure, Figures } from '../ui/figures.tsx'

interface ImpactProps {
  readonly incident: IncidentDetail
  readonly insight: IncidentInsight | undefined
}

/** What it costs so far, in money and in people. */
export function Impact({ incident: { figures }, insight }: ImpactProps) {
  const { words, formats } = useSpeech()
  const { incidents } = words
  const sales = insight?.sales
  const amount = (minor: number | undefined) => (minor === undefined ? '–' : formats.amount(minor, 'CNY'))
  const count = (value: number | undefined) =>
    value === undefined ? '' : fill(incidents.salesOf, { count: formats.count(value) })
  const failed = fill(incidents.failedOf, {
    failed: formats.count(figures.failed),
    sessions: formats.count(figures.sessions),
    expected: formats.count(Math.round(figures.expected * 10) / 10),
  })
  return (
    <Figures label={incidents.impact} testId={TEST_IDS.incidentFigures}>
      <Figure
        name={incidents.lost}
        term="lost"
        value={amount(sales?.lost_minor)}
        note={count(sales?.lost)}
        tone={sales && sales.lost > 0 ? 'bad' : undefined}
      />
      <Figure
        name={incidents.rescued}
        term="rescued"
        value={amount(sales?.rescued_minor)}
        note={count(sales?.rescued)}
        tone="good"
      />
      <Figure
        name={incidents.cards}
        term="near-lockout"
        value={formats.count(figures.cards)}
        note={`${formats.label(incidents.nearLockout)}${formats.count(figures.nearLockout)}`}
      />
      <Figure
        name={incidents.terminals}
        value={formats.count(figures.terminals)}
        note={`${formats.label(incidents.merchants)}${formats.count(figures.merchants)}`}
      />
      <Figure
        name={incidents.columns.failed}
        term="session"
        value={formats.percent(figures.failed / Math.max(1, figures.sessions))}
        note={failed}
      />
    </Figures>
  )
}
