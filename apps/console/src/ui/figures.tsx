import type { ReactNode } from 'react'
import type { Term as TermName } from '../words.ts'
import { Term } from './term.tsx'
import styles from './figures.module.css'

interface FiguresProps {
  readonly label: string
  readonly testId?: string
  readonly children: ReactNode
}

/** A strip of figures that say how things are. */
export function Figures({ label, testId, children }: FiguresProps) {
  return (
    <section className="panel" style={{ padding: 0 }} aria-label={label} data-testid={testId}>
      <dl className={styles['strip']}>{children}</dl>
    </section>
  )
}

interface FigureProps {
  readonly name: string
  /** What the name means, where that is not plain. */
  readonly term?: TermName
  readonly value: ReactNode
  readonly note?: ReactNode
  readonly tone?: 'good' | 'bad' | undefined
  readonly testId?: string
}

export function Figure({ name, term, value, note, tone, testId }: FigureProps) {
  return (
    <div className={styles['figure']}>
      <dt className="muted small">{term ? <Term of={term}>{name}</Term> : name}</dt>
      <dd className={`${styles['value']} ${tone ? styles[tone] : ''}`} data-testid={testId}>
        {value}
      </dd>
      {note !== undefined && <dd className={`small ${tone === 'good' ? styles['good'] : styles['muted']}`}>{note}</dd>}
    </div>
  )
}
