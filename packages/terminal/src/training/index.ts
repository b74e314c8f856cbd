import { virtualCard, type CardMethod, type VirtualCard } from '@fiftyfive/emv'
import { answerTpdu, encodeFrame, FrameDecoder, TERMINAL_FRAMING } from '@fiftyfive/iso8583'
import { ClearPin, toHex, type Clock, type Random, type Timers } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import { openPinPad } from '../pin-pad/open.ts'
import type { Storage, Transport } from '../ports.ts'
import { createTerminal, type Terminal } from '../shell/terminal.ts'
import { newChipKeys } from './virtual-chip-issuer.ts'
import { VirtualHost } from './virtual-host.ts'

/** PIN of the training card, before anybody changes it in practice. */
export const TRAINING_PIN = '204816'

/** Time in which the training host answers, so that people see the screens they will see. */
const ANSWER_MS = 600

export interface Training {
  readonly terminal: Terminal
  readonly configuration: TerminalConfiguration
  readonly storage: Storage
  /** A card to practise with; the same one each time, with the chip's memory. */
  readonly card: VirtualCard
  /** One whose chip checks the same PIN itself. */
  readonly chipCard: VirtualCard
  readonly methods: readonly CardMethod[]
}

/**
 * The same terminal, screen by screen and message by message, against a host in the same memory: nothing is sent, nothing
 * is stored, no money moves, and every receipt says that it is none.
 */
export async function createTraining(parts: {
  readonly configuration: TerminalConfiguration
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}): Promise<Training> {
  const { clock, timers, random } = parts
  const host = new VirtualHost(random)
  host.pin = TRAINING_PIN
  const storage = memory({ 'key/master': toHex(host.master) })
  const configuration: TerminalConfiguration = { ...parts.configuration, terminalId: 'TRAINING', training: true }
  const transport = lineTo(host, timers)
  const pinPad = await openPinPad({ storage, clock, random })
  const terminal = await createTerminal({ configuration, transport, storage, clock, timers, random, pinPad })
  const card = issue(host, random, PLASTIC)
  const chipCard = issue(host, random, { ...PLASTIC, id: 'training-chip', pan: '6210948000000011' }, TRAINING_PIN)
  return { terminal, configuration, storage, card, chipCard, methods: ['chip', 'contactless', 'stripe'] }
}

/** Test numbers: UnionPay's range with a check digit, of no bank's customer. */
const PLASTIC = {
  id: 'training',
  label: 'Training card',
  pan: '6210948000000003',
  expiry: '3112',
  serviceCode: '220',
  sequenceNumber: '01',
  condition: 'good',
} as const

/** A card whose issuer, the training host, knows its keys. `pin`: its chip checks this one itself. */
function issue(
  host: VirtualHost,
  random: Random,
  plastic: Parameters<typeof virtualCard>[0],
  pin?: string,
): VirtualCard {
  const keys = newChipKeys(random)
  host.chips.set(plastic.pan, { keys, hasPin: pin !== undefined })
  return {
    ...virtualCard(plastic),
    keys,
    ...(pin === undefined ? {} : { offlinePin: ClearPin.of(pin) }),
  }
}

function memory(start: Readonly<Record<string, string>>): Storage {
  const values = new Map(Object.entries(start))
  return {
    load: (name) => Promise.resolve(values.get(name)),
    save: (name, value) => Promise.resolve(void values.set(name, value)),
  }
}

function lineTo(host: VirtualHost, timers: Timers): Transport {
  let hear: (bytes: Uint8Array) => void = () => undefined
  let closed: () => void = () => undefined
  return {
    connect: () => Promise.resolve(),
    send(frame) {
      for (const one of new FrameDecoder(TERMINAL_FRAMING).push(frame, 0)) {
        if (!one.ok) continue
        const { tpdu = new Uint8Array(5), header, body } = one.value
        const reply = host.answer(body)
        const whole = encodeFrame({ tpdu: answerTpdu(tpdu), ...(header ? { header } : {}), body: reply })
        timers.after(ANSWER_MS, () => hear(whole))
      }
    },
    close: () => closed(),
    onBytes: (listener) => void (hear = listener),
    onClose: (listener) => void (closed = listener),
  }
}
