import { useSyncExternalStore } from 'react'

/** `smart`: a large touch screen. `small`: keys and a little screen, and the customer signs on it. */
export type Profile = 'smart' | 'small'

const STORED_AS = 'fiftyfive.profile'
const listeners = new Set<() => void>()

const read = (): Profile => (localStorage.getItem(STORED_AS) === 'small' ? 'small' : 'smart')

function choose(profile: Profile): void {
  localStorage.setItem(STORED_AS, profile)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Which of the two devices this page is. Kept on this device. */
export const useProfile = (): readonly [Profile, (profile: Profile) => void] => [
  useSyncExternalStore(subscribe, read),
  choose,
]
