import { text as readAll } from 'node:stream/consumers'
import { join } from 'node:path'
import { formatMoney, money, type Money } from '@fiftyfive/kernel'
import { type CardMethod, ChipMemory, type ChipState, type VirtualCard, virtualCard } from '@fiftyfive/emv'
import { messagesIn } from '@fiftyfive/messages'
import {
  activate,
  CONFIGURATION_DEFAULTS,
  loadRegistration,
  type Registration,
  type Storage,
  type Terminal,
  type TerminalState,
} from '@fiftyfive/terminal'
import { activationOverHttp, fileStorage, nodeWorld, openTerminal } from '@fiftyfive/terminal/node'
import type { Command } from 'commander'
import { dataOption, jsonOption, parsePort } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { getJson, sendJson } from '../host-api.ts'

interface SaleOptions {
  readonly amount: Money
  readonly card: string
  readonly pin: string
  readonly method: CardMethod
  readonly host: string
  readonly terminalPort: number
  readonly web: string
  readonly data: string
  readonly timeout: number
  readonly json?: true
}

/** A card as the demo's bank hands it out, not checked yet. */
type DemoCard = Omit<Parameters<typeof virtualCard>[0], 'label'> & { readonly pin: string }

export function addSale(program: Command): void {
  program
    .command('sale')
    .description('Make one sale from a headless terminal, over TCP, with a card of the demo.')
    .requiredOption('--amount <amount>', 'amount in yuan, e.g. 12.80', parseAmount)
    .option('--card <id>', "a demo card's id, e.g. li-na", 'li-na')
    .option('--pin <which>', "'right', 'wrong', or '-' to read the digits from standard input", 'right')
    .option('--method <method>', 'chip, stripe or contactless', 'chip')
    .option('--host <address>', 'where the host is', '127.0.0.1')
    .option('--terminal-port <number>', "the host's TCP port for terminals", parsePort, 8583)
    .option('--web <url>', "the host's web address", 'http://127.0.0.1:5555')
    .option('--timeout <milliseconds>', 'how long the terminal waits for an answer', Number, 20_000)
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nThe terminal keeps its keys and journal in <data>/terminal. Exit code 0: approved; 1: refused, reversed or no service.',
    )
    .action(async (options: SaleOptions) => {
      const card = await demoCard(options)
      const pin = await pinFor(options, card)
      const storage = fileStorage(join(options.data, 'terminal'))
      const registration = (await loadRegistration(storage)) ?? (await register(options, storage))
      const terminal = await openTerminal({
        registration,
        storage,
        host: options.host,
        port: options.terminalPort,
        configuration: { answer_ms: options.timeout },
      })
      // The card is one card, whichever terminal it is in: its chip goes on counting where it was.
      const chip = `/api/demo/chips/${card.id}`
      const memory = new ChipMemory((await sendJson(options.web, chip, {})) as ChipState)
      try {
        const outcome = await sell(terminal, options, virtualCard({ ...card, label: card.id, memory }), pin)
        await sendJson(options.web, chip, memory, 'PUT')
        report(outcome, options)
        process.exitCode = outcome.screen.name === 'approved' ? EXIT.done : EXIT.failed
      } finally {
        terminal.stop()
      }
    })
}

