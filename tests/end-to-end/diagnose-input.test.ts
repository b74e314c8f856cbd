import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expectOk, toHex } from '@fiftyfive/kernel'
import { unionpayPos } from '@fiftyfive/iso8583'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, expect, it } from 'vitest'
import { dataFolder } from './support/stack.ts'

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))
const diagnose = (...args: string[]) => {
  const flags = ['--disable-warning=ExperimentalWarning', main, 'diagnose', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' })
  return { status, stdout, stderr }
}
const causes = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { attempt: string; cause: string })
    .map(({ attempt, cause }) => [attempt, cause])

const data = dataFolder()
afterAll(() => data.remove())
const PAN = '6225880202614037'
const HEADER = ['时间', '终端号', '商户号', '卡号', 'DE22', 'RC', '流水号', '金额']
// Newest first, as exports often are: a slip of the finger that the next entry mended.
const ROWS = [
  ['2026-11-20 10:00:20', 'T0000001', 'M1', PAN, '051', '0', '000002', '12.80'],
  ['2026-11-20 10:00:00', 'T0000001', 'M1', PAN, '051', '55', '000001', '12.80'],
]
const SLIP = [['T0000001-000001', 'slip']]

it('reads a packed CSV file by its column names, says which row it cannot read, and never shows a card number', () => {
  const broken = ['soon', 'T0000001', 'M1', PAN, '051', '55', '000003', '1.00']
  const csv = [HEADER, ...ROWS, broken, ['too', 'short']].map((cells) => cells.join(';')).join('\r\n')
  const file = `${data.path}/export.csv.gz`
  writeFileSync(file, gzipSync(csv))
  const { status, stdout, stderr } = diagnose(file, '--json', '--html', `${data.path}/report.html`)
  expect(causes(stdout)).toEqual(SLIP)
  expect(status).toBe(1)
  expect(stderr).toContain('line 4, column 时间: a time is expected')
  expect(stderr).toContain('line 5: 8 cells are expected, 2 were found')
  const report = readFileSync(`${data.path}/report.html`, 'utf8')
  expect(report).toContain('Slip of the finger')
  expect(report).not.toMatch(/<script|https?:/)
  expect(stdout + stderr + report).not.toContain(PAN)
})

it('shows the guessed mapping as JSON, and takes it back when somebody has mended it', () => {
  const file = `${data.path}/odd.csv`
  const compact = (cells: string[]) => cells.with(0, (cells[0] as string).replaceAll(/\D/g, ''))
  const csv = [HEADER.with(0, 'moment'), ...ROWS.map(compact)].map((cells) => cells.join(',')).join('\n')
  writeFileSync(file, csv)
  const refused = diagnose(file, '--json')
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('no column for: at')
  const shown = diagnose(file, '--show-mapping')
  const mapping = JSON.parse(shown.stdout) as { columns: Record<string, string> }
  expect(mapping.columns).toMatchObject({ code: 'RC', card: '卡号' })
  mapping.columns['at'] = 'moment'
  writeFileSync(`${data.path}/mapping.json`, JSON.stringify(mapping))
  const { stdout, status } = diagnose(file, '--json', '--mapping', `${data.path}/mapping.json`)
  expect([causes(stdout), status]).toEqual([SLIP, 0])
})

it('tells from all of a file which comes first, day or month, and takes the newest first as well', () => {
  const day = (cells: string[], date: string) => cells.with(0, `${date}/11/2026 ${cells[0]?.slice(11)}`)
  const others = Array.from({ length: 9 }, (_, index) =>
    day(ROWS[0] as string[], `0${9 - index}`).with(6, String(index)),
  )
  const file = `${data.path}/european.csv`
  // With the title that an export may have above its columns, and the sum below.
  const title = [['Transaction report; page 1'], ['printed on', '12/11/2026'], []]
  const table = [...title, HEADER, ...ROWS.map((cells) => day(cells, '10')), ...others]
  const csv = [...table, ['Total', '140.80']].map((cells) => cells.join(','))
  writeFileSync(file, csv.join('\n'))
  const { stdout, stderr, status } = diagnose(file, '--json')
  expect(stderr).toContain('dates begin with the day')
  expect([stderr.match(/: \d+ cells are expected/g)?.length, status]).toEqual([1, 1])
  expect(causes(stdout)).toEqual(SLIP)
})

it('reads JSON lines of others by the names of their members, and action codes of ISO 8583:1993', () => {
  const lines = ROWS.map(([time, tid, mid, pan, entry, code, stan]) =>
    JSON.stringify({
      '@timestamp': `${time}Z`,
      log: { tid, mid, pan, posEntryMode: entry, stan },
      respCode: code === '55' ? '117' : '000',
    }),
  )
  const pairs = ROWS.map(
    ([time, tid, mid, pan, entry, code, stan]) =>
      `${time}Z INFO sale tid=${tid} mid=${mid} pan="${pan}" entry=${entry} stan=${stan} rc=${code}`,
  )
  for (const [name, text] of [
    ['switch.log', pairs.join('\n')],
    ['lines.jsonl', lines.join('\n')],
    ['array.json', `[\n${lines.join(',\n')}\n]\n`],
  ] as const) {
    writeFileSync(`${data.path}/${name}`, text)
    const { stdout, stderr, status } = diagnose(`${data.path}/${name}`, '--json')
    expect([causes(stdout), status]).toEqual([SLIP, 0])
    expect(stdout + stderr).not.toContain(PAN)
  }
})

