import type { CounterEvent, Screen, Terminal } from '@fiftyfive/terminal'
import { TERMINAL_LOCK } from '../shell/single-tab.ts'

/** Where the cashier's screen is, in a window of its own beside the terminal's. */
export const CASHIER_HASH = '#cashier'
const CHANNEL = 'fiftyfive-cashier'

/** What the cashier may choose there; nothing else is taken from that window. */
const CHOICES = ['retry-chosen', 'other-card-chosen', 'qr-chosen', 'cancelled', 'done'] as const
export type CashierChoice = Extract<CounterEvent, { type: (typeof CHOICES)[number] }>
type FromCashier = 'what is shown?' | CashierChoice['type']

const isChoice = (type: unknown): type is CashierChoice['type'] => CHOICES.some((choice) => choice === type)

/**
 * What the cashier's screen may know. How many digits were typed is not its business, and told at each key it would give
 * away when they were pressed; so a change of digits alone tells nothing.
 */
export const shownToCashier = (screen: Screen): string =>
  JSON.stringify(screen.name === 'enter-pin' ? { ...screen, digits: 0 } : screen)

/** The terminal's end: tells every change, and does what the cashier chooses. Returns the way to stop it. */
export function tellCashier(terminal: Pick<Terminal, 'state' | 'dispatch' | 'subscribe'>): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  let told = ''
  const tell = () => {
    const shown = shownToCashier(terminal.state.screen)
    if (shown !== told) channel.postMessage((told = shown))
  }
  channel.addEventListener('message', ({ data }: MessageEvent<FromCashier>) => {
    // The terminal takes of it what means something on its present screen.
    if (isChoice(data)) return terminal.dispatch({ type: data })
    told = ''
    tell()
  })
  const stop = terminal.subscribe(tell)
  tell()
  return () => {
    stop()
    channel.close()
  }
}

/** The cashier's end. `show` gets nothing when the terminal has gone, which its lock tells even after a crash. */
export function hearTerminal(show: (screen: Screen | undefined) => void): {
  readonly choose: (choice: CashierChoice) => void
  readonly stop: () => void
} {
  const channel = new BroadcastChannel(CHANNEL)
  const send = (message: FromCashier) => channel.postMessage(message)
  let isWatched = false
  channel.addEventListener('message', ({ data }: MessageEvent<string>) => {
    show(JSON.parse(data) as Screen)
    if (isWatched) return
    isWatched = true
    void navigator.locks.request(TERMINAL_LOCK, () => {
      isWatched = false
      show(undefined)
    })
  })
  send('what is shown?')
  return { choose: ({ type }) => send(type), stop: () => channel.close() }
}
