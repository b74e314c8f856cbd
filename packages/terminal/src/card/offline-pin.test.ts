import { createHash } from 'node:crypto'
import {
  afterVerification,
  beginChip,
  CERTIFICATE,
  COMMANDS,
  ChipMemory,
  completeChip,
  encipherPin,
  personalize,
  plaintextPinBlock,
  recoverKey,
  requestCryptogram,
  rsaPrivate,
  scriptResultsField,
  selectApplication,
  tlv,
  openDynamicSignature,
  VirtualChip,
} from '@fiftyfive/emv'
import {
  asciiBytes,
  ClearKey,
  ClearPin,
  concatBytes,
  fromHex,
  money,
  Pan,
  seededRandom,
  toHex,
} from '@fiftyfive/kernel'
import {
  cardMasterKey,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  scriptMac,
  scriptPinChange,
} from '@fiftyfive/security'
import { describe, expect, test } from 'vitest'
import { certify, keyPair } from '../testing/certified-chip.ts'
import { chipCryptography } from './cryptography.ts'

const PAN = '6225880000000007'
const cardKey = cardMasterKey(fromHex('16E63262DC8C8C64EFC167CB89A457A4'), { pan: PAN, sequenceNumber: '01' }, 'A')
const scriptKey = fromHex('0123456789ABCDEFFEDCBA9876543210')
const sealKey = fromHex('1032547698BADCFE0123456789ABCDEF')
const chipKeys = {
  cryptogram: new ClearKey('card-cryptogram', cardKey),
  integrity: new ClearKey('card-script-integrity', scriptKey),
  confidentiality: new ClearKey('card-script-confidentiality', sealKey),
}
const payment = { amount: money(12_800, 'CNY'), date: '261122' }
const random = seededRandom('offline PIN')
const sha1 = (data: Uint8Array) => new Uint8Array(createHash('sha1').update(data).digest())

const chipKey = keyPair(1024)

function card(pin = '4321') {
  const memory = new ChipMemory(6)
  const data = personalize({
    pan: Pan.of(PAN),
    expiry: '3012',
    sequenceNumber: '01',
    track2: `${PAN}D301222000000`,
    pin: ClearPin.of(pin),
    pinKey: chipKey.private,
    keys: chipKeys,
    directory: [{ aid: fromHex('A000000333010103'), label: 'UnionPay QPBOC', priority: 2 }],
  })
  const powerUp = () => new VirtualChip(data, memory, chipCryptography, seededRandom('chip'))
  return { memory, powerUp }
}
const selected = (chip: VirtualChip) => {
  chip.transmit(COMMANDS.select(fromHex('A000000333')))
  return chip
}

describe('the enciphered offline PIN (EMV Book 2, 7.2)', () => {
  const verify = (chip: VirtualChip, digits: string) => {
    const challenge = chip.transmit(COMMANDS.getChallenge()).data
    return chip.transmit(COMMANDS.verifyEncipheredPin(encipherPin(chipKey.public, digits, challenge, random))).status
  }

  test('is right or wrong with the same tries as the plain one', () => {
    const { powerUp } = card()
    const chip = selected(powerUp())
    expect([verify(chip, '1111'), verify(chip, '4321'), verify(chip, '2222')]).toEqual(['63C2', '9000', '63C2'])
    expect(chip.transmit(COMMANDS.verifyPlaintextPin(plaintextPinBlock('3333'))).status).toBe('63C1')
    expect([verify(chip, '1111'), verify(chip, '4321')]).toEqual(['63C0', '6983'])
  })

  test('cannot be replayed: each needs its own challenge, and a replay spends no try', () => {
    const { powerUp, memory } = card()
    const chip = selected(powerUp())
    const first = encipherPin(chipKey.public, '4321', chip.transmit(COMMANDS.getChallenge()).data, random)
    expect(chip.transmit(COMMANDS.verifyEncipheredPin(first)).status).toBe('9000')
    expect(chip.transmit(COMMANDS.verifyEncipheredPin(first)).status).toBe('6984')
    chip.transmit(COMMANDS.getChallenge())
    expect(chip.transmit(COMMANDS.verifyEncipheredPin(first)).status).toBe('6984')
    expect(memory.pinTriesLeft).toBe(3)
  })
})

