import type { PlaceDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { isPlace, placeHash } from '../route.ts'
import { lookUp } from '../words.ts'
import styles from './place.module.css'
import { Panel } from '../ui/layout.tsx'

const SHOWN_MAX = 8

/** What its attempts are made of; terminals, merchants and issuers among it lead to their own pages. */
export function Parts({ parts }: Pick<PlaceDetail, 'parts'>) {
  const { messages, words, formats, language } = useSpeech()
  const texts = messages.pages
  return (
    <Panel title={texts.parts} aside={<span className="muted small">{texts.partsHint}</span>}>
      <div className={styles['parts']}>
        {parts.map(({ dimension, values }) => (
          <div key={dimension}>
            <h3>{lookUp(words.incidents.dimensionNames, dimension) ?? dimension}</h3>
            <ul className={styles['list']}>
              {values.slice(0, SHOWN_MAX).map(({ value, name, refused, attempts }) => {
                const said =
                  name?.[language] ?? (dimension === 'entry' ? (lookUp(words.entryModes, value) ?? value) : value)
                return (
                  <li key={value} className={styles['line']}>
                    {isPlace(dimension) ? <a href={placeHash(dimension, value)}>{said}</a> : <span>{said}</span>}
                    <span>
                      {fill(texts.partOf, { refused: formats.count(refused), attempts: formats.count(attempts) })}
                    </span>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  )
}
