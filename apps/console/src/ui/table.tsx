import type { ReactNode } from 'react'
import styles from './table.module.css'

export interface Heading {
  readonly text: string
  /** Figures stand under one another by their last digit. */
  readonly figures?: boolean
}

interface TableProps {
  readonly headings: readonly (string | Heading)[]
  /** Said to whoever does not see what stands around the table. */
  readonly label?: string
  /** Rows. */
  readonly children: ReactNode
}

/** The one look of a table; it scrolls sideways by itself where there is no room. */
export function Table({ headings, label, children }: TableProps) {
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {headings
              .map((heading) => (typeof heading === 'string' ? { text: heading } : heading))
              .map(({ text, figures }) => (
                <th key={text} scope="col" className={figures ? styles['figures'] : ''}>
                  {text}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

/** A cell whose content is a figure. */
export function FigureCell({ children }: { readonly children: ReactNode }) {
  return <td className={styles['figures']}>{children}</td>
}
