import type { Keypad, PinKey } from '../ports.ts'

/** A key whose contact does not close any more. */
export const deadKey = (keypad: Keypad, key: PinKey, isDead: () => boolean): Keypad => ({
  press(pressed) {
    if (pressed !== key || !isDead()) keypad.press(pressed)
  },
})

/** A key whose contact closes twice. */
export const bouncingKey = (keypad: Keypad, key: PinKey, isBouncing: () => boolean): Keypad => ({
  press(pressed) {
    keypad.press(pressed)
    if (pressed === key && isBouncing()) keypad.press(pressed)
  },
})
