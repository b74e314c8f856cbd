import { concatBytes, equalBytes, toHex, type Random } from '@fiftyfive/kernel'
import { cardQualifiers } from '../kernel/contactless-verification.ts'
import { recoverPinBlock } from '../rsa/pin-encipherment.ts'
import { signDynamicData } from '../rsa/issue.ts'
import { lengthOf, tlv } from '../tlv.ts'
import { answer, COMMANDS, plaintextPinBlock, type Chip, type ChipAnswer, type Command } from './command.ts'
import { contentsOf, type ChipContents } from './contents.ts'
import { pinInChip, runScriptCommand } from './script-commands.ts'
import { PIN_TRIES, type ChipCryptography, type ChipMemory, type Personalization } from './memory.ts'

const NOTHING = new Uint8Array()
const DIRECTORIES = [false, true].map((contactless) => ({
  contactless,
  directory: COMMANDS.selectDirectory(contactless).data,
}))
const COUNTER_MAX = 0xffff
/** Short identifier of the file with all records, as READ RECORD ends with it. */
const FILE = 1
const OF_FILE = '0C'
const DYNAMIC_NUMBER_LENGTH = 8

/**
 * A chip between power-up and power-down: it answers commands as EMV Books 1 to 3 say and computes its cryptograms with
 * its own key. What it remembers afterwards is in its memory alone.
 */
export class VirtualChip implements Chip {
  readonly #card: Personalization
  readonly #contents: ChipContents
  readonly #memory: ChipMemory
  readonly #cryptography: ChipCryptography
  readonly #random: Random
  #selected: 'nothing' | 'directory' | 'application' = 'nothing'
  #started = false
  #byAntenna = false
  /** Whether VERIFY was done in this session, and how it went. */
  #pinChecked: 'right' | 'wrong' | undefined
  #requested: Uint8Array | undefined
  #challenge: Uint8Array | undefined
  /** What the terminal said with the start of the payment: a combined signature covers it. */
  #toldAtStart = NOTHING

  constructor(card: Personalization, memory: ChipMemory, cryptography: ChipCryptography, random: Random) {
    this.#card = card
    this.#contents = contentsOf(card)
    this.#memory = memory
    this.#cryptography = cryptography
    this.#random = random
  }