it('says nothing of terminals where the log does not know them', () => {
  const header = ['time', 'pan', 'rc']
  const rows = Array.from({ length: 400 }, (_, index) => [
    new Date(Date.UTC(2026, 10, 20, 10) + index * 60_000).toISOString(),
    `${index % 2 === 0 ? '622111' : '622588'}02${String(index).padStart(8, '0')}`,
    index < 300 || index % 2 === 0 ? '00' : '99',
  ])
  const file = `${data.path}/bare.csv`
  writeFileSync(file, [header, ...rows].map((cells) => cells.join(',')).join('\n'))
  const found = diagnose(file, '--json')
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { scope?: string[] })
  const scopes = found.flatMap(({ scope }) => scope ?? [])
  expect(scopes).toContain('range=622588')
  for (const element of scopes) expect(element).not.toMatch(/=(&|$)/)
})

it('reads Parquet', () => {
  const columnData = HEADER.map((name, index) => ({ name, data: ROWS.map((cells) => cells[index] as string) }))
  const file = `${data.path}/export.parquet`
  writeFileSync(file, new Uint8Array(parquetWriteBuffer({ columnData })))
  const { stdout, status } = diagnose(file, '--json')
  expect([causes(stdout), status]).toEqual([SLIP, 0])
})

const message = (trace: string, time: string, code?: string) => ({
  mti: code === undefined ? '0200' : '0210',
  ...(code === undefined ? { 2: PAN, 22: { panEntry: '05', pinEntry: '1' } } : { 39: code }),
  3: '000000',
  4: '000000001280',
  11: trace,
  12: time,
  13: '1120',
  41: 'T0000001',
  42: '898310154110001',
  49: '156',
})
const MESSAGES = [
  message('000001', '100000'),
  message('000001', '100001', '55'),
  message('000002', '100020'),
  message('000002', '100021', '00'),
]

it('reads raw messages in hex', () => {
  const hex = MESSAGES.map((each) => toHex(expectOk(unionpayPos.encode(each as never), 'a message').slice()))
  const file = `${data.path}/dump.txt`
  writeFileSync(file, hex.join('\n\n'))
  const { stdout, status } = diagnose(file, '--json', '--dialect', 'unionpay-pos', '--framing', 'none')
  expect([causes(stdout), status]).toEqual([SLIP, 0])
})

it('reads a log of jPOS by the times of its entries', () => {
  const entry = ({ mti, ...fields }: Record<string, unknown>, second: number) => {
    const text = { ...fields, ...(fields['22'] === undefined ? {} : { 22: '051' }) } as Record<string, string>
    const lines = Object.entries(text).map(([id, value]) => `<field id="${id}" value="${value}"/>`)
    const at = `2026-11-20T10:00:${String(second).padStart(2, '0')}.000`
    return `<log realm="channel" at="${at}"><isomsg><field id="0" value="${String(mti)}"/>${lines.join('')}</isomsg></log>`
  }
  const file = `${data.path}/q2.log`
  writeFileSync(file, MESSAGES.map((each, index) => entry(each, [0, 1, 20, 21][index] as number)).join('\n'))
  const { stdout, status } = diagnose(file, '--json')
  expect([causes(stdout), status]).toEqual([SLIP, 0])
})

it('says of a file that nobody can read that it cannot', () => {
  const file = `${data.path}/noise.bin`
  writeFileSync(
    file,
    Uint8Array.from({ length: 500 }, (_, index) => (index * 97 + 13) % 256),
  )
  expect(diagnose(file, '--json')).toMatchObject({ status: 2, stdout: '' })
  expect(diagnose(`${data.path}/absent.csv`)).toMatchObject({ status: 2 })
  const packed = gzipSync([HEADER, ...ROWS, ...Array.from({ length: 20_000 }, (_, i) => ['x', i])].join('\n'))
  writeFileSync(`${data.path}/cut.csv.gz`, packed.subarray(0, packed.length - 30_000))
  const cut = diagnose(`${data.path}/cut.csv.gz`, '--json')
  expect(causes(cut.stdout)).toEqual(SLIP)
  expect(cut).toMatchObject({ status: 1, stderr: expect.stringContaining('unexpected end of file') as string })
  writeFileSync(`${data.path}/stub.csv.gz`, packed.subarray(0, 20))
  expect(diagnose(`${data.path}/stub.csv.gz`)).toMatchObject({ status: 2 })
})
