import {
  afterVerification,
  beginChip,
  type Chip,
  COMMANDS,
  ChipMemory,
  personalize,
  plaintextPinBlock,
  readElements,
  requestCryptogram,
  VirtualChip,
} from '@fiftyfive/emv'
import { ClearKey, ClearPin, concatBytes, fromHex, money, Pan, seededRandom, toHex } from '@fiftyfive/kernel'
import {
  applicationCryptogram,
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  scriptMac,
} from '@fiftyfive/security'
import { describe, expect, test } from 'vitest'
import { chipCryptography } from './cryptography.ts'

const issuerKey = fromHex('16E63262DC8C8C64EFC167CB89A457A4')
const pan = '6225880000000007'
const cardKey = cardMasterKey(issuerKey, { pan, sequenceNumber: '01' }, 'A')
const scriptKey = fromHex('0123456789ABCDEFFEDCBA9876543210')
const chipKeys = {
  cryptogram: new ClearKey('card-cryptogram', cardKey),
  integrity: new ClearKey('card-script-integrity', scriptKey),
  confidentiality: new ClearKey('card-script-confidentiality', scriptKey),
}
const payment = { amount: money(12_800, 'CNY'), date: '261122' }

function card(options: { readonly pin?: string; readonly counter?: number } = {}) {
  const memory = new ChipMemory(options.counter ?? 6)
  const data = personalize({
    pan: Pan.of(pan),
    expiry: '3012',
    sequenceNumber: '01',
    track2: `${pan}D301222000000`,
    keys: chipKeys,
    ...(options.pin ? { pin: ClearPin.of(options.pin) } : {}),
  })
  return { memory, powerUp: () => new VirtualChip(data, memory, chipCryptography, seededRandom('chip')) }
}

/** Up to the request cryptogram, the PIN going to the issuer. */
function run(chip: Chip) {
  const begun = beginChip(chip, payment, seededRandom('terminal'))
  return begun.ok ? requestCryptogram(chip, afterVerification(begun.value, 'unknown'), payment) : begun
}

function pay(chip: VirtualChip) {
  const done = run(chip)
  if (!done.ok) throw new Error(done.error)
  return done.value.request
}
const element = (elements: Readonly<Record<string, Uint8Array>>, tag: string) => elements[tag] ?? new Uint8Array()

/** The session key as the issuer works it out, from its own key and what the message says. */
const sessionKeyOf = (request: Readonly<Record<string, Uint8Array>>) =>
  commonSessionKey(cardMasterKey(issuerKey, { pan, sequenceNumber: '01' }, 'A'), counterAsR(element(request, '9F36')))

test('the chip computes with keys as published vectors do (EMV 4.3 Book 2, answers by pyemv)', () => {
  const key = fromHex('F808EA54B66B6476F7106EC7F189F2AB')
  const counter = fromHex('51C6')
  const data = fromHex('0B2462B9D7CDB7D5D421F1526F688A86ACA4A48AF51A668B602FFE27C1')
  const cryptogram = chipCryptography.applicationCryptogram(key, counter, data)
  expect(toHex(cryptogram)).toBe('D35F3241EC295BCC')
  expect(toHex(chipCryptography.responseCryptogram(key, counter, cryptogram, fromHex('3535')))).toBe('B44BE3BC3E408CA9')
})

test('an issuer finds the cryptogram of DE 55 right, and wrong as soon as the amount is another', () => {
  const request = pay(card().powerUp())
  const said = ['9F02', '9F03', '9F1A', '95', '5F2A', '9A', '9C', '9F37', '82', '9F36']
  const verify = (elements: Readonly<Record<string, Uint8Array>>) =>
    toHex(
      applicationCryptogram(
        sessionKeyOf(request),
        concatBytes(...said.map((tag) => element(elements, tag)), element(request, '9F10').slice(3, 7)),
      ),
    )
  expect(verify(request)).toBe(toHex(element(request, '9F26')))
  expect(toHex(element(request, '9F27'))).toBe('80')
  expect(toHex(element(request, '9F36'))).toBe('0007')
  expect(verify({ ...request, '9F02': fromHex('000000001280') })).not.toBe(toHex(element(request, '9F26')))
})

