import { useLayoutEffect, useRef } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { type DigitKey, PLAIN_ORDER } from './key-order.ts'

export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'cancel' | 'clear' | 'confirm'
type FunctionKey = 'cancel' | 'clear' | 'confirm'

const SYMBOLS: Record<FunctionKey, IconName> = { cancel: 'cancel', clear: 'clear', confirm: 'confirm' }

/** Which key of the pad a key of a hardware keyboard stands for. */
export function padKeyOf(key: string): PadKey | undefined {
  if (/^[0-9]$/.test(key)) return key as PadKey
  if (key === 'Enter') return 'confirm'
  if (key === 'Escape') return 'cancel'
  if (key === 'Backspace' || key === 'Delete') return 'clear'
  return undefined
}

interface KeypadProps {
  readonly label: string
  readonly words: Record<FunctionKey, string>
  readonly confirmDisabled: boolean
  readonly testId: (key: PadKey) => string
  readonly onKey: (key: PadKey) => void
  /** Where each digit stands, from the top left; the last one alone below. */
  readonly order?: readonly DigitKey[]
}

/** Digits and three function keys, each with word, symbol and colour. Buttons only: no input element, no history, no paste. */
export function Keypad(props: KeypadProps) {
  useHardwareKeys(props)
  const order = props.order ?? PLAIN_ORDER
  const digit = (key: DigitKey) => (
    <button key={key} type="button" className="key" data-testid={props.testId(key)} onClick={() => props.onKey(key)}>
      {key}
    </button>
  )
  const functionKey = (key: FunctionKey) => (
    <button
      type="button"
      className={`key function ${key}`}
      disabled={key === 'confirm' && props.confirmDisabled}
      data-testid={props.testId(key)}
      onClick={() => props.onKey(key)}
    >
      <Icon name={SYMBOLS[key]} />
      {props.words[key]}
    </button>
  )
  return (
    <fieldset className="keypad" aria-label={props.label}>
      {order.slice(0, 9).map(digit)}
      <span aria-hidden="true" />
      {order.slice(9).map(digit)}
      <span aria-hidden="true" />
      {functionKey('cancel')}
      {functionKey('clear')}
      {functionKey('confirm')}
    </fieldset>
  )
}

/**
 * Listens before the screen is painted: a key that comes at once must not be lost, for a lost digit is a wrong PIN.
 * Digits and Escape count wherever the focus is; Enter only where it would not press a button or a link that the
 * keyboard user has moved to. It may be pressed before the page has heard how many digits there are, so whoever gets it
 * decides whether they are enough. Typing into the demo panel's list of cards stays typing.
 */
function useHardwareKeys(props: KeypadProps) {
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      const target = event.target instanceof Element ? event.target : undefined
      if (target?.closest('select, input, textarea')) return
      const key = padKeyOf(event.key)
      if (!key || (key === 'confirm' && target?.closest('button, a'))) return
      event.preventDefault()
      latest.current.onKey(key)
    }
    globalThis.addEventListener('keydown', onKeyDown)
    return () => globalThis.removeEventListener('keydown', onKeyDown)
  }, [])
}
