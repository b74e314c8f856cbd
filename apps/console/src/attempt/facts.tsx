import type { AttemptDetail } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { liveHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import styles from './attempt.module.css'
import { factsOf } from './fact-list.ts'
import { Panel } from '../ui/layout.tsx'

/** Everything the verdict could know, beside it. What a log lacks is left out rather than shown as a blank. */
export function Facts({ detail }: { readonly detail: AttemptDetail }) {
  const { words, formats, language } = useSpeech()
  return (
    <Panel title={words.attempt.facts}>
      <dl className={styles['pairs']}>
        {factsOf(detail, words, formats, language).map(({ name, value, href }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{words.attempt.factNames[name]}</dt>
            <dd data-testid={TEST_IDS.fact} data-fact={name}>
              {href ? <a href={href}>{value}</a> : value}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small" style={{ marginTop: 10 }}>
        <a href={liveHash({ terminal: detail.terminal })}>{words.attempt.allOfTerminal}</a>
      </p>
    </Panel>
  )
}
