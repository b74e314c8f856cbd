import type { ReactNode } from 'react'
import styles from './headline.module.css'

interface HeadlinePanelProps {
  /** What leads back to where one came from. */
  readonly crumbs: ReactNode
  /** Of whose fault it is. */
  readonly color: string
  readonly children: ReactNode
}

/** What a page about one thing says first: what happened, why, and whose it is by the colour of its edge. */
export const HeadlinePanel = ({ crumbs, color, children }: HeadlinePanelProps) => (
  <div>
    <div className={styles['crumbs']}>{crumbs}</div>
    <section className={`panel ${styles['headline']}`} style={{ borderLeftColor: color }}>
      {children}
    </section>
  </div>
)

export const HeadlineFacts = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles['facts']}>{children}</p>
)

export const HeadlineSentence = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles['sentence']}>{children}</p>
)

export const Tags = ({ children }: { readonly children: ReactNode }) => <div className={styles['tags']}>{children}</div>

interface TagProps {
  readonly tone?: 'good' | 'bad' | undefined
  readonly testId?: string
  /** What the tag says, for whoever reads it by program. */
  readonly value?: string | number
  readonly children: ReactNode
}

export const Tag = ({ tone, testId, value, children }: TagProps) => (
  <span className={`${styles['tag']} ${tone ? styles[tone] : ''}`} data-testid={testId} data-value={value}>
    {children}
  </span>
)
