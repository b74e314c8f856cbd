import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'

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
  const section = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  useKeptFocus(section, heading)
  const className = ['screen', props.centred ? 'centred' : '', props.className ?? ''].join(' ').trim()
  return (
    <section ref={section} className={className} aria-labelledby="screen-title">
      <h2 id="screen-title" ref={heading} tabIndex={-1} className={props.hideTitle ? 'visually-hidden' : undefined}>
        {props.title}
      </h2>
      {props.children}
    </section>
  )
}

/** A control that had the focus and is gone or can no longer be used leaves it to the heading, not to the page. */
function useKeptFocus(section: RefObject<HTMLElement | null>, heading: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const observer = new MutationObserver(() => {
      const { activeElement, body } = document
      if (activeElement === body || activeElement?.matches(':disabled')) heading.current?.focus({ preventScroll: true })
    })
    const changes = { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] }
    if (section.current) observer.observe(section.current, changes)
    return () => observer.disconnect()
  }, [section, heading])
}
