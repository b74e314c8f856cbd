import { useLayoutEffect, useRef } from 'react'

/** Escape means Cancel on every screen that can be cancelled, as the red key does on a device. */
export function useEscape(cancel: () => void): void {
  const latest = useRef(cancel)
  useLayoutEffect(() => {
    latest.current = cancel
  })
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat) return
      if (event.target instanceof Element && event.target.closest('select, input')) return
      latest.current()
    }
    globalThis.addEventListener('keydown', onKeyDown)
    return () => globalThis.removeEventListener('keydown', onKeyDown)
  }, [])
}