/** Goes through the payment as people at the counter do; one PIN, no retry. */
async function sell(terminal: Terminal, options: SaleOptions, card: VirtualCard, pin: string): Promise<TerminalState> {
  const ready = await terminal.when(({ screen }) => screen.name === 'idle' || isStuck(screen.name))
  if (ready.screen.name !== 'idle') return ready
  terminal.dispatch({ type: 'amount-entered', amount: options.amount })
  await terminal.when(({ screen }) => screen.name === 'present-card')
  terminal.dispatch({ type: 'card-presented', card, method: options.method })
  // A tapped phone has seen its holder: then nobody asks for a PIN.
  const isRead = ({ screen }: TerminalState) =>
    isOver(screen.name) || (screen.name === 'present-card' && 'problem' in screen)
  const shown = await terminal.when((state) => isRead(state) || state.screen.name === 'choose-application')
  // Nobody stands here to choose: the card's favourite pays.
  const [favourite] = shown.screen.name === 'choose-application' ? shown.screen.applications : []
  if (favourite) terminal.dispatch({ type: 'application-chosen', aid: favourite.aid })
  const read = await terminal.when(isRead)
  if (read.screen.name !== 'enter-pin') return read
  for (const digit of pin) terminal.keypad.press(digit as '0')
  terminal.keypad.press('confirm')
  let sent = false
  return terminal.when(({ screen }) => {
    sent ||= screen.name === 'sending'
    return sent && isOver(screen.name)
  })
}

/** With one PIN and no retry, a prompt for another is the end too. */
const isOver = (screen: string): boolean =>
  ['approved', 'refused', 'reversed', 'enter-pin'].includes(screen) || isStuck(screen)

const isStuck = (screen: string): boolean => screen === 'out-of-service'

function report(state: TerminalState, options: SaleOptions): void {
  const { screen } = state
  if (options.json) {
    console.log(JSON.stringify(screen))
    return
  }
  const amount = formatMoney(options.amount, 'en')
  if (screen.name === 'approved') {
    console.log(
      `Approved ${amount}, ${screen.receipt.maskedPan}, authorization ${screen.receipt.authorizationCode ?? ''}`,
    )
    return
  }
  const refusal = screen.name === 'enter-pin' ? screen.notice : screen.name === 'refused' ? screen : undefined
  if (!refusal) {
    console.log(`Not paid: ${screen.name}`)
    return
  }
  const words = messagesIn('en').causes[refusal.cause]
  console.log(`Refused ${amount}: ${words.name}. ${words.explanation}`)
  if (refusal.triesLeft !== undefined) console.log(`Tries left, as the issuer said: ${refusal.triesLeft}`)
}

async function demoCard({ web, card: id }: SaleOptions): Promise<DemoCard> {
  const cards = (await getJson(web, '/api/demo/cards')) as readonly DemoCard[]
  const card = cards.find((candidate) => candidate.id === id)
  if (!card)
    throw new CommandFailure(`no demo card '${id}'. There are: ${cards.map(({ id }) => id).join(', ')}.`, EXIT.usage)
  return card
}

async function pinFor({ pin }: SaleOptions, card: DemoCard): Promise<string> {
  if (pin === 'right') return card.pin
  if (pin === 'wrong') return [...card.pin].map((digit) => String((Number(digit) + 1) % 10)).join('')
  const digits = pin === '-' ? (await readAll(process.stdin)).trim() : ''
  if (!/^\d{4,12}$/.test(digits))
    throw new CommandFailure("--pin takes 'right', 'wrong', or '-' with 4 to 12 digits on standard input.", EXIT.usage)
  return digits
}

async function register(options: SaleOptions, storage: Storage): Promise<Registration> {
  const { activationCode } = (await sendJson(options.web, '/api/demo/terminals', {})) as { activationCode: string }
  const { model, softwareVersion } = CONFIGURATION_DEFAULTS
  const activated = await activate({
    service: activationOverHttp(options.web),
    activationCode,
    model,
    softwareVersion,
    random: nodeWorld.random,
    storage,
  })
  if (!activated.ok) throw new CommandFailure(`the terminal could not be activated: ${activated.error}`)
  return activated.value
}

function parseAmount(text: string): Money {
  if (!/^\d{1,10}(\.\d{1,2})?$/.test(text))
    throw new CommandFailure(`'${text}' is no amount; write it like 12.80.`, EXIT.usage)
  const [whole, cents = ''] = text.split('.')
  return money(Number(whole) * 100 + Number(cents.padEnd(2, '0')), 'CNY')
}
