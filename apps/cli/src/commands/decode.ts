import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import {
  type AnyDialect,
  type CapturedMessage,
  decodeCapture,
  describe,
  type DescribedField,
  formatCodecError,
  messageToJson,
} from '@fiftyfive/iso8583'
import { LANGUAGES, type Language } from '@fiftyfive/messages'
import { type Command, Option } from 'commander'
import { allDialects, DIALECT_FORMS, dialectNamed, framingOption } from '../dialects.ts'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

interface DecodeOptions {
  readonly file?: string
  readonly dialect?: string
  readonly framing?: string
  readonly language: Language
  readonly clear?: true
  readonly json?: true
}

export function addDecode(program: Command): void {
  program
    .command('decode')
    .description('Explain ISO 8583 messages field by field, masked: hex, base64, raw bytes, pcap, or a jPOS log.')
    .argument('[hex...]', 'hex or base64; standard input when there is none, or -')
    .option('--file <path>', 'read this file: a capture, a log, a dump')
    .option('--dialect <name>', `${DIALECT_FORMS}; guessed when absent`)
    .addOption(framingOption('how messages are framed; guessed when absent'))
    .addOption(new Option('--language <language>', 'of names and meanings').choices([...LANGUAGES]).default('en'))
    .option('--clear', 'with --json: write card data in the clear, so that encode can take it back')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExit codes: 1 a message could not be decoded (the others are still explained); 2 nothing readable was given.',
    )
    .action(async (hex: string[], options: DecodeOptions) => {
      const bytes = await inputOf(hex, options.file)
      const dialects = options.dialect === undefined ? allDialects() : [dialectNamed(options.dialect)]
      const captured = decodeCapture(bytes, { dialects, ...(options.framing ? { framing: options.framing } : {}) })
      if (!captured.ok)
        throw new CommandFailure(`${captured.error}. Name --dialect and --framing to learn why.`, EXIT.usage)
      for (const message of captured.value) write(message, dialects, options)
      if (captured.value.some(({ message }) => !message.ok)) process.exitCode = EXIT.failed
    })
}

async function inputOf(hex: readonly string[], file: string | undefined): Promise<Uint8Array> {
  const text = hex.join(' ')
  if (file === undefined) return text === '' || text === '-' ? buffer(process.stdin) : Buffer.from(text)
  try {
    return readFileSync(file)
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}

function write(captured: CapturedMessage, dialects: readonly AnyDialect[], options: DecodeOptions): void {
  const { message, source, framing } = captured
  const dialect = dialects.find(({ spec }) => spec.id === captured.dialect)
  if (!message.ok || !dialect) {
    console.error(`fiftyfive: ${source}: ${message.ok ? 'unknown dialect' : formatCodecError(message.error)}`)
    return
  }
  if (options.json) {
    const { tpdu, header, leftOut } = captured
    const clear = options.clear ? captured.inTheClear() : undefined
    const json = clear ? clear.json : messageToJson(dialect, message.value, 'masked')
    if (clear && !clear.isExact) console.error(`fiftyfive: ${source}: encode will give other bytes for this message`)
    console.log(JSON.stringify({ source, dialect: captured.dialect, framing, tpdu, header, leftOut, message: json }))
    return
  }
  const without = captured.leftOut ? `, without ${captured.leftOut.join(', ')}` : ''
  console.log(`# ${source}: ${captured.dialect}, framing ${framing}${without}`)
  const fields = describe(dialect, message.value, options.language)
  console.log(`${fields.map((field) => line(field, options.language)).join('\n')}\n`)
}

const line = ({ path, name, value, depth }: DescribedField, language: Language): string =>
  `${'  '.repeat(depth)}${path.padEnd(20 - 2 * depth)} ${value.padEnd(40)} ${name[language]}`
