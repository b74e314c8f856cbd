import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { backUp, restore, SealBroken } from '@fiftyfive/store/backup'
import { HostsAtWork, rebuildSharedDocuments, verifySharedJournal } from '@fiftyfive/store/postgres'
import { type JournalReport, rebuildDocuments, type Rebuilt, verifyJournal } from '@fiftyfive/store/sqlite'
import { type Command, Option } from 'commander'
import { databaseOption, dataOption, hostDirectory, jsonOption } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

const PASSPHRASE_LENGTH_MIN = 12

const passphraseOption = () =>
  new Option('--passphrase-file <file>', 'its first line seals the backup; or set FIFTYFIVE_BACKUP_PASSPHRASE')

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('Seal the data folder into a new file, while the host goes on working.')
    .argument('<directory>', 'where the backup goes')
    .addOption(dataOption())
    .addOption(passphraseOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nA shared PostgreSQL has its own backups (docs/how-to/run-in-production.md).')
    .action(async (directory: string, options: { data: string; passphraseFile?: string; json?: true }) => {
      if (!existsSync(options.data)) throw new CommandFailure(`there is no folder '${options.data}'.`)
      const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
      const file = join(directory, `fiftyfive-${stamp}.backup`)
      const paths = await backUp(options.data, file, passphrase(options.passphraseFile))
      console.log(
        options.json ? JSON.stringify({ file, files: paths.length }) : `Sealed ${paths.length} files: ${file}`,
      )
    })
}

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('Open a backup into a data folder that does not exist yet, and verify its journals.')
    .argument('<file>', 'the backup')
    .addOption(dataOption())
    .addOption(passphraseOption())
    .addOption(jsonOption())
    .action(async (file: string, options: { data: string; passphraseFile?: string; json?: true }) => {
      if (existsSync(options.data)) throw new CommandFailure(`'${options.data}' exists; restore into a new folder.`)
      const paths = await restore(file, options.data, passphrase(options.passphraseFile)).catch(explain)
      report(await journalsOf(options.data), options.json)
      if (!options.json) console.log(`Restored ${paths.length} files into '${options.data}'.`)
    })
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Check the hash chain of every journal, and name the entry that somebody changed.')
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExit codes: 0 every chain is whole; 1 one is broken.')
    .action(async ({ data, databaseUrl, json }: { data: string; databaseUrl?: string; json?: true }) => {
      const reports = existsSync(data) ? await journalsOf(data) : []
      if (databaseUrl) reports.push({ journal: 'PostgreSQL', ...(await verifySharedJournal(databaseUrl)) })
      if (reports.length === 0) throw new CommandFailure(`there is no journal in '${data}'.`)
      report(reports, json)
    })
}

export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description(
      'Compare what the host remembers with what its journal comes to; with --write, make it anew from there.',
    )
    .option('--write', 'put right what differs')
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nHosts must be stopped. Exit codes: 0 all agrees or was put right; 1 something differs.')
    .action(async ({ data, databaseUrl, write, json }: RebuildOptions) => {
      const rebuilt = await rebuild(data, databaseUrl, write === true)
      const { entries, rows, different } = rebuilt
      console.log(json ? JSON.stringify(rebuilt) : `${entries} journal entries, ${rows} rows, ${different} different.`)
      if (different > 0 && !write) process.exitCode = EXIT.failed
    })
}

interface RebuildOptions {
  readonly data: string
  readonly databaseUrl?: string
  readonly write?: true
  readonly json?: true
}

async function rebuild(data: string, databaseUrl: string | undefined, write: boolean): Promise<Rebuilt> {
  if (databaseUrl) {
    return rebuildSharedDocuments(databaseUrl, write).catch((failure: Error) => {
      throw failure instanceof HostsAtWork ? new CommandFailure(`${failure.message}.`) : failure
    })
  }
  const path = join(hostDirectory(data), 'host.db')
  if (!existsSync(path)) throw new CommandFailure(`there is no '${path}'.`)
  return rebuildDocuments(path, write)
}

interface NamedReport extends JournalReport {
  readonly journal: string
}

async function journalsOf(data: string): Promise<NamedReport[]> {
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ['host.db', 'accounts.db', 'issuer.db'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const reports: NamedReport[] = []
  for (const file of files) reports.push({ journal: relative(data, file), ...(await verifyJournal(file)) })
  return reports
}

function report(reports: readonly NamedReport[], json: true | undefined): void {
  for (const found of reports) {
    if (json) console.log(JSON.stringify(found))
    else console.log(`${found.journal}: ${found.entries} entries, ${sentence(found.broken)}`)
    if (found.broken) process.exitCode = EXIT.failed
  }
}

function sentence(broken: JournalReport['broken']): string {
  if (!broken) return 'every link holds'
  return 'sequence' in broken
    ? `BROKEN: entry ${broken.sequence} was changed, or one before it inserted or taken away`
    : `BROKEN: the end of ${broken.day} is missing`
}

function passphrase(file: string | undefined): string {
  const given = file ? readFileSync(file, 'utf8').split('\n', 1)[0] : process.env['FIFTYFIVE_BACKUP_PASSPHRASE']
  if (!given || given.length < PASSPHRASE_LENGTH_MIN)
    throw new CommandFailure(
      `a passphrase of ${PASSPHRASE_LENGTH_MIN} characters or more is needed: --passphrase-file or FIFTYFIVE_BACKUP_PASSPHRASE.`,
      EXIT.usage,
    )
  return given
}

function explain(failure: Error): never {
  throw failure instanceof SealBroken ? new CommandFailure(`the backup does not open: ${failure.message}.`) : failure
}