describe('certificates (EMV Book 2, 5.3, 6.4, 7.1)', () => {
  const authority = keyPair(1408)
  const issuer = keyPair(1152)

  const issuerKey = certify(authority, CERTIFICATE.issuer, '622588FF', issuer.public.modulus)
  const chipCertificate = certify(issuer, CERTIFICATE.card, `${PAN}FFFF`, chipKey.public.modulus, fromHex('7C00'))

  test('lead from the authority to the key that enciphers the PIN', () => {
    const first = recoverKey(authority.public, CERTIFICATE.issuer, issuerKey, PAN, '1126', sha1)
    if (!first.ok) throw new Error(first.error)
    expect(toHex(first.value.modulus)).toBe(toHex(issuer.public.modulus))
    const second = recoverKey(first.value, CERTIFICATE.card, chipCertificate, PAN, '1126', sha1)
    if (!second.ok) throw new Error(second.error)
    expect(second.value).toMatchObject({ subject: PAN, expiry: '1230', exponent: 3n })
    const { powerUp } = card()
    const chip = selected(powerUp())
    const sealed = encipherPin(second.value, '4321', chip.transmit(COMMANDS.getChallenge()).data, random)
    expect(chip.transmit(COMMANDS.verifyEncipheredPin(sealed)).status).toBe('9000')
  })

  test('are refused when anything in them is another', () => {
    const recover = (change: Partial<typeof issuerKey>, pan = PAN, today = '1126') => {
      const made = recoverKey(authority.public, CERTIFICATE.issuer, { ...issuerKey, ...change }, pan, today, sha1)
      return made.ok ? 'good' : made.error
    }
    expect(recover({})).toBe('good')
    expect(recover({ exponent: Uint8Array.of(5) })).toBe('hash')
    expect(recover({ remainder: Uint8Array.of(1) })).toBe('hash')
    const spoilt = issuerKey.certificate.map((byte, index) => (index === 5 ? byte ^ 1 : byte))
    expect(recover({ certificate: spoilt })).toBe('format')
    expect(recover({ certificate: new Uint8Array(8) })).toBe('length')
    expect(recover({}, '6217000000000000')).toBe('subject')
    expect(recover({}, PAN, '0131')).toBe('expired')
    expect(recover({}, PAN, '1130')).toBe('good')
  })

  test('a dynamic signature proves the chip, and no other number', () => {
    const number = fromHex('0011223344556677')
    const size = chipKey.public.modulus.length
    const head = concatBytes(Uint8Array.of(5, 1, number.length + 1, number.length), number)
    const padded = concatBytes(head, new Uint8Array(size - 22 - head.length).fill(0xbb))
    const sign = (said: Uint8Array) =>
      rsaPrivate(
        chipKey.private,
        concatBytes(Uint8Array.of(0x6a), padded, sha1(concatBytes(padded, said)), Uint8Array.of(0xbc)),
      )
    const challenge = fromHex('CAFEBABE')
    expect(openDynamicSignature(chipKey.public, sign(challenge), challenge, sha1)?.number).toEqual(number)
    expect(openDynamicSignature(chipKey.public, sign(challenge), fromHex('CAFEBABF'), sha1)).toBeUndefined()
  })
})

