import { virtualCard, type CardMethod, type VirtualCard } from '@fiftyfive/emv'
import { money, seededRandom, toHex } from '@fiftyfive/kernel'
import { CONFIGURATION_DEFAULTS, type TerminalConfiguration } from '../configuration.ts'
import type { TerminalNotice } from '../core/notice.ts'
import type { ScreenName, ScreenOf } from '../core/state.ts'
import { createFaultBench, type FaultBench } from '../faults/index.ts'
import type { PinEntryDevice } from '../pin-pad/device.ts'
import { openPinPad } from '../pin-pad/open.ts'
import type { PinKey } from '../ports.ts'
import { createTerminal, type Terminal } from '../shell/terminal.ts'
import { MemoryStorage } from './memory-storage.ts'
import { TinyAcquirer } from './tiny-acquirer.ts'
import { settle, VirtualTime } from './virtual-time.ts'

export const TEST_CONFIGURATION: TerminalConfiguration = {
  ...CONFIGURATION_DEFAULTS,
  terminalId: 'T0000001',
  merchantId: 'M00000000000001',
  merchantName: { en: 'Corner Shop', 'zh-CN': '街角小店' },
}

export const TEST_CARD: VirtualCard = virtualCard({
  id: 'one',
  label: 'Test card',
  pan: '6225880000000007',
  expiry: '3012',
  serviceCode: '220',
  sequenceNumber: '01',
  condition: 'good',
})

/** A counter with a terminal on it, a customer's hands and an acquirer at the other end of the line. */
export class Counter {
  readonly time = new VirtualTime()
  readonly storage = new MemoryStorage()
  readonly random = seededRandom('counter')
  readonly acquirer = new TinyAcquirer(this.random)
  readonly bench: FaultBench = createFaultBench(this.random)
  readonly notices: TerminalNotice[] = []
  /** What is between the terminal and its PIN pad. */
  cable: (pinPad: PinEntryDevice) => PinEntryDevice = (pinPad) => pinPad
  terminal!: Terminal

  constructor() {
    this.storage.values.set('key/master', toHex(this.acquirer.master))
  }

  /** Starts the terminal, or starts it again after its power was cut: only the storage stays. */
  async powerOn(change: Partial<TerminalConfiguration> = {}): Promise<void> {
    const { time, storage, random, acquirer } = this
    const { hardware } = this.bench
    this.terminal = await createTerminal({
      configuration: { ...TEST_CONFIGURATION, ...change },
      transport: acquirer.transport,
      storage,
      clock: time,
      timers: time,
      random,
      hardware,
      pinPad: this.cable(await openPinPad({ storage, clock: time, random, hardware })),
    })
    this.terminal.on((notice) => this.notices.push(notice))
    await settle()
  }

  screen<Name extends ScreenName>(name: Name): ScreenOf<Name> {
    const { screen } = this.terminal.state
    if (screen.name !== name) throw new Error(`the screen is ${JSON.stringify(screen)}, not ${name}`)
    return screen as ScreenOf<Name>
  }

  async presentCard(card = TEST_CARD, method: CardMethod = 'chip', amount_minor = 12_800): Promise<void> {
    this.terminal.dispatch({ type: 'amount-entered', amount: money(amount_minor, 'CNY') })
    this.terminal.dispatch({ type: 'card-presented', card, method })
    await settle()
  }

  /** The card once more, for what was ordered. */
  async presentAgain(card = TEST_CARD, method: CardMethod = 'chip'): Promise<void> {
    this.terminal.dispatch({ type: 'card-presented', card, method })
    await settle()
  }

  async enterPin(digits: string): Promise<void> {
    this.screen('enter-pin')
    for (const digit of digits) this.terminal.keypad.press(digit as PinKey)
    this.terminal.keypad.press('confirm')
    await settle()
  }

  noticeTypes(): string[] {
    return this.notices.map(({ type }) => type).filter((type) => type !== 'pin-digits')
  }
}
