import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  type Attempt,
  concernsPin,
  diagnose,
  LATER_WINDOW_MS,
  RecentAttempts,
  type Verdict,
} from '@fiftyfive/diagnosis'
import { fill, LANGUAGES, type Language, messagesIn } from '@fiftyfive/messages'
import { type Command, Option } from 'commander'
import { parseAttempt } from '../attempt-line.ts'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

interface DiagnoseOptions {
  readonly language: Language
  readonly json?: true
}

export function addDiagnose(program: Command): void {
  program
    .command('diagnose')
    .description('Say why each PIN was refused in a log of attempts (JSON lines, oldest first), with its evidence.')
    .argument('<file>', "attempts as the product writes them; '-' reads standard input")
    .addOption(new Option('--language <language>', 'of the text').choices([...LANGUAGES]).default('en'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nVerdicts come in the order of the log, each with what the next ten minutes told. Exit code 1: some lines could not be read; the others are diagnosed.',
    )
    .action(run)
}

async function run(file: string, options: DiagnoseOptions): Promise<void> {
  const source = file === '-' ? process.stdin : createReadStream(file)
  const lines = createInterface({ input: source, crlfDelay: Infinity })
  const log = new Log((attempt, verdict) => write(attempt, verdict, options))
  let number = 0
  let unread = 0
  try {
    for await (const line of lines) {
      number++
      if (line.trim() === '') continue
      const attempt = parseAttempt(line)
      if (typeof attempt === 'string') {
        unread++
        console.error(`fiftyfive: ${file}, line ${number}: ${attempt}`)
      } else log.add(attempt)
    }
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
  log.end()
  if (unread > 0) process.exitCode = EXIT.failed
}

/** Refused attempts wait until what followed them can be known; memory holds ten minutes of the log, not the log. */
class Log {
  readonly #recent = new RecentAttempts()
  readonly #waiting: Attempt[] = []
  readonly #answer: (attempt: Attempt, verdict: Verdict) => void

  constructor(answer: (attempt: Attempt, verdict: Verdict) => void) {
    this.#answer = answer
  }

  add(attempt: Attempt): void {
    this.#settle(attempt.at - LATER_WINDOW_MS)
    this.#recent.add(attempt)
    if (concernsPin(attempt.code)) this.#waiting.push(attempt)
  }

  end(): void {
    this.#settle(Infinity)
  }

  #settle(before: number): void {
    while (this.#waiting[0] && this.#waiting[0].at <= before) {
      const attempt = this.#waiting.shift() as Attempt
      this.#answer(attempt, diagnose(attempt, this.#recent.around(attempt), attempt.at + LATER_WINDOW_MS))
    }
  }
}

const EVIDENCE_SHOWN = 4

function write(attempt: Attempt, verdict: Verdict, { language, json }: DiagnoseOptions): void {
  if (json) {
    console.log(JSON.stringify(verdict))
    return
  }
  const words = messagesIn(language)
  const sentences = words.evidence as Readonly<Record<string, string>>
  console.log(
    `${attempt.id}  ${attempt.code}  ${words.causes[verdict.cause].name} (${Math.round(verdict.confidence * 100)} %)`,
  )
  for (const { id, values, weight } of verdict.evidence.slice(0, EVIDENCE_SHOWN)) {
    console.log(`    ${weight >= 0 ? '+' : ''}${weight.toFixed(1)}  ${fill(sentences[id] ?? id, values)}`)
  }
}
