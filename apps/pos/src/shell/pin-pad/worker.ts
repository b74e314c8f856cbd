import { Pan } from '@fiftyfive/kernel'
import {
  activate,
  CONFIGURATION_DEFAULTS,
  createFaultBench,
  type KeyCheckValues,
  openPinPad,
  type PinEntryDevice,
} from '@fiftyfive/terminal'
import { activationService } from '../activation-service.ts'
import { openStorage } from '../storage.ts'
import { browserClock, browserRandom } from '../world.ts'
import type { Answers, Asked, FromPinPad, Told, ToPinPad } from './protocol.ts'

/**
 * The PIN pad in a thread of its own: master key, working keys and typed digits are in this worker's memory and in none
 * of the page's. A page is no certified device all the same: its script hears the keys as they are pressed.
 */
const post = (message: FromPinPad): void => postMessage(message)
const faults = createFaultBench(browserRandom)
faults.subscribe(() => post({ happened: 'faults', active: [...faults.active] }))
const storage = openStorage()
let pinPad: PinEntryDevice | undefined
let endTest: (() => void) | undefined

async function open(): Promise<PinEntryDevice> {
  const parts = { storage: await storage, clock: browserClock, random: browserRandom, hardware: faults.hardware }
  const opened = await openPinPad(parts)
  opened.listen({
    digitsChanged: (count) => post({ happened: 'digits-changed', count }),
    confirmed: () => post({ happened: 'confirmed' }),
    cancelled: () => post({ happened: 'cancelled' }),
    rejected: (reason) => post({ happened: 'rejected', reason }),
  })
  return opened
}

function obey(device: PinEntryDevice, told: Told): void {
  switch (told.tell) {
    case 'bind-card':
      return device.bindCard(Pan.of(told.pan))
    case 'press':
      return device.press(told.key)
    case 'test':
      endTest = device.test((key) => post({ happened: 'heard', key }))
      return
    case 'end-test':
      return endTest?.()
    case 'ask':
      return device.ask(told.purpose)
    default:
      return device.disarm()
  }
}

async function answer(asked: Asked): Promise<Answers[keyof Answers]> {
  if (asked.ask === 'activate') {
    const { model, softwareVersion } = CONFIGURATION_DEFAULTS
    const { activationCode } = asked
    const parts = { service: activationService, random: browserRandom, storage: await storage }
    return activate({ ...parts, activationCode, model, softwareVersion })
  }
  if (asked.ask === 'open') pinPad = await open()
  const device = pinPad
  if (!device) throw new Error('the PIN pad is not open')
  switch (asked.ask) {
    case 'open':
      return { activated: device.activated }
    case 'load-keys':
      return device.loadWorkingKeys(asked.keys)
    case 'take-pin-block': {
      const { pinBlock, newPinBlock, ...entry } = await device.takePinBlock()
      return {
        ...entry,
        ...(pinBlock && { pinBlock: pinBlock.reveal() }),
        ...(newPinBlock && { newPinBlock: newPinBlock.reveal() }),
      }
    }
    case 'take-chip-pin':
      return (await device.takeChipPin(asked.form)).reveal()
    case 'seal-pan':
      return device.sealPan(Pan.of(asked.pan))
    case 'open-pan':
      return (await device.openPan(asked.sealed))?.reveal()
    case 'mac':
      return device.mac(asked.data)
    case 'mac-is-valid':
      return device.macIsValid(asked.data, asked.mac)
    default:
      return faults.set(asked.id, asked.on)
  }
}

const checkValues = (): KeyCheckValues => ({
  master: pinPad?.checkValue('master'),
  pin: pinPad?.checkValue('pin'),
  mac: pinPad?.checkValue('mac'),
})

addEventListener('message', ({ data }: MessageEvent<ToPinPad>) => {
  if ('tell' in data) {
    if (pinPad) obey(pinPad, data)
    return
  }
  const { id, asked } = data
  // What was thrown might quote what it was about; the page needs to know only that it failed.
  answer(asked).then(
    (value) => post({ id, answer: { value }, checkValues: checkValues() }),
    () => post({ id, checkValues: checkValues() }),
  )
})
