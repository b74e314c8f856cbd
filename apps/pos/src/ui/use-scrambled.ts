import { useState } from 'react'

const STORED_AS = 'fiftyfive.scrambled-keypad'

export const isScrambled = (): boolean => localStorage.getItem(STORED_AS) === 'on'

/** The shop's choice to mix the keys for each PIN. Kept on this device. */
export function useScrambled(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(isScrambled)
  const choose = (next: boolean) => {
    localStorage.setItem(STORED_AS, next ? 'on' : 'off')
    setOn(next)
  }
  return [on, choose]
}
