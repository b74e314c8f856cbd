import { readFileSync, writeFileSync } from 'node:fs'
import { CAUSES, learn, type LearntModel, MODEL, type Model, readLearntModel, withLearnt } from '@fiftyfive/diagnosis'
import { apiClient, type Confirmation } from '@fiftyfive/host'
import { type Command, Option } from 'commander'
import { jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

const TOKEN = 'FIFTYFIVE_TOKEN'
const CHANGES_SHOWN = 20

export function addModel(program: Command): void {
  const model = program
    .command('model')
    .description('What the diagnosis expects, and how it learns from confirmed causes.')
  model
    .command('confirmations')
    .description(`Print the true causes that engineers confirmed on a host, as JSON. Token in ${TOKEN}.`)
    .option('--origin <url>', 'where the host is', 'http://localhost:5555')
    .action(async ({ origin }: { origin: string }) => {
      console.log(JSON.stringify(await confirmationsOf(origin), null, 2))
    })
  model
    .command('learn')
    .description('Make a new version of the model from confirmed causes: a file to be reviewed like code.')
    .argument('<confirmations>', 'JSON as `fiftyfive model confirmations` prints it')
    .requiredOption('--out <file>', 'the model file')
    .addOption(jsonOption())
    .action((file: string, { out, json }: { out: string; json?: true }) => {
      const confirmed = readConfirmations(file)
      const learnt = learn(MODEL, confirmed)
      writeFileSync(out, `${JSON.stringify(learnt.model, null, 2)}\n`)
      if (json)
        console.log(JSON.stringify({ version: learnt.model.version, right: learnt.right, changes: learnt.changes }))
      else console.log(report(learnt, out))
    })
}

async function confirmationsOf(origin: string): Promise<readonly Confirmation[]> {
  const token = process.env[TOKEN]
  if (token === undefined)
    throw new CommandFailure(`Put a token with the permission incidents.read into ${TOKEN}.`, EXIT.usage)
  const client = apiClient({ origin, token })
  const all: Confirmation[] = []
  let before: string | undefined
  do {
    const page = await client.call('listConfirmations', { query: { limit: 200, before } })
    all.push(...page.items)
    before = page.next
  } while (before !== undefined)
  return all
}

function readConfirmations(file: string) {
  const value = readJson(file)
  if (!Array.isArray(value)) throw new CommandFailure(`${file}: a list of confirmations is expected`, EXIT.usage)
  return (value as Confirmation[]).map(({ subject, cause, verdict }, index) => {
    if ((cause !== 'other' && !Object.hasOwn(CAUSES, cause)) || !Array.isArray(verdict?.evidence))
      throw new CommandFailure(`${file}: item ${index + 1} is no confirmation of a known cause`, EXIT.usage)
    return { subject, cause, evidence: verdict.evidence }
  })
}

export const modelOption = (): Option =>
  new Option('--model <file>', 'a reviewed model file, as `fiftyfive model learn` or the console writes it')

/** The model of a host: the built-in one, or that with a reviewed file of what was learnt laid over it. */
export function modelFrom(file: string | undefined): Model {
  if (file === undefined) return MODEL
  const read = readLearntModel(readJson(file), MODEL)
  if (!read.ok) throw new CommandFailure(`${file}: ${read.error}`, EXIT.usage)
  return withLearnt(MODEL, read.value)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (failure) {
    throw new CommandFailure(`${file}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}

function report(
  { model, changes, right }: { model: LearntModel } & Pick<ReturnType<typeof learn>, 'changes' | 'right'>,
  out: string,
): string {
  const lines = changes
    .slice(0, CHANGES_SHOWN)
    .map(
      ({ feature, outcome, cause, before, after }) =>
        `  P(${feature}=${outcome} | ${cause})  ${before.toFixed(4)} -> ${after.toFixed(4)}`,
    )
  return [
    `${model.version} from ${model.confirmations} confirmations, written to ${out}.`,
    `Right on confirmed refusals, by evidence alone: ${right.before} of ${right.of} before, ${right.after} after (five-fold).`,
    ...(lines.length > 0 ? ['Largest changes:', ...lines] : ['Nothing changes.']),
    'Review the file, then run the host with --model.',
  ].join('\n')
}
