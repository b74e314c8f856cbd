import { text as readAll } from 'node:stream/consumers'
import {
  type AnyDialect,
  encodeFrame,
  formatCodecError,
  type Framing,
  FRAMINGS,
  messageFromJson,
} from '@fiftyfive/iso8583'
import { fromHex, isHex, toHex } from '@fiftyfive/kernel'
import { type Command, Option } from 'commander'
import { DIALECT_FORMS, dialectNamed, framingOption } from '../dialects.ts'
import { CommandFailure, EXIT } from '../exit.ts'

interface EncodeOptions {
  readonly dialect: string
  readonly framing: string
  readonly output: 'hex' | 'base64' | 'raw'
}

/** What `decode --json --clear` writes, or a bare message. */
interface Line {
  readonly dialect?: string
  readonly framing?: string
  readonly tpdu?: string
  readonly header?: string
  readonly message?: unknown
}

export function addEncode(program: Command): void {
  program
    .command('encode')
    .description('The inverse of decode: JSON messages, one a line, from standard input, to bytes.')
    .option('--dialect <name>', `${DIALECT_FORMS}; for lines that name none or this one`, 'unionpay-pos')
    .addOption(framingOption('for lines that name none').default('none'))
    .addOption(new Option('--output <form>').choices(['hex', 'base64', 'raw']).default('hex'))
    .addHelpText(
      'after',
      `
A line is {"mti":"0800","11":"000001",...} or what 'decode --json --clear' writes.
Exit codes: 1 a message could not be encoded, and nothing after it was; 2 the input is no JSON.`,
    )
    .action(async (options: EncodeOptions) => {
      const lines = (await readAll(process.stdin)).split('\n').filter((line) => line.trim() !== '')
      const dialect = dialectNamed(options.dialect)
      for (const [index, line] of lines.entries()) write(encodeLine(line, index + 1, dialect, options), options.output)
    })
}

function encodeLine(text: string, number: number, asked: AnyDialect, options: EncodeOptions): Uint8Array {
  const line = parseLine(text, number)
  // A dialect from a file is known to a line by its id only.
  const isAsked = line.dialect === undefined || line.dialect === asked.spec.id
  const dialect = isAsked ? asked : dialectNamed(line.dialect)
  const message = messageFromJson(dialect, line.message ?? line)
  if (!message.ok) throw new CommandFailure(`line ${number}: ${formatCodecError(message.error)}`)
  const encoded = dialect.encode(message.value)
  if (!encoded.ok) throw new CommandFailure(`line ${number}: ${formatCodecError(encoded.error)}`)
  const framing = (FRAMINGS as Readonly<Record<string, Framing>>)[line.framing ?? options.framing]
  if (!framing) return encoded.value
  const { tpdu, header } = framing
  const frame = {
    body: encoded.value,
    ...(tpdu > 0 ? { tpdu: prefix(line.tpdu, tpdu, '6000030000', number) } : {}),
    ...(header > 0 ? { header: prefix(line.header, header, '603100311305', number) } : {}),
  }
  return encodeFrame(frame, framing)
}

function parseLine(text: string, number: number): Line {
  try {
    return JSON.parse(text) as Line
  } catch (failure) {
    throw new CommandFailure(`line ${number}: ${failure instanceof Error ? failure.message : 'no JSON'}`, EXIT.usage)
  }
}

function prefix(hex: string | undefined, length: number, fallback: string, line: number): Uint8Array {
  const text = hex ?? fallback
  if (!isHex(text) || text.length !== 2 * length) {
    throw new CommandFailure(`line ${line}: TPDU and header are ${length} bytes of hex here.`, EXIT.usage)
  }
  return fromHex(text)
}

function write(bytes: Uint8Array, output: EncodeOptions['output']): void {
  if (output === 'raw') process.stdout.write(bytes)
  else console.log(output === 'hex' ? toHex(bytes) : Buffer.from(bytes).toString('base64'))
}