describe('the issuer through the chip (EMV Book 3, 10.9 to 10.11)', () => {
  const element = (elements: Readonly<Record<string, Uint8Array>>, tag: string) => elements[tag] ?? new Uint8Array()

  function paid(pin?: string) {
    const made = card(pin)
    const chip = made.powerUp()
    const begun = beginChip(chip, payment, random)
    if (!begun.ok) throw new Error(begun.error)
    const run = requestCryptogram(chip, afterVerification(begun.value, 'unknown'), payment)
    if (!run.ok) throw new Error(run.error)
    const { request } = run.value
    const session = commonSessionKey(cardKey, counterAsR(element(request, '9F36')))
    const arpc = (code: string) =>
      concatBytes(responseCryptogram1(session, element(request, '9F26'), asciiBytes(code)), asciiBytes(code))
    const command = (header: string, data: Uint8Array) => {
      const length = data.length + 8
      const input = concatBytes(
        fromHex(header),
        Uint8Array.of(length),
        element(request, '9F36'),
        element(request, '9F26'),
        data,
      )
      const mac = scriptMac(commonSessionKey(scriptKey, element(request, '9F26')), input)
      return concatBytes(fromHex(header), Uint8Array.of(length), data, mac)
    }
    const script = (template: '71' | '72', ...commands: Uint8Array[]) =>
      tlv(template, tlv('9F18', fromHex('00000001')), ...commands.map((one) => tlv('86', one)))
    return { ...made, chip, run: run.value, request, arpc, command, script }
  }

  test('a right response cryptogram gives a certificate, and the chip knows that it was online', () => {
    const { chip, run, arpc, memory } = paid()
    expect(completeChip(chip, run, { code: '00', authentication: arpc('00') })).toMatchObject({
      ok: true,
      value: { outcome: 'certificate', scriptResults: [] },
    })
    expect(memory.lastOnline).toBe(7)
  })

  test('a forged one is refused by the chip and found by the terminal', () => {
    const { chip, run, arpc } = paid()
    const forged = arpc('00').with(0, 1)
    const done = completeChip(chip, run, { code: '00', authentication: forged })
    expect(done).toMatchObject({ ok: true, value: { outcome: 'refused' } })
    expect(done.ok && done.value.findings).toContain('issuer-authentication-failed')
  })

  test('script 71 unblocks the PIN before the last cryptogram, script 72 changes it afterwards', () => {
    const { chip, run, arpc, command, script, request, memory, powerUp } = paid()
    memory.pinTriesLeft = 0
    const sealed = scriptPinChange(commonSessionKey(sealKey, element(request, '9F26')), '204816')
    const scripts = [script('71', command('84240000', new Uint8Array())), script('72', command('84240002', sealed))]
    const done = completeChip(chip, run, { code: '00', authentication: arpc('00'), scripts })
    if (!done.ok) throw new Error(done.error)
    expect(done.value).toMatchObject({
      outcome: 'certificate',
      scriptResults: [{ result: 'performed' }, { result: 'performed' }],
    })
    expect(toHex(scriptResultsField(done.value.scriptResults))).toBe('20000000012000000001')
    const next = selected(powerUp())
    expect(next.transmit(COMMANDS.verifyPlaintextPin(plaintextPinBlock('4321'))).status).toBe('63C2')
    expect(next.transmit(COMMANDS.verifyPlaintextPin(plaintextPinBlock('204816'))).status).toBe('9000')
  })

  test('a script with a wrong MAC changes nothing, stops there, and is reported', () => {
    const { chip, run, arpc, command, script, memory } = paid()
    memory.pinTriesLeft = 0
    const good = command('84240000', new Uint8Array())
    const bad = good.with(good.length - 1, (good.at(-1) ?? 0) ^ 1)
    const done = completeChip(chip, run, { code: '00', authentication: arpc('00'), scripts: [script('72', bad, good)] })
    if (!done.ok) throw new Error(done.error)
    expect(done.value.scriptResults).toMatchObject([{ result: 'failed', failedAt: 1 }])
    expect(done.value.findings).toContain('script-failed-after-final-cryptogram')
    expect(memory.pinTriesLeft).toBe(0)
    expect(toHex(scriptResultsField(done.value.scriptResults))).toBe('1100000001')
  })
})

test('the directory leads to the application, by contact over its file and by tap at once', () => {
  const { powerUp } = card()
  for (const contactless of [true, false]) {
    const found = selectApplication(powerUp(), contactless)
    expect(found.ok && toHex(found.value['84'] ?? new Uint8Array())).toBe('A000000333010101')
    const other = selectApplication(powerUp(), contactless, [{ aid: fromHex('A000000333010103'), partial: false }])
    // The card lists a second application and does not have it: an entry is not enough.
    expect(other).toEqual({ ok: false, error: 'no-application' })
  }
  const made = card()
  made.memory.blocked = true
  expect(selectApplication(made.powerUp(), false)).toEqual({ ok: false, error: 'blocked' })
})
