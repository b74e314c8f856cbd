import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Attempt } from '@fiftyfive/diagnosis'
import { expect, test } from 'vitest'
import { adtributor, explain } from './adtributor.ts'
import { command, readAnswers } from './command.ts'
import { fiftyfive } from './fiftyfive.ts'
import { learnTable, responseCode } from './response-code.ts'
import { fixedThreshold, threeSigma } from './thresholds.ts'

const attempt = (index: number, code: string, terminal = 'T1', interval_ms = 60_000): Attempt => ({
  id: `a${index}`,
  at: index * interval_ms,
  terminal,
  merchant: 'M1',
  card: `card-${index}`,
  range: `6225${index % 7}`,
  entryMode: 'chip',
  pinPresent: true,
  code,
  forwarded: true,
})

function fileOf(attempts: readonly Attempt[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'fiftyfive-bench-')), 'attempts.ndjson')
  writeFileSync(file, attempts.map((each) => `${JSON.stringify(each)}\n`).join(''))
  return file
}

/** A healthy terminal beside one that refuses everything from the 300th attempt on. */
const broken = Array.from({ length: 400 }, (_, index) =>
  index % 2 === 0 ? attempt(index, '00', 'T2') : attempt(index, index >= 300 ? '55' : '00', 'T1'),
)

test('thresholds and the watch name the broken terminal, and not the healthy one', async () => {
  const file = fileOf(broken)
  for (const entrant of [fixedThreshold(), threeSigma(0.02), fiftyfive()]) {
    const { incidents } = await entrant.answer(file)
    const scopes = new Set(incidents.flatMap(({ scope }) => scope))
    const terminals = [...scopes].filter((element) => element.startsWith('terminal='))
    expect([entrant.name, ...terminals]).toEqual([entrant.name, 'terminal=T1'])
  }
})

test('ours gives a verdict for every refusal', async () => {
  const { verdicts } = await fiftyfive().answer(fileOf(broken))
  expect(new Set(verdicts.map((verdict) => verdict.attempt)).size).toBe(50)
})

test('the response code table is what was counted in training', async () => {
  const attempts = [attempt(1, '55'), attempt(2, '55'), attempt(3, '55'), attempt(4, '98')]
  const causes = ['slip', 'slip', 'forgotten', 'network']
  const attemptTruths = attempts.map(
    ({ id }, index) => ({ kind: 'attempt', id, cause: causes[index] as string, owner: 'cardholder' }) as const,
  )
  const table = learnTable([{ name: 'training', terminals: 1, days: 1, attempts, attemptTruths, faults: [] }])
  const { verdicts } = await responseCode(table).answer(fileOf([attempt(5, '55'), attempt(6, '91')]))
  expect(verdicts.map(({ cause }) => cause)).toEqual(['slip', 'unknown'])
  expect(verdicts[0]?.ranking[1]?.probability).toBeCloseTo(1 / 3)
})

test('Adtributor names the element that explains the change, at the end of the hour', async () => {
  const real = new Map([
    ['link=a', 60],
    ['link=b', 10],
    ['model=x', 36],
    ['model=y', 34],
  ])
  const forecast = new Map([
    ['link=a', 10],
    ['link=b', 10],
    ['model=x', 10],
    ['model=y', 10],
  ])
  expect(explain(real, forecast, 70, 20)).toEqual(['link=a'])
  const hours = Array.from({ length: 3_600 }, (_, index) =>
    attempt(index, index % 60 === 0 || index >= 3_540 ? '55' : '00', index >= 3_540 ? 'T1' : `T${index % 5}`),
  )
  const { incidents } = await adtributor().answer(fileOf([...hours, attempt(3_601, '00')]))
  expect(incidents.map(({ at }) => at)).toEqual([3_600 * 60_000])
})

test('a command enters with the JSON lines that it prints', async () => {
  const verdict = { attempt: 'a1', cause: 'slip', ranking: [] }
  const printing = command(`sh -c 'test -f "$0" && echo '"'"'${JSON.stringify(verdict)}'"'"`)
  expect((await printing.answer(fileOf(broken))).verdicts).toEqual([verdict])
  await expect(command('false').answer('nowhere')).rejects.toThrow('exit code 1')
})

test.each([
  ['{"other":1}', 'neither a verdict'],
  ['{"incident":"i1","scope":[],"cause":"unknown"}', 'neither a verdict'],
  ['{"attempt":"a1","cause":"deadkey","ranking":[]}', "no cause 'deadkey'"],
  ['{"attempt":"a1","cause":"unknown","ranking":[{"cause":"slip","probability":1.2}]}', 'add up to 1.2'],
  ['{"incident":"i1","at":1,"scope":["till=T1"],"cause":"unknown"}', "'till=T1' is no element"],
])('a line that cannot be judged ends the run: %s', async (line, message) => {
  await expect(readAnswers([line])).rejects.toThrow(message)
})
