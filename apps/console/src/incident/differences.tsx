import type { Difference, DifferenceValue, IncidentInsight } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { ShareBars } from '../charts/share-bars.tsx'
import { useSpeech } from '../language.tsx'
import { isPlace, placeHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { lookUp } from '../words.ts'
import styles from './incident.module.css'
import { Panel } from '../ui/layout.tsx'

/** Below this distance a property is as it is everywhere: chance alone makes as much of few refusals. */
const STANDS_OUT = 0.3
const SHOWN_MAX = 4

/** How the refusals of the incident differ from everything else at that time, most telling property first. */
export function Differences({ insight }: { readonly insight: IncidentInsight }) {
  const { words, language, formats } = useSpeech()
  const texts = words.incidents
  const standing = insight.differences.filter(({ distance }) => distance >= STANDS_OUT)
  const shown = standing.slice(0, SHOWN_MAX)
  const alike = insight.differences.filter(({ distance }) => distance < STANDS_OUT)
  const valueNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    entry: words.entryModes,
    key: words.attempt.keyChecks,
  }
  const nameOf = (dimension: string, { value, name }: DifferenceValue): string =>
    name?.[language] ?? lookUp(valueNames[dimension] ?? {}, value) ?? value
  const named = (dimension: string, value: DifferenceValue) => {
    const name = nameOf(dimension, value)
    return isPlace(dimension) ? <a href={placeHash(dimension, value.value)}>{name}</a> : name
  }
  const dimensionName = ({ dimension }: Difference) => lookUp(texts.dimensionNames, dimension) ?? dimension
  return (
    <Panel title={texts.different} testId={TEST_IDS.incidentDifferences}>
      {shown.length === 0 ? (
        <p className="muted">{texts.differentNone}</p>
      ) : (
        <p className="muted small">{texts.differentHint}</p>
      )}
      <div className={styles['differences']}>
        {shown.map((difference) => (
          <div key={difference.dimension}>
            <h3>{dimensionName(difference)}</h3>
            <ShareBars
              rows={difference.values
                .filter(({ inside, elsewhere }, index) => index < 4 && inside + elsewhere > 0.005)
                .map((value) => ({ ...value, name: named(difference.dimension, value) }))}
            />
          </div>
        ))}
      </div>
      {alike.length > 0 && (
        <p className="muted small">{fill(texts.alike, { dimensions: formats.list(alike.map(dimensionName)) })}</p>
      )}
    </Panel>
  )
}
