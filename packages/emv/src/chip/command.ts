import { asciiBytes, assert, concatBytes, fromHex } from '@fiftyfive/kernel'

/** A command to a chip: header CLA INS P1 P2 as 8 hex digits, then data (ISO/IEC 7816-4, short lengths). */
export interface Command {
  readonly header: string
  readonly data: Uint8Array
}

/** What a chip answers: data and the two status bytes as 4 hex digits, `9000` for success. */
export interface ChipAnswer {
  readonly status: string
  readonly data: Uint8Array
}

export const answer = (status: string, data: Uint8Array = new Uint8Array()): ChipAnswer => ({ status, data })

/** A chip in a reader. */
export interface Chip {
  transmit(command: Command): ChipAnswer
}

const command = (header: string, data: Uint8Array = new Uint8Array()): Command => ({ header, data })

/** The commands of an EMV payment (Book 1, 11.3; Book 3, 6.5). */
export const COMMANDS = {
  select: (aid: Uint8Array) => command('00A40400', aid),
  /** The next application whose name begins so. */
  selectNext: (aid: Uint8Array) => command('00A40402', aid),
  /** `data`: what the PDOL asked for. */
  getProcessingOptions: (data: Uint8Array) => command('80A80000', concatBytes(Uint8Array.of(0x83, data.length), data)),
  readRecord: (file: number, record: number) => command(`00B2${byte(record)}${byte((file << 3) | 0x04)}`),
  /** `9F17` PIN try counter, `9F36` transaction counter. */
  getData: (tag: '9F17' | '9F36' | '9F13') => command(`80CA${tag}`),
  /** Eight random bytes of the chip, for one enciphered PIN. */
  getChallenge: () => command('00840000'),
  verifyEncipheredPin: (data: Uint8Array) => command('00200088', data),
  /** By an unpredictable number of ours (9F37): the chip signs it with its own key. */
  internalAuthenticate: (data: Uint8Array) => command('00880000', data),
  verifyPlaintextPin: (block: Uint8Array) => command('00200080', block),
  /** `signed`: with the chip's signature over it (CDA; Book 3, 6.5.5). */
  generateCryptogram: (wanted: 'approve' | 'online' | 'decline', data: Uint8Array, signed = false) =>
    command(`80AE${byte({ approve: 0x40, online: 0x80, decline: 0x00 }[wanted] | (signed ? 0x10 : 0))}00`, data),
  /** Tag 91: response cryptogram and response code. */
  externalAuthenticate: (data: Uint8Array) => command('00820000', data),
  /** `mac`: 4 to 8 bytes over the command (Book 2, 9.2). */
  unblockPin: (mac: Uint8Array) => command('84240000', mac),
  /** `sealed`: the new PIN under the script key; then the MAC over all of it (Book 2, 9.3). */
  changePin: (sealed: Uint8Array, mac: Uint8Array) => command('84240002', concatBytes(sealed, mac)),
  /** The payment system's own list of applications: contacts and contactless. */
  selectDirectory: (contactless: boolean) =>
    command('00A40400', asciiBytes(contactless ? '2PAY.SYS.DDF01' : '1PAY.SYS.DDF01')),
} as const

const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0')

/** A plain-text PIN for VERIFY: control 2, length, digits, filled with F (Book 3, 6.5.12; ISO 9564-1 format 2). */
export function plaintextPinBlock(digits: string): Uint8Array<ArrayBuffer> {
  assert(/^\d{4,12}$/.test(digits), 'plaintextPinBlock: 4 to 12 digits')
  return fromHex(`2${digits.length.toString(16)}${digits.padEnd(14, 'F')}`)
}
