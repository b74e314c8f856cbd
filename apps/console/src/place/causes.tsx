import type { PlaceDetail } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { causeName } from '../words.ts'
import styles from './place.module.css'

export function Causes({ causes }: Pick<PlaceDetail, 'causes'>) {
  const { messages, formats } = useSpeech()
  const words = messages.pages
  return (
    <section className="panel" aria-labelledby="place-causes">
      <div className="panel-head">
        <h2 id="place-causes">{words.causes}</h2>
      </div>
      {causes.length === 0 && <p className="muted">{words.causesNone}</p>}
      <ul className={styles['list']}>
        {causes.map(({ cause, count }) => (
          <li key={cause} className={styles['line']}>
            <span>
              <span className={styles['swatch']} style={{ background: sideColor(cause) }} aria-hidden />
              {causeName(messages, cause)}
            </span>
            <span>{formats.count(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
