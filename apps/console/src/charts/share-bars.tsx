import type { ReactNode } from 'react'
import { useSpeech } from '../language.tsx'
import styles from './charts.module.css'

interface ShareBarsProps {
  readonly rows: readonly {
    readonly value: string
    readonly name: ReactNode
    readonly inside: number
    readonly elsewhere: number
  }[]
}

/** Two shares of each value, one below the other: a longer upper bar is what stands out. The figures are text. */
export function ShareBars({ rows }: ShareBarsProps) {
  return (
    <ul className={styles['bars']}>
      {rows.map(({ value, name, inside, elsewhere }) => (
        <li key={value} className={styles['barRow']}>
          <span>{name}</span>
          <span className={styles['pair']}>
            <Bar share={inside} tone="bad" />
            <Bar share={elsewhere} tone="quiet" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Bar({ share, tone }: { readonly share: number; readonly tone: 'bad' | 'quiet' }) {
  const { formats } = useSpeech()
  return (
    <span className={styles['bar']}>
      <span className={styles['track']} aria-hidden>
        <span className={`${styles['fill']} ${styles[tone]}`} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={tone === 'quiet' ? 'muted' : ''}>{formats.percent(share)}</span>
    </span>
  )
}
