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

/** With so few columns a table fits on a telephone as it is. */
const STANDING_COLUMNS_MAX = 3

/** The one look of a table. On a telephone each row becomes a block of named lines. */
export function Table({ headings, label, children }: TableProps) {
  const texts = headings.map((heading) => (typeof heading === 'string' ? heading : heading.text))
  // Where there is no room for columns each cell says what it is; style sheets know headings only by these names.
  const named = Object.fromEntries(texts.map((text, index) => [`--heading-${index + 1}`, JSON.stringify(text)]))
  return (
    <div className={styles['scroll']}>
      <table
        className={`${styles['table']} ${texts.length > STANDING_COLUMNS_MAX ? styles['stacking'] : ''}`}
        style={named}
        aria-label={label}
      >
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
