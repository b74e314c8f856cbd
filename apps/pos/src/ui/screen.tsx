import { type ReactNode, useLayoutEffect, useRef } from 'react'

/**
 * One screen of the terminal. Its heading takes the focus when the screen opens, so that a screen reader and the
 * hardware keyboard start there and not on a control that no longer exists.
 */
export function ScreenFrame(props: {
  readonly title: string
  readonly hideTitle?: boolean
  readonly centred?: boolean
  readonly className?: string
  readonly children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const className = ['screen', props.centred ? 'centred' : '', props.className ?? ''].join(' ').trim()
  return (
    <section className={className} aria-labelledby="screen-title">
      <h2 id="screen-title" ref={heading} tabIndex={-1} className={props.hideTitle ? 'visually-hidden' : undefined}>
        {props.title}
      </h2>
      {props.children}
    </section>
  )
}
