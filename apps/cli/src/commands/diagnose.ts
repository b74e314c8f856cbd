import { existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  type Attempt,
  DiagnosisEngine,
  type Finding,
  type ImportFault,
  type Incident,
  type Verdict,
} from '@fiftyfive/diagnosis'
import { LANGUAGES, type Language } from '@fiftyfive/messages'
import { type Command, Option } from 'commander'
import { FORMATS, type InputOptions, openAttempts } from '../attempts/index.ts'
import { openEvents } from '../attempts/events.ts'
import { ProgressBar } from '../attempts/progress.ts'
import { framingOption } from '../dialects.ts'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'
import { Latest } from '../latest.ts'
import { htmlReport } from '../report/html.ts'
import { Summary } from '../report/summary.ts'
import { incidentText, summaryText, verdictText } from '../report/text.ts'

interface DiagnoseOptions extends InputOptions {
  readonly language: Language
  readonly events?: string
  readonly html?: string
  readonly json?: true
}

export function addDiagnose(program: Command): void {
  program
    .command('diagnose')
    .description('Say why each PIN was refused in a log, and what was wrong in the fleet, with the evidence.')
    .argument(
      '<input>',
      "a file of any format below, also packed by gzip; a folder with attempts.ndjson; '-' for standard input",
    )
    .addOption(
      new Option(
        '--format <format>',
        'attempts: JSON lines as the product writes them, json: others; capture: pcap, hex, raw ISO 8583; guessed when absent',
      ).choices([...FORMATS]),
    )
    .option('--mapping <file>', 'which column holds what, for csv, parquet and json; guessed and shown when absent')
    .option('--show-mapping', 'write that mapping as JSON, to be mended and given back, and stop')
    .option('--yes', 'take the guessed mapping without being asked')
    .option('--dialect <name>', 'of a capture or log: a dialect of the product or a .json file; guessed when absent')
    .addOption(framingOption('of a capture; guessed when absent'))
    .option('--events <file>', 'what the acquirer recorded besides; events.ndjson beside the attempts unless given')
    .option('--html <file>', 'write a report with plots to this file as well')
    .addOption(new Option('--language <language>', 'of text and report').choices([...LANGUAGES]).default('en'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nOne verdict for each refusal, by what is known of it in the end, and one record for each incident. With --json each is\na line with its type. Exit code 1: something could not be read, the rest is diagnosed; 2: nothing could.',
    )
    .action(run)
}

async function run(input: string, options: DiagnoseOptions): Promise<void> {
  const isFolder = input !== '-' && existsSync(input) && statSync(input).isDirectory()
  const file = isFolder ? join(input, 'attempts.ndjson') : input
  const beside = join(dirname(file), 'events.ndjson')
  const eventsFile = options.events ?? (file !== '-' && existsSync(beside) ? beside : undefined)
  const summary = new Summary()
  try {
    await diagnoseFile(file, eventsFile, options, summary)
  } catch (failure) {
    if (failure instanceof CommandFailure) throw failure
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
  if (!options.json) console.log(summaryText(summary, options.language))
  if (options.html !== undefined) writeFileSync(options.html, htmlReport(summary, file, options.language))
  if (summary.faultCount > 0) process.exitCode = summary.attempts === 0 ? EXIT.usage : EXIT.failed
}

async function diagnoseFile(
  file: string,
  eventsFile: string | undefined,
  options: DiagnoseOptions,
  summary: Summary,
): Promise<void> {
  const engine = new DiagnosisEngine()
  const incidents = new Latest<Incident>(INCIDENTS_MAX, (incident) => {
    if (options.json) console.log(JSON.stringify({ type: 'incident', ...incident }))
    else if (isFound(incident)) console.log(incidentText(incident, options.language))
    if (isFound(incident)) summary.addIncident(incident)
  })
  const isSummed = options.json === undefined || options.html !== undefined
  const verdicts = new Latest<Waiting>(REVISED_MAX, ({ attempt, json }) => {
    if (!isSummed) return console.log(json)
    const verdict = JSON.parse(json) as Verdict
    summary.addVerdict(attempt, verdict)
    console.log(options.json ? json : verdictText(attempt, verdict, options.language))
  })
  const take = (findings: readonly Finding[], heard?: Attempt) => {
    for (const finding of findings) {
      if (finding.type === 'incident') incidents.set(finding.incident.id, finding.incident)
      else {
        const { verdict } = finding
        const attempt = verdicts.get(verdict.attempt)?.attempt ?? heard
        if (attempt?.id !== verdict.attempt) continue
        verdicts.set(attempt.id, { attempt, json: JSON.stringify({ type: 'verdict', ...verdict }) })
      }
    }
  }
  const bar = new ProgressBar()
  const events = await openEvents(eventsFile)
  const { batches, progress, failure } = await openAttempts(file, options)
  for await (const { attempts, faults } of batches) {
    for (const fault of faults) tell(file, fault, summary)
    for (const attempt of attempts) {
      // Nearly always nothing has to be waited for.
      const due = events.until(attempt.at)
      for (const event of due instanceof Promise ? await due : due) engine.record(event)
      summary.addAttempt(attempt)
      take(engine.observe(attempt), attempt)
    }
    bar.show(progress(), summary.attempts)
  }
  bar.clear()
  const cut = failure()
  if (cut !== undefined) tell(file, { reason: cut }, summary)
  if (summary.attempts === 0 && summary.faultCount === 0) console.error(`fiftyfive: ${file}: no attempt is in it`)
  take(engine.settle(summary.until + AFTER_THE_LOG_MS))
  verdicts.end()
  incidents.end()
}

/** A verdict that may still be replaced. As text it takes two fifths of the memory. */
interface Waiting {
  readonly attempt: Attempt
  readonly json: string
}

/** The last cards of a log had time to be tried again; what was wrong when it ended still is. */
const AFTER_THE_LOG_MS = 3_600_000

/** Refusals whose verdict may still be replaced: as many as the engine revises. Likewise incidents. */
const REVISED_MAX = 20_000
const INCIDENTS_MAX = 5_000

/** For people: without what was let alone, and what turned out to be part of another. */
const isFound = ({ state, ended }: Incident): boolean => state !== 'dismissed' && ended?.why !== 'merged'

/** Faults told one by one on standard error; a broken file has millions. */
const TOLD_MAX = 100

function tell(file: string, fault: ImportFault, summary: Summary): void {
  summary.addFault(fault)
  const { line, column, reason } = fault
  const place = [line === undefined ? '' : `, line ${line}`, column === undefined ? '' : `, column ${column}`].join('')
  if (line === undefined || summary.faultCount <= TOLD_MAX) console.error(`fiftyfive: ${file}${place}: ${reason}`)
  else if (summary.faultCount === TOLD_MAX + 1)
    console.error(`fiftyfive: ${file}: further faults are counted, not told`)
}
