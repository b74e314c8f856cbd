import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { dataFolder, runCommand, startCommand } from './support/stack.ts'

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

it('hsm serves host commands and its audit log verifies offline', async () => {
  const data = dataFolder()
  const hsm = await startCommand<{ hsmPort: number }>(data, 'hsm', '--port', '0')
  const { connect } = await import('node:net')
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(hsm.ports.hsmPort, '127.0.0.1', () => socket.write(Buffer.from('\x00\x060001NC', 'latin1')))
    socket.on('data', (chunk) => {
      resolve(chunk.toString('latin1'))
      socket.end()
    })
  })
  expect(answer.slice(2)).toMatch(/^0001ND00[0-9A-F]{16}/)
  await hsm.stop()
  expect(await runCommand('hsm', 'audit', `${data.path}/hsm/audit.log`)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Intact'),
  })
  data.remove()
})

it('a key ceremony takes the components of two custodians, and nothing less', async () => {
  const data = dataFolder()
  const component = () =>
    JSON.parse(pipe('', 'hsm', 'component', '--json').stdout) as { hex: string; checkValue: string }
  const [first, second] = [component(), component()]
  const ceremony = (...lines: string[]) =>
    pipe(`${lines.join('\n')}\n`, 'hsm', 'ceremony', '--custodian', 'Anna', 'Bert', '--data', data.path, '--json')
  const formed = ceremony(first.hex, first.checkValue, second.hex, second.checkValue)
  expect(formed.status).toBe(0)
  expect(JSON.parse(formed.stdout)).toMatchObject({
    key: expect.stringMatching(/^D/),
    checkValue: expect.stringMatching(/^[0-9A-F]{6}$/),
  })
  expect(formed.stdout + formed.stderr).not.toContain(first.hex)
  const mistyped = ceremony(first.hex, '000000', first.hex, '000000', first.hex, '000000')
  expect(mistyped).toMatchObject({ status: 1, stdout: '' })
  expect(pipe('', 'hsm', 'ceremony', '--custodian', 'Anna', '--data', data.path).status).toBe(2)
  data.remove()
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
  expect(stderr).toMatch(/line 4: mac: .*; pinBlock\.shape: .*; cvmResults: /)
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
