import { text as readAll } from 'node:stream/consumers'
import { describe, iso87Ascii, unionpayPos, type DescribedField } from '@fiftyfive/iso8583'
import { fromHex, isHex } from '@fiftyfive/kernel'
import { LANGUAGES, type Language } from '@fiftyfive/messages'
import { type Command, Option } from 'commander'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

const DIALECTS = ['unionpay-pos', 'iso87-ascii'] as const

interface DecodeOptions {
  readonly dialect: (typeof DIALECTS)[number]
  readonly framed?: true
  readonly language: Language
  readonly json?: true
}

/** Bytes before the message in a terminal's frame: length 2, TPDU 5, header 6. */
const TERMINAL_PREFIX_LENGTH = { 'unionpay-pos': 13, 'iso87-ascii': 2 } as const

export function addDecode(program: Command): void {
  program
    .command('decode')
    .description(
      'Explain ISO 8583 messages field by field, masked. Takes hex from the arguments or one message a line from standard input.',
    )
    .argument('[hex...]', 'messages as hex; spaces do not matter')
    .addOption(new Option('--dialect <dialect>', 'which dialect').choices([...DIALECTS]).default('unionpay-pos'))
    .option('--framed', 'the bytes begin with the frame (length, TPDU and header for terminals; length for hosts)')
    .addOption(new Option('--language <language>', 'of the field names').choices([...LANGUAGES]).default('en'))
    .addOption(jsonOption())
    .addHelpText('after', '\nExit code 1: at least one message could not be decoded; the others are still explained.')
    .action(async (hex: string[], options: DecodeOptions) => {
      const inputs = hex.length > 0 ? [hex.join('')] : (await readAll(process.stdin)).split('\n')
      let failed = 0
      for (const input of inputs.map((line) => line.replaceAll(/\s/g, '')).filter((line) => line !== '')) {
        if (!decodeOne(input, options)) failed++
      }
      if (failed > 0) process.exitCode = EXIT.failed
    })
}

function decodeOne(hex: string, options: DecodeOptions): boolean {
  if (!isHex(hex)) throw new CommandFailure('hex digits are expected, two for each byte.', EXIT.usage)
  const bytes = fromHex(hex).subarray(options.framed ? TERMINAL_PREFIX_LENGTH[options.dialect] : 0)
  const read =
    options.dialect === 'unionpay-pos' ? explain(unionpayPos, bytes, options) : explain(iso87Ascii, bytes, options)
  if (typeof read === 'string') {
    console.error(`fiftyfive: ${read}`)
    return false
  }
  console.log(
    options.json ? JSON.stringify(read) : `${read.map((field) => line(field, options.language)).join('\n')}\n`,
  )
  return true
}

type Dialect<Message extends { readonly mti: string }> = Parameters<typeof describe<Message>>[0]

function explain<Message extends { readonly mti: string }>(
  dialect: Dialect<Message>,
  bytes: Uint8Array,
  { language }: DecodeOptions,
): readonly DescribedField[] | string {
  const decoded = dialect.decode(bytes)
  if (decoded.ok) return describe(dialect, decoded.value, language)
  const { path, offset, expected, found } = decoded.error
  return `field ${path} at byte ${offset}: expected ${expected}, found ${found}`
}

const line = ({ path, name, value, depth }: DescribedField, language: Language): string =>
  `${'  '.repeat(depth)}${path.padEnd(12 - 2 * depth)} ${value.padEnd(40)} ${name[language]}`
