import type { PlaceDetail } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { causeName } from '../words.ts'
import styles from './place.module.css'
import { Panel, Swatch } from '../ui/layout.tsx'

export function Causes({ causes }: Pick<PlaceDetail, 'causes'>) {
  const { messages, formats } = useSpeech()
  const words = messages.pages
  return (
    <Panel title={words.causes}>
      {causes.length === 0 && <p className="muted">{words.causesNone}</p>}
      <ul className={styles['list']}>
        {causes.map(({ cause, count }) => (
          <li key={cause} className={styles['line']}>
            <span>
              <Swatch color={sideColor(cause)} /> {causeName(messages, cause)}
            </span>
            <span>{formats.count(count)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
