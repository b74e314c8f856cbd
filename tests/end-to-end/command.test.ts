import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { dataFolder, runCommand } from './support/stack.ts'

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))
const SIGN_ON =
  '003C600003000060310031130508000020000000C00012000001543030303030303138393833313031353431313030303100110000000100300003303120'

/** Runs a command with something on its standard input. */
const pipe = (input: string, ...args: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { input, encoding: 'utf8' })

it('encode undoes decode, in a pipe', () => {
  const decoded = pipe(SIGN_ON, 'decode', '--json', '--clear')
  expect(decoded.status).toBe(0)
  expect(JSON.parse(decoded.stdout)).toMatchObject({ dialect: 'unionpay-pos', framing: 'unionpay-terminal' })
  const encoded = pipe(decoded.stdout, 'encode')
  expect(encoded.stdout.trim()).toBe(SIGN_ON)
})

it.each(['jpos/unionpay.xml', 'moov/unionpay.json'])('decode and encode take the dialect of %s', (file) => {
  const dialect = fileURLToPath(new URL(`../../bench/peers/${file}`, import.meta.url))
  const decoded = pipe(SIGN_ON, 'decode', '--json', '--clear', '--dialect', dialect, '-')
  expect(JSON.parse(decoded.stdout)).toMatchObject({
    dialect: 'unionpay',
    message: { 41: 'T0000001', 60: '00000001003' },
  })
  expect(pipe(decoded.stdout, 'encode', '--dialect', dialect).stdout.trim()).toBe(SIGN_ON)
})

it('decode and encode take a dialect written in TypeScript, and say what is wrong with it', () => {
  const folder = dataFolder()
  const file = `${folder.path}/own.ts`
  const own = (content: string) => `import type { DialectSpec } from '@fiftyfive/iso8583'
    export default { id: 'own', name: { en: 'Own', 'zh-CN': '自有' }, messageType: 'ascii', bitmap: 'hex', fieldsMax: 64,
      fields: { 11: { content: '${content}', encoding: 'ascii', length: 6 } } } satisfies DialectSpec`
  writeFileSync(file, own('n'))
  const encoded = pipe('{"mti":"0800","11":"000017"}', 'encode', '--dialect', file)
  expect(Buffer.from(encoded.stdout.trim(), 'hex').toString()).toBe('08000020000000000000000017')
  expect(pipe(encoded.stdout, 'decode', '--dialect', file, '--json').stdout).toContain('"11":"000017"')
  writeFileSync(file, own('digits'))
  expect(pipe(encoded.stdout, 'decode', '--dialect', file)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('fields.11.content: expected one of n, a, an'),
  })
  folder.remove()
})

it('encode gives the very bytes back, whatever the order of the chip tags', () => {
  const message = '{"mti":"0200","55":"9F3602000195050000000000","60":{"type":"22","batch":"000001"}}'
  const bytes = pipe(message, 'encode', '--output', 'hex').stdout.trim()
  const decoded = pipe(bytes, 'decode', '--json', '--clear', '--dialect', 'unionpay-pos', '--framing', 'none')
  expect(decoded.stderr).toBe('')
  expect(pipe(decoded.stdout, 'encode').stdout.trim()).toBe(bytes)
})

it('decode masks unless it is asked not to, and explains in both languages', () => {
  const sale = pipe(
    '{"mti":"0200","2":"6225880202614037194","3":"000000","4":"000000001280","11":"000001","41":"T0000001","42":"898310154110001","49":"156","60":{"type":"22","batch":"000001"}}',
    'encode',
    '--framing',
    'unionpay-terminal',
  ).stdout
  const masked = pipe(sale, 'decode', '--language', 'zh-CN').stdout
  expect(masked).toContain('622588*********7194')
  expect(masked).toContain('主账号')
  expect(masked + pipe(sale, 'decode', '--json').stdout).not.toContain('6225880202614037194')
  expect(pipe(sale, 'decode', '--json', '--clear').stdout).toContain('6225880202614037194')
})

it('encode says which line and element is wrong', () => {
  const refused = pipe('{"mti":"0800","11":"12345678"}', 'encode')
  expect(refused.status).toBe(1)
  expect(refused.stderr).toMatch(/line 1: .*11/)
  expect(pipe('no json', 'encode').status).toBe(2)
})

it('vectors pass, and a wrong one fails the run', async () => {
  const file = fileURLToPath(new URL('../../packages/security/vectors/crypto.json', import.meta.url))
  expect(await runCommand('vectors', file)).toMatchObject({ code: 0, out: expect.stringContaining(' 0 failed') })
  expect((await runCommand('vectors', 'package.json')).code).toBe(2)
})

it('diagnose says why, from a log, and names the lines it could not read', () => {
  const attempt = {
    terminal: 'T0000001',
    merchant: 'M1',
    card: 'c1',
    range: '622588',
    entryMode: 'chip',
    pinPresent: true,
    forwarded: true,
    issuerCode: '55',
  }
  const lines = [
    { ...attempt, id: 'a1', at: 1_000, code: '55' },
    { ...attempt, id: 'a2', at: 20_000, code: '00', issuerCode: '00' },
    { id: 'broken' },
    { ...attempt, id: 'a4', at: 30_000, code: '55', mac: 'bad', pinBlock: { shape: 'odd' }, cvmResults: '4203' },
    {
      ...attempt,
      id: 'a3',
      at: 900_000,
      card: 'c2',
      code: '99',
      forwarded: false,
      keyCheck: 'other',
      pinBlock: { shape: 'bad-control' },
    },
  ]
  const { status, stdout, stderr } = pipe(
    lines.map((line) => JSON.stringify(line)).join('\n'),
    'diagnose',
    '-',
    '--json',
  )
  const verdicts = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { attempt: string; cause: string })
  expect(verdicts.map(({ attempt: id, cause }) => [id, cause])).toEqual([
    ['a1', 'slip'],
    ['a3', 'wrong-terminal-key'],
  ])
  expect(stderr).toContain('line 3')
  expect(stderr).toMatch(/line 4: mac: .*; pinBlock: shape: .*; cvmResults: /)
  expect(status).toBe(1)
})

it('localize names the element that deviates, and never reads the truth', () => {
  const data = dataFolder()
  const rows = ['a1', 'a2', 'a3'].flatMap((a) =>
    ['b1', 'b2', 'b3'].map((b) => `${a},${b},1000,${a === 'a2' ? 400 : 20},1000,20`),
  )
  writeFileSync(`${data.path}/case.csv`, `a,b,n,k,en,ek\n${rows.join('\n')}\n`)
  writeFileSync(`${data.path}/truth.csv`, 'no table at all')
  const answered = pipe('', 'localize', data.path, '--json')
  expect(answered.status).toBe(0)
  expect(JSON.parse(answered.stdout)).toMatchObject([{ case: 'case', causes: ['a=a2'] }])
  data.remove()
})