test('every payment counts, in whatever reader; a chip whose counter is used up pays no more', () => {
  const { powerUp, memory } = card({ counter: 65_533 })
  const cryptograms = [pay(powerUp()), pay(powerUp())].map((request) => toHex(element(request, '9F26')))
  expect(new Set(cryptograms).size).toBe(2)
  expect(memory.counter).toBe(65_535)
  expect(run(powerUp())).toEqual({ ok: false, error: 'unreadable' })
})

describe('the offline PIN', () => {
  const select = (chip: VirtualChip) => chip.transmit(COMMANDS.select(fromHex('A000000333')))
  const verify = (chip: VirtualChip, digits: string) =>
    chip.transmit(COMMANDS.verifyPlaintextPin(plaintextPinBlock(digits))).status

  test('wrong counts down, right counts up again, and a new reader starts where the last one stopped', () => {
    const { powerUp } = card({ pin: '4321' })
    const chip = powerUp()
    select(chip)
    expect([verify(chip, '1111'), verify(chip, '2222'), verify(chip, '4321')]).toEqual(['63C2', '63C1', '9000'])
    expect([verify(chip, '1111'), verify(chip, '2222')]).toEqual(['63C2', '63C1'])
    const other = powerUp()
    select(other)
    expect(toHex(other.transmit(COMMANDS.getData('9F17')).data)).toBe('9F170101')
    expect([verify(other, '3333'), verify(other, '4321')]).toEqual(['63C0', '6983'])
    expect(toHex(other.transmit(COMMANDS.getData('9F17')).data)).toBe('9F170100')
  })

  test('a card without one says 6984, and hides the counter it does not have', () => {
    const chip = card().powerUp()
    select(chip)
    expect(verify(chip, '4321')).toBe('6984')
    expect(chip.transmit(COMMANDS.getData('9F17')).status).toBe('6A88')
  })

  test('the issuer unblocks it by a script with a right MAC, and by no other', () => {
    const { powerUp, memory } = card({ pin: '4321' })
    memory.pinTriesLeft = 0
    const chip = powerUp()
    const request = pay(chip)
    const header = concatBytes(fromHex('8424000008'), element(request, '9F36'), element(request, '9F26'))
    const mac = scriptMac(commonSessionKey(scriptKey, element(request, '9F26')), header)
    expect(chip.transmit(COMMANDS.unblockPin(mac.toReversed())).status).toBe('6988')
    expect(memory.pinTriesLeft).toBe(0)
    expect(chip.transmit(COMMANDS.unblockPin(mac)).status).toBe('9000')
    expect(verify(chip, '4321')).toBe('9000')
  })
})

describe('the answer of the issuer', () => {
  const respond = (request: Readonly<Record<string, Uint8Array>>, code: string) =>
    concatBytes(responseCryptogram1(sessionKeyOf(request), element(request, '9F26'), fromHex(code)), fromHex(code))

  test('is believed when its response cryptogram is right', () => {
    const chip = card().powerUp()
    const answer = respond(pay(chip), '3030')
    expect(chip.transmit(COMMANDS.externalAuthenticate(answer)).status).toBe('9000')
    expect(chip.transmit(COMMANDS.externalAuthenticate(answer.toReversed())).status).toBe('6300')
  })

  test('forged, it gets no approval out of the chip', () => {
    const kindAfter = (spoil: (answer: Uint8Array) => Uint8Array) => {
      const chip = card().powerUp()
      const answer = spoil(respond(pay(chip), '3030'))
      const said = chip.transmit(COMMANDS.generateCryptogram('approve', concatBytes(new Uint8Array(31), answer)))
      const read = readElements(said.data)
      return read.ok ? toHex(element(read.value, '9F27')) : read.error
    }
    expect(kindAfter((answer) => answer)).toBe('40')
    expect(kindAfter((answer) => answer.with(0, (answer[0] ?? 0) ^ 1))).toBe('00')
  })
})

test('commands out of order are refused', () => {
  const chip = card().powerUp()
  expect(chip.transmit(COMMANDS.getProcessingOptions(new Uint8Array(2))).status).toBe('6985')
  expect(chip.transmit(COMMANDS.select(fromHex('A0000000031010'))).status).toBe('6A82')
  chip.transmit(COMMANDS.select(fromHex('A000000333')))
  expect(chip.transmit(COMMANDS.generateCryptogram('online', new Uint8Array(29))).status).toBe('6985')
  expect(chip.transmit({ header: '00D60000', data: new Uint8Array() }).status).toBe('6D00')
})