  transmit(command: Command): ChipAnswer {
    const { header, data } = command
    if (header === '00A40400') return this.#select(data)
    // There is one application, and it was given already.
    if (header === '00A40402') return answer('6A82')
    if (header === '00840000') return this.#giveChallenge()
    if (header.startsWith('00B2') && this.#selected === 'directory') return this.#directoryRecord(header)
    if (this.#selected !== 'application') return answer('6985')
    switch (header.slice(0, 4)) {
      case '80A8':
        return this.#start(data)
      case '00B2':
        return this.#record(header)
      case '80CA':
        return this.#getData(header.slice(4))
      case '0020':
        return this.#verify(header.slice(4), data)
      case '80AE':
        return this.#generateCryptogram(Number.parseInt(header.slice(4, 6), 16), data)
      case '0088':
        return this.#authenticate(data)
      case '0082':
        return answer(this.#issuerIsAuthentic(data) ? '9000' : '6300')
      case '8424':
        return this.#script(command)
      default:
        return answer('6D00')
    }
  }

  /** Of an issuer script: the session's cryptogram makes its key, so there has to be one. */
  #script(command: Command): ChipAnswer {
    const { keys } = this.#card
    if (!keys || !this.#requested) return answer('6985')
    const session = { keys, cryptogram: this.#requested, counter: this.#counter() }
    return runScriptCommand(command, session, this.#memory, this.#cryptography)
  }

  #giveChallenge(): ChipAnswer {
    this.#challenge = this.#random.bytes(8)
    return answer('9000', this.#challenge)
  }

  #select(name: Uint8Array): ChipAnswer {
    const { aid, directory } = this.#card
    if (this.#memory.blocked) return answer('6A81')
    const asked = DIRECTORIES.find(({ directory }) => equalBytes(directory, name))
    if (directory && asked) {
      this.#selected = 'directory'
      this.#byAntenna = asked.contactless
      // By contact the directory is a file (88); to an antenna its entries come at once (Contactless Book B, 3.3).
      const content = asked.contactless ? tlv('BF0C', ...this.#contents.directory) : tlv('88', Uint8Array.of(1))
      return answer('9000', tlv('6F', tlv('84', name), tlv('A5', content)))
    }
    this.#started = false
    const found = equalBytes(aid.slice(0, name.length), name)
    this.#selected = found ? 'application' : 'nothing'
    if (!found) return answer('6A82')
    const { byAntenna, byContact } = this.#contents.application
    return answer('9000', this.#byAntenna ? byAntenna : byContact)
  }

  /** One entry a record (EMV Book 1, 12.2.3). */
  #directoryRecord(header: string): ChipAnswer {
    const entry = this.#contents.directory[Number.parseInt(header.slice(4, 6), 16) - 1]
    return entry && header.endsWith('0C') ? answer('9000', tlv('70', entry)) : answer('6A83')
  }

  /** Every payment begun has its own counter; a chip whose counter is used up makes no more (Book 3, 6.5.8). */
  #start(data: Uint8Array): ChipAnswer {
    if (this.#started || this.#memory.counter >= COUNTER_MAX) return answer('6985')
    this.#memory.counter += 1
    this.#started = true
    this.#pinChecked = undefined
    this.#requested = undefined
    const { records, signedRecords, interchangeProfile } = this.#card
    this.#toldAtStart = data.slice(2)
    const locator = Uint8Array.of(FILE << 3, 1, records.length, signedRecords)
    const said = [tlv('82', interchangeProfile), tlv('94', locator)]
    return answer('9000', tlv('77', ...said, ...(this.#byAntenna ? [this.#qualifiers()] : [])))
  }

  /** Tag 9F6C. What a device says of its holder, its cryptogram says too: as of a PIN that was compared and right. */
  #qualifiers(): Uint8Array {
    const { device = false } = this.#card
    const qualifiers = cardQualifiers(this.#toldAtStart, device)
    if (device && qualifiers.some((byte) => byte !== 0)) this.#pinChecked = 'right'
    return tlv('9F6C', qualifiers)
  }

  #record(header: string): ChipAnswer {
    const record = this.#contents.records[Number.parseInt(header.slice(4, 6), 16) - 1]
    return record && header.endsWith(OF_FILE) ? answer('9000', record) : answer('6A83')
  }

  /** INTERNAL AUTHENTICATE: signs what the terminal sent, behind a number of its own (Book 3, 6.5.9). */
  #authenticate(data: Uint8Array): ChipAnswer {
    const { authenticationKey } = this.#card
    if (!authenticationKey || !this.#started) return answer('6985')
    const signature = signDynamicData(authenticationKey, this.#dynamicNumber(), data, this.#cryptography.hash)
    return answer('9000', tlv('77', tlv('9F4B', signature)))
  }

  /** Tag 9F4C behind its length. */
  #dynamicNumber(): Uint8Array {
    return concatBytes(Uint8Array.of(DYNAMIC_NUMBER_LENGTH), this.#random.bytes(DYNAMIC_NUMBER_LENGTH))
  }

  #getData(tag: string): ChipAnswer {
    if (tag === '9F13') return answer('9000', tlv(tag, twoBytes(this.#memory.lastOnline)))
    if (tag === '9F36') return answer('9000', tlv(tag, this.#counter()))
    if (tag !== '9F17' || !this.#card.pin) return answer('6A88')
    return answer('9000', tlv(tag, Uint8Array.of(this.#memory.pinTriesLeft)))
  }

  /** 63Cx: wrong, x tries left. 6983: none left. 6984: this card has no PIN to compare with (Book 3, 6.5.12). */
  #verify(parameters: string, block: Uint8Array): ChipAnswer {
    if (parameters !== '0080' && parameters !== '0088') return answer('6A86')
    const pin = pinInChip(this.#card, this.#memory, this.#cryptography)
    if (pin === undefined) return answer('6984')
    if (this.#memory.pinTriesLeft === 0) return answer('6983')
    const enciphered = parameters === '0088'
    if (!enciphered && block.length !== 8) return answer('6700')
    const given = enciphered ? this.#decipher(block) : block
    // 6984: no challenge was asked for, or it is another one's; no PIN was compared, and no try is spent.
    if (!given) return answer('6984')
    // Counted down before the comparison, so that cutting the power then gains no try.
    this.#memory.pinTriesLeft -= 1
    if (!equalBytes(given, plaintextPinBlock(pin))) {
      this.#pinChecked = 'wrong'
      return answer(`63C${this.#memory.pinTriesLeft.toString(16).toUpperCase()}`)
    }
    this.#memory.pinTriesLeft = PIN_TRIES
    this.#pinChecked = 'right'
    return answer('9000')
  }

  #decipher(enciphered: Uint8Array): Uint8Array | undefined {
    const { pinKey } = this.#card
    const challenge = this.#challenge
    this.#challenge = undefined
    return pinKey && challenge ? recoverPinBlock(pinKey, enciphered, challenge) : undefined
  }

  #generateCryptogram(control: number, data: Uint8Array): ChipAnswer {
    if (!this.#started) return answer('6985')
    const first = this.#requested === undefined
    if (data.length !== lengthOf(first ? this.#contents.first : this.#contents.last)) return answer('6700')
    const wanted = first ? this.#firstKind(control & 0xc0, data) : this.#finalKind(control & 0xc0, data)
    const applicationData = this.#issuerApplicationData(wanted, first)
    const cryptogram = this.#cryptogram(data, applicationData)
    if (first) this.#requested = cryptogram
    // What was approved without the issuer has no second cryptogram.
    if (!first || wanted === APPROVED) this.#started = false
    const kind = tlv('9F27', Uint8Array.of(wanted))
    const [counter, about] = [tlv('9F36', this.#counter()), tlv('9F10', applicationData)]
    const { authenticationKey } = this.#card
    const signs = first && (control & 0x10) !== 0 && wanted !== DECLINED && authenticationKey
    if (!signs) return answer('9000', tlv('77', kind, counter, tlv('9F26', cryptogram), about))
    const { hash } = this.#cryptography
    const transaction = hash(concatBytes(this.#toldAtStart, data, kind, counter, about))
    const dynamicData = concatBytes(this.#dynamicNumber(), Uint8Array.of(wanted), cryptogram, transaction)
    const signature = signDynamicData(authenticationKey, dynamicData, this.#said('9F37', data), hash)
    return answer('9000', tlv('77', kind, counter, tlv('9F4B', signature), about))
  }

  /** The chip's own risk management: small amounts, and not too many in a row without its issuer. */
  #firstKind(wanted: number, data: Uint8Array): number {
    const { offline, declinesWhenLocked } = this.#card
    if (declinesWhenLocked && !this.#byAntenna && this.#memory.pinTriesLeft === 0) return DECLINED
    if (wanted !== APPROVED) return wanted
    const isSmall = offline !== undefined && Number(toHex(this.#said('9F02', data))) <= offline.amountMax_minor
    return isSmall && this.#memory.counter - this.#memory.lastOnline <= offline.inRowMax ? APPROVED : ASKS_ISSUER
  }

  /** What the terminal said for the first cryptogram, out of the values that the chip's list asked for. */
  #said(tag: string, data: Uint8Array): Uint8Array {
    let at = 0
    for (const wanted of this.#contents.first) {
      if (wanted.tag === tag) return data.slice(at, at + wanted.length)
      at += wanted.length
    }
    return NOTHING
  }

  /** The second cryptogram approves only what an authentic issuer approved; tag 91 ends the data of CDOL2. */
  #finalKind(wanted: number, data: Uint8Array): number {
    return wanted === APPROVED && this.#issuerIsAuthentic(data.slice(-10)) ? APPROVED : DECLINED
  }

  #issuerIsAuthentic(data: Uint8Array): boolean {
    const { keys } = this.#card
    if (!keys || !this.#requested || data.length !== 10) return false
    const own = this.#cryptography.responseCryptogram(
      keys.cryptogram.reveal(),
      this.#counter(),
      this.#requested,
      data.slice(8),
    )
    const authentic = equalBytes(own, data.slice(0, 8))
    if (authentic) this.#memory.lastOnline = this.#memory.counter
    return authentic
  }

  /** Over what the terminal said, then 82, 9F36 and the card verification results (Book 2, table 26). */
  #cryptogram(said: Uint8Array, applicationData: Uint8Array): Uint8Array {
    const { keys, interchangeProfile } = this.#card
    if (!keys) return this.#random.bytes(8)
    const data = concatBytes(said, interchangeProfile, this.#counter(), applicationData.slice(3, 7))
    return this.#cryptography.applicationCryptogram(keys.cryptogram.reveal(), this.#counter(), data)
  }

  /** Tag 9F10, UnionPay form: key index, cryptogram version 01, card verification results of 3 bytes and their length. */
  #issuerApplicationData(kind: number, first: boolean): Uint8Array {
    const kindBits = (kind >> 6) & 0x03
    const kinds = first ? 0x80 | (kindBits << 4) : (kindBits << 6) | 0x20
    const offlinePin = this.#pinChecked ? 0x04 | (this.#pinChecked === 'wrong' ? 0x02 : 0) : 0
    const exhausted = this.#card.pin && this.#memory.pinTriesLeft === 0 ? 0x40 : 0
    return Uint8Array.of(0x07, 0x01, 0x01, 0x03, kinds | offlinePin, exhausted, 0x00, 0x01)
  }

  #counter(): Uint8Array {
    return twoBytes(this.#memory.counter)
  }
}

/** Tag 9F27 and P1 of GENERATE AC. */
const DECLINED = 0x00
const APPROVED = 0x40
const ASKS_ISSUER = 0x80

const twoBytes = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff)
