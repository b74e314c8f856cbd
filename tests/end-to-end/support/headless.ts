import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { API, type DemoCard, type DemoCardState } from '@fiftyfive/contract'
import { type CardMethod, ChipMemory, type ChipState, virtualCard } from '@fiftyfive/emv'
import { expectOk, money } from '@fiftyfive/kernel'
import {
  activate,
  createFaultBench,
  type FaultBench,
  loadRegistration,
  type Terminal,
  type TerminalState,
} from '@fiftyfive/terminal'
import { activationOverHttp, fileStorage, nodeWorld, openTerminal } from '@fiftyfive/terminal/node'
import { getJson, postJson } from './stack.ts'

export interface Headless {
  readonly terminal: Terminal
  readonly faults: FaultBench
  readonly id: string
}

/** A terminal as a person's hands would use it, without its screens: the product's own code over TCP. */
export async function headlessTerminal(options: {
  readonly webPort: number
  readonly terminalPort: number
  readonly directory: string
  readonly answer_ms?: number
  readonly softwareVersion?: string
}): Promise<Headless> {
  const { webPort, terminalPort, directory } = options
  const storage = fileStorage(join(directory, 'terminal'))
  const { random } = nodeWorld
  const faults = createFaultBench(random)
  const registration =
    (await loadRegistration(storage)) ??
    expectOk(
      await activate({
        service: activationOverHttp(`http://127.0.0.1:${webPort}`),
        activationCode: (await postJson<{ activationCode: string }>(webPort, API.demo.terminal, {})).activationCode,
        model: 'FF-TEST',
        softwareVersion: '1.0.0',
        random,
        storage,
      }),
      'activation',
    )
  const terminal = await openTerminal({
    registration,
    storage,
    host: '127.0.0.1',
    port: terminalPort,
    configuration: {
      answer_ms: options.answer_ms ?? 3_000,
      again_ms: 300,
      ...(options.softwareVersion === undefined ? {} : { softwareVersion: options.softwareVersion }),
    },
    hardware: faults.hardware,
  })
  // `reversed`: it came back with a payment to undo.
  await terminal.when(({ screen }) => screen.name === 'idle' || screen.name === 'reversed')
  return { terminal, faults, id: registration.terminalId }
}

export async function cards(webPort: number): Promise<Map<string, DemoCard>> {
  const all = await getJson<readonly DemoCard[]>(webPort, API.demo.cards)
  for (const card of all) hands.set(card, { webPort, memory: new ChipMemory() })
  return new Map(all.map((card) => [card.id, card]))
}

export async function triesLeft(webPort: number, cardId: string): Promise<number | undefined> {
  const states = await getJson<readonly DemoCardState[]>(webPort, API.demo.cardStates)
  return states.find(({ id }) => id === cardId)?.triesLeft
}

/** In whose hand a card is: at which bank's, and what its chip remembers. */
const hands = new WeakMap<DemoCard, { readonly webPort: number; memory: ChipMemory }>()

/** The chip as its bank knows it; while the bank cannot be asked, it goes on from where it was. */
async function takeChip(card: DemoCard): Promise<ChipMemory> {
  const hand = hands.get(card)
  if (!hand) return new ChipMemory()
  const kept = await postJson<ChipState>(hand.webPort, API.demo.chip(card.id), {}).catch(() => undefined)
  if (kept) hand.memory = new ChipMemory(kept)
  return hand.memory
}

/** Amount and card, up to the PIN prompt (or whatever the terminal shows instead). */
export async function present(
  terminal: Terminal,
  card: DemoCard,
  method: CardMethod = 'chip',
  minor = 1280,
): Promise<TerminalState> {
  if (terminal.state.screen.name !== 'idle') terminal.dispatch({ type: 'done' })
  terminal.dispatch({ type: 'amount-entered', amount: money(minor, 'CNY') })
  await terminal.when(({ screen }) => screen.name === 'present-card')
  const memory = await takeChip(card)
  terminal.dispatch({ type: 'card-presented', card: virtualCard({ ...card, label: card.id, memory }), method })
  return terminal.when(({ screen }) => screen.name !== 'present-card' || 'problem' in screen)
}

/** Types a PIN and waits for what comes of it: approval, refusal, or the next prompt. */
export async function enterPin(terminal: Terminal, pin: string, hesitation_ms = 0): Promise<TerminalState> {
  for (const digit of pin) terminal.keypad.press(digit as '0')
  if (hesitation_ms > 0) await pause(hesitation_ms)
  const before = terminal.state
  terminal.keypad.press('confirm')
  let left = false
  return terminal.when((state) => {
    left ||= state !== before && state.screen.name !== 'enter-pin'
    return left && ['approved', 'refused', 'reversed', 'enter-pin', 'out-of-service'].includes(state.screen.name)
  })
}

export const wrong = (pin: string, step = 1): string =>
  [...pin].map((digit) => String((Number(digit) + step) % 10)).join('')
