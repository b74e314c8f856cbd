import { useId, type ReactNode } from 'react'
import styles from './layout.module.css'

interface StackProps {
  /** For pages of forms, which nobody reads across a wide window. */
  readonly narrow?: boolean
  readonly testId?: string
  readonly children: ReactNode
}

/** Parts of a page one below the other, with the room between them that every page has. */
export const Stack = ({ narrow = false, testId, children }: StackProps) => (
  <div className={`${styles['stack']} ${narrow ? styles['narrow'] : ''}`} data-testid={testId}>
    {children}
  </div>
)

/** Panels beside one another where there is room for two. */
export const Columns = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles['columns']}>{children}</div>
)

interface SplitProps {
  /** What stands first in any window. */
  readonly first: ReactNode
  readonly rail: ReactNode
  readonly children: ReactNode
}

/** A wide column and a rail beside it; in a narrow window the rail's panels follow the first part. */
export const Split = ({ first, rail, children }: SplitProps) => (
  <div className={styles['split']}>
    <Stack>{first}</Stack>
    <div className={styles['rail']}>
      <Stack>{rail}</Stack>
    </div>
    <Stack>{children}</Stack>
  </div>
)

/** Small things one after the other: buttons, boxes to tick, facts. */
export const Row = ({ children }: { readonly children: ReactNode }) => <div className={styles['row']}>{children}</div>

interface TitleBarProps {
  /** Where the page stands: the list that it belongs to. */
  readonly above?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  /** At the far end. */
  readonly aside?: ReactNode
  readonly testId?: string
}

/** The heading of a page with what belongs beside it. */
export const TitleBar = ({ above, title, children, aside, testId }: TitleBarProps) => (
  <div className={styles['title']} data-testid={testId}>
    {above}
    <h1>{title}</h1>
    {children}
    {aside && <span className={styles['aside']}>{aside}</span>}
  </div>
)

interface PanelProps {
  readonly title: ReactNode
  /** Beside the title. */
  readonly aside?: ReactNode
  readonly testId?: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A part of a page under its own heading. */
export function Panel({ title, aside, testId, className = '', children }: PanelProps) {
  const id = useId()
  return (
    <section className={`panel ${className}`} aria-labelledby={id} data-testid={testId}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** The colour of what a line or figure is about; never the only sign of it. */
export const Swatch = ({ color }: { readonly color: string }) => (
  <span className={styles['swatch']} style={{ background: color }} aria-hidden />
)
