import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { destroyCardKeys, KEEP_DAYS_MIN, oldCardKeys, retentionReport } from '@fiftyfive/host'
import { openCardVault } from '@fiftyfive/store/card-vault'
import { openSharedStore } from '@fiftyfive/store/postgres'
import { openAcquirerDatabase, openOwnStore, type OwnStore } from '@fiftyfive/store/sqlite'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { databaseOption, dataOption, hostDirectory, jsonOption, openHostModule } from '../environment.ts'
import { CommandFailure, EXIT } from '../exit.ts'

export const keepCardDaysOption = (): Option =>
  new Option('--keep-card-days <days>', `make card numbers unreadable after so many days, ${KEEP_DAYS_MIN} or more`)
    .env('FIFTYFIVE_KEEP_CARD_DAYS')
    .argParser(parseDays)

interface RetentionOptions {
  readonly data: string
  readonly databaseUrl?: string
  readonly keepCardDays?: number
  readonly write?: true
  readonly json?: true
}

export function addRetention(program: Command): void {
  program
    .command('retention')
    .description(
      'Tell which days’ card numbers can still be read; with --write, destroy the keys of those that are old.',
    )
    .addOption(keepCardDaysOption())
    .option('--write', 'destroy them; the host must be stopped (it does the same by itself while it runs)')
    .addOption(dataOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExit codes: 0 done; 1 a key is there that the journal says was destroyed, or the host is running.',
    )
    .action(retention)
}

async function retention(options: RetentionOptions): Promise<void> {
  const { data, databaseUrl, keepCardDays, write, json } = options
  if (write && keepCardDays === undefined) throw new CommandFailure('--write needs --keep-card-days.', EXIT.usage)
  const securityModule = write ? await openHostModule(data) : undefined
  const opened = await openStore(data, databaseUrl)
  const { store, cardKeys } = opened
  try {
    const clock = { now: () => Date.now() }
    const old = keepCardDays === undefined ? [] : await oldCardKeys({ clock, store, cardKeys }, keepCardDays)
    if (securityModule && keepCardDays !== undefined) {
      const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) }
      const vault = openCardVault(join(hostDirectory(data), 'card-vault.key'), clock)
      await destroyCardKeys({ clock, random, securityModule, store, cardKeys, vault }, keepCardDays)
    }
    const report = { ...(await retentionReport(cardKeys)), old: old.map(({ day }) => day) }
    if (report.contradicting.length > 0) process.exitCode = EXIT.failed
    console.log(json ? JSON.stringify(report) : sentences(report, write === true))
  } finally {
    await opened.close()
    await securityModule?.close()
  }
}

function sentences(report: Awaited<ReturnType<typeof retentionReport>> & { old: readonly string[] }, write: boolean) {
  const lines = [
    `Readable: card numbers of ${daysIn(report.kept)}.`,
    `Destroyed: the keys of ${daysIn(report.destroyed)}; the journal holds a record of each.`,
  ]
  if (!write && report.old.length > 0) lines.push(`Old: ${daysIn(report.old)}; --write destroys their keys.`)
  if (report.contradicting.length > 0)
    lines.push(`CONTRADICTION: the journal says that the keys of ${report.contradicting.join(', ')} were destroyed.`)
  return lines.join('\n')
}

const daysIn = (days: readonly string[]): string =>
  days.length === 0
    ? 'no day'
    : days.length === 1
      ? String(days[0])
      : `${days.length} days, ${days[0]} to ${days.at(-1)}`

type Opened = Pick<OwnStore, 'store' | 'cardKeys'> & { close(): Promise<void> }

async function openStore(data: string, databaseUrl: string | undefined): Promise<Opened> {
  if (databaseUrl) return openSharedStore(databaseUrl)
  const path = join(hostDirectory(data), 'host.db')
  if (!existsSync(path)) throw new CommandFailure(`there is no '${path}'.`)
  const database = openAcquirerDatabase(path)
  const { store, cardKeys } = openOwnStore(database)
  return { store, cardKeys, close: () => database.close() }
}

function parseDays(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < KEEP_DAYS_MIN)
    throw new InvalidArgumentError(`${KEEP_DAYS_MIN} days or more: refunds and completions need the number till then`)
  return days
}
