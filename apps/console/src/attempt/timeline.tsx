import type { AttemptDetail } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { lookUp } from '../words.ts'
import styles from './attempt.module.css'
import { Panel } from '../ui/layout.tsx'

export function Timeline({ detail }: { readonly detail: AttemptDetail }) {
  const { messages, words, formats } = useSpeech()
  const said = (detail: string) => detail.replace(/\bFF_\w+/, (code) => lookUp(messages.faults, code) ?? code)
  const start = detail.timeline[0]?.at ?? detail.at
  return (
    <Panel title={words.attempt.timeline} aside={<span className="muted small">{formats.moment(start)}</span>}>
      {detail.timeline.length === 0 && <p className="muted">{words.attempt.timelineNone}</p>}
      <ol>
        {detail.timeline.map(({ at, step, detail: happened }, index) => (
          // The list only grows at its end: the place is the identity.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={styles['step']} data-testid={TEST_IDS.timelineStep} data-step={step}>
            <span className={`${styles['number']} muted small`}>+{formats.duration(at - start)}</span>
            <span>
              {lookUp(words.steps, step) ?? step} <span className="muted small">{happened && said(happened)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
