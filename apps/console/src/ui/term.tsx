import { useId, useState, type ReactNode } from 'react'
import { useSpeech } from '../language.tsx'
import type { Term as TermName } from '../words.ts'
import styles from './term.module.css'

/** A word of the field; pointing at it, or reaching it with the keyboard, says what it means. Escape takes that away. */
export function Term({ of, children }: { readonly of: TermName; readonly children: ReactNode }) {
  const { messages } = useSpeech()
  const id = useId()
  const [shown, setShown] = useState(false)
  const [leftwards, setLeftwards] = useState(false)
  const show = (element: HTMLElement): void => {
    setLeftwards(element.getBoundingClientRect().left > innerWidth / 2)
    setShown(true)
  }
  return (
    <button
      type="button"
      className={`${styles['term']} ${shown ? styles['shown'] : ''}`}
      aria-describedby={id}
      onPointerEnter={({ currentTarget }) => show(currentTarget)}
      onPointerLeave={() => setShown(false)}
      onFocus={({ currentTarget }) => show(currentTarget)}
      onBlur={() => setShown(false)}
      onClick={({ currentTarget }) => show(currentTarget)}
      onKeyDown={({ key }) => key === 'Escape' && setShown(false)}
    >
      {children}
      <span id={id} role="tooltip" className={`${styles['meaning']} ${leftwards ? styles['leftwards'] : ''}`}>
        {messages.operations.terms[of]}
      </span>
    </button>
  )
}
