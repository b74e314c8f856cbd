import type { Overview } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { liveHash, type Filters } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { replaceHash } from '../use-route.ts'
import { causeName } from '../words.ts'
import styles from './live.module.css'
import { Panel, Swatch } from '../ui/layout.tsx'

interface CauseShareProps {
  readonly byCause: Overview['byCause']
  readonly filters: Filters
}

/** One bar of all refusals, split by cause and coloured by whose they are; each cause is a filter of the list. */
export function CauseShare({ byCause, filters }: CauseShareProps) {
  const { messages, words, formats } = useSpeech()
  const counted = byCause.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
  return (
    <Panel
      title={words.live.causes}
      aside={counted.length > 0 && <span className="muted small">{words.live.causesHint}</span>}
    >
      {counted.length === 0 ? (
        <p className="muted">{words.live.noRefusals}</p>
      ) : (
        <>
          <div className={styles['share']} aria-hidden>
            {counted.map(({ cause, count }) => (
              <span key={cause} style={{ flexGrow: count, background: sideColor(cause) }} />
            ))}
          </div>
          <div className={styles['legend']} data-testid={TEST_IDS.causeShare}>
            {counted.map(({ cause, count }) => (
              <button
                key={cause}
                type="button"
                className={styles['cause']}
                aria-pressed={filters.cause === cause}
                data-cause={cause}
                onClick={() => toggle(filters, cause)}
              >
                <Swatch color={sideColor(cause)} />
                {causeName(messages, cause)} <strong>{formats.count(count)}</strong>
              </button>
            ))}
          </div>
        </>
      )}
    </Panel>
  )
}

/** Chooses a cause, or none when it was chosen already; the other filters stay. */
function toggle({ cause, ...others }: Filters, chosen: NonNullable<Filters['cause']>): void {
  replaceHash(liveHash(cause === chosen ? others : { ...others, cause: chosen }))
}
