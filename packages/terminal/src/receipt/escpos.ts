import { concatBytes } from '@fiftyfive/kernel'
import { printerText } from './gbk.ts'
import type { ReceiptLines } from './receipt-lines.ts'
import { signatureRaster, type Signature } from './signature.ts'

export interface PrinterProfile {
  /**
   * How text is written. `gbk` is what receipt printers sold in China read out of the box (code page 936, Chinese mode
   * by FS &). `utf-8` needs a printer that knows FS ( C (Epson TM since about 2015); it prints every language.
   */
  readonly encoding: 'gbk' | 'utf-8'
  /** Columns of Latin letters: 32 on paper of 58 mm, 48 on 80 mm. A Chinese character takes two. */
  readonly columns: 32 | 48
}

const ESC = 0x1b
const GS = 0x1d
const FS = 0x1c
/** Epson ESC/POS command reference. */
const COMMAND = {
  initialize: [ESC, 0x40],
  chineseMode: [FS, 0x26],
  utf8: [FS, 0x28, 0x43, 0x02, 0x00, 0x30, 0x02],
  left: [ESC, 0x61, 0],
  centre: [ESC, 0x61, 1],
  bold: [ESC, 0x45, 1],
  plain: [ESC, 0x45, 0],
  /** Twice as high and no wider, so that a line holds as many columns as before. */
  large: [GS, 0x21, 0x01],
  small: [GS, 0x21, 0x00],
  /** Feeds to the cutter and cuts, leaving a point. */
  cut: [GS, 0x56, 66, 0],
} as const

/** Printable width of a 203 dpi head. */
const DOTS = { 32: 384, 48: 576 } as const

/** A receipt as bytes for an ESC/POS printer. Nothing in it can be used to pay: the card number arrives masked. */
export function escposReceipt(
  lines: ReceiptLines,
  printer: PrinterProfile,
  signature?: Signature,
): Uint8Array<ArrayBuffer> {
  const text = (line: string): Uint8Array =>
    printer.encoding === 'gbk' ? printerText(printable(line)) : new TextEncoder().encode(printable(line))
  const line = (content: string): Uint8Array => concatBytes(text(content), Uint8Array.of(0x0a))
  const command = (name: keyof typeof COMMAND): Uint8Array => Uint8Array.from(COMMAND[name])
  const { columns } = printer
  return concatBytes(
    command('initialize'),
    command(printer.encoding === 'gbk' ? 'chineseMode' : 'utf8'),
    command('centre'),
    ...wrapped(lines.merchant, columns).map(line),
    ...wrapped(lines.marks, columns).map(line),
    command('bold'),
    command('large'),
    ...wrapped(lines.outcome, columns).map(line),
    command('small'),
    command('plain'),
    command('left'),
    line('-'.repeat(columns)),
    ...lines.facts.flatMap(([name, value]) => inColumns(name, value, columns)).map(line),
    line('-'.repeat(columns)),
    command('centre'),
    command('bold'),
    ...wrapped(lines.total, columns).map(line),
    command('plain'),
    ...(signature ? [signatureRaster(signature, DOTS[printer.columns])] : []),
    command('left'),
    command('cut'),
  )
}

/** Name on the left, value on the right; on two lines when they do not fit beside each other. */
function inColumns(name: string, value: string, columns: number): readonly string[] {
  const gap = columns - columnsOf(name) - columnsOf(value)
  if (gap >= 1) return [`${name}${' '.repeat(gap)}${value}`]
  return [name, `${' '.repeat(Math.max(0, columns - columnsOf(value)))}${value}`]
}

/** At spaces, where there are any: a printer breaks a line wherever its paper ends. */
function wrapped(content: string, columns: number): readonly string[] {
  const lines: string[] = []
  for (const word of content.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && columnsOf(longer) <= columns) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** Printed width: what is not ASCII takes two columns. */
export const columnsOf = (text: string): number =>
  Array.from(printable(text)).reduce((width, character) => width + ((character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2), 0)

/** Signs that printers lack or that are narrow in one font and wide in the other; control characters become spaces. */
const printable = (text: string): string =>
  text
    .replaceAll('¥', 'CNY ')
    .replaceAll('￥', 'CNY ')
    .replaceAll(/[\u00A0\u202F\u2009\p{Cc}]/gu, ' ')
    .replaceAll(/[’‘]/g, "'")
    .replaceAll('–', '-')
