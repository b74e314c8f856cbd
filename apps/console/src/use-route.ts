import { CAUSES } from '@fiftyfive/diagnosis'
import { useMemo, useSyncExternalStore } from 'react'
import { parseHash, type Route } from './route.ts'

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export const isCause = (text: string): boolean => text === 'unknown' || Object.hasOwn(CAUSES, text)

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return useMemo(() => parseHash(hash, isCause), [hash])
}

/** Goes to another view of the same page without a new entry in the browser's history. */
export function replaceHash(hash: string): void {
  if (location.hash !== hash) location.replace(hash)
}
