import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { PEERS } from './peers.ts'

export type Fields = Record<string, unknown>

/** What this test uses of ut-codec-payshield. */
export interface Codec {
  encode(fields: Fields, meta: { method: string; mtid: string }, context: { trace: number }): Buffer
  decode(frame: Buffer, meta: object, context: object): Fields | (Error & { readonly type?: string })
}

type Print = (line: string) => void

/** Version 8.0.0, as bench/peers/ut-codec-payshield/package.json has it too. */
const COMMIT = '4063d5b8a0773616a090aa3a5e13b435b93fb2f1'

/** Tables under the master key and PINs under AES ones are longer than the device's oldest, which their patterns fix. */
const LONGER = (pattern: string): string =>
  pattern.replace('decimalisationTable:16/string', 'decimalisationTable/string')

/**
 * softwaregroup-bg/ut-codec-payshield (Apache-2.0) at a fixed commit, with its dependencies from npm: from GitHub by npm, or
 * from a checkout that PAYSHIELD_CODEC names. Undefined, and said, when it cannot be had.
 */
export function installCodec(print: Print): Codec | undefined {
  const home = join(PEERS, 'ut-codec-payshield')
  const folder = join(home, 'node_modules/ut-codec-payshield')
  const checkout = process.env['PAYSHIELD_CODEC']
  if (checkout || !existsSync(folder)) {
    const npm = ['install', '--prefix', home, '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
    const from = checkout ? ['--no-save', '--install-links', `ut-codec-payshield@file:${resolve(checkout)}`] : []
    const { status } = spawnSync('npm', [...npm, ...from], { stdio: 'ignore', timeout: 120_000 })
    if (status !== 0) {
      print(`skipped ut-codec-payshield 8.0.0: npm could not install it${checkout ? ` from ${checkout}` : ''}`)
      print("  It needs the npm registry and GitHub, or in GitHub's place a checkout of")
      print(`  softwaregroup-bg/ut-codec-payshield at ${COMMIT} that the variable PAYSHIELD_CODEC names.`)
      return undefined
    }
  }
  const require = createRequire(join(folder, 'index.js'))
  const Payshield = require(folder) as new (config: object) => Codec
  const messages = require(join(folder, 'messages.json')) as Record<string, { readonly requestPattern?: string }>
  const changed = Object.entries(messages).filter(([, { requestPattern }]) => requestPattern?.includes('Table:16'))
  const messageFormat = Object.fromEntries(
    changed.map(([name, { requestPattern }]) => [name, { requestPattern: LONGER(requestPattern ?? '') }]),
  )
  return new Payshield({ headerFormat: '4/string-left-zero', messageFormat, maskedKeys: [], ...errorsOf() })
}

/** Their host program brings the errors; here each is an `Error` with its type. */
function errorsOf(): object {
  const known: Record<string, () => Error> = {}
  const defineError = (id: string, parent: { readonly type: string } | null | undefined, message: string) => {
    const type = parent ? `${parent.type}.${id}` : id
    known[type] = () => Object.assign(new Error(message), { type })
    return Object.assign(known[type], { type })
  }
  return {
    defineError,
    getError: (type?: string) => (type ? known[type] : known),
    fetchErrors: () => known,
  }
}

/**
 * mszeu/PayShieldPressureTest (AGPL-3.0, run as a program of its own) from PyPI, into a virtual environment. Gives what
 * it did not understand of its commands' answers.
 */
export function installPressureTest(
  print: Print,
): ((options: readonly string[]) => Promise<readonly string[]>) | undefined {
  const home = join(PEERS, 'payshield-pressure-test/target')
  const tool = join(home, 'bin/python')
  const skipped = (why: string): undefined => {
    print(`skipped payshield-pressure-test 1.5.4.5: ${why}`)
    print(
      '  It needs Python 3.13 or later with venv (python3.13 or python3 on the path, or one that the variable PYTHON',
    )
    print('  names) and PyPI.')
    return undefined
  }
  if (!existsSync(tool)) {
    const python = [process.env['PYTHON'], 'python3.13', 'python3'].find((name) => name && isRecent(name))
    if (!python) return skipped('no Python of that age was found')
    if (spawnSync(python, ['-m', 'venv', home], { stdio: 'ignore' }).status !== 0)
      return skipped(`${python} has no venv`)
  }
  const pip = ['-m', 'pip', 'install', '-q', 'payshield-pressure-test==1.5.4.5']
  if (spawnSync(tool, pip, { stdio: 'ignore' }).status !== 0) return skipped('pip could not install it')
  return async (options) => {
    const wrong: string[] = []
    for (const [flag, understood] of COMMANDS) {
      const said = await run(tool, flag, options)
      if (!understood.test(said)) wrong.push(`${flag}: ${said.slice(-900)}`)
    }
    return wrong
  }
}

const isRecent = (python: string): boolean =>
  spawnSync(python, ['-c', 'import sys; sys.exit(sys.version_info < (3, 13))'], { stdio: 'ignore' }).status === 0

/** What they make of our answers, decoded by them. */
const COMMANDS = [
  ['--nc', /0055-F055/],
  ['--no', /0055-F055/],
  ['--b2', /No error/i],
  ['--pingen', /No error/i],
] as const

async function run(tool: string, flag: string, options: readonly string[]): Promise<string> {
  const program = ['-m', 'payshield_pressure_test.pressureTest', '127.0.0.1', flag, '--times', '3', '--decode']
  const child = spawn(tool, [...program, '--no-upd-check', ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const timer = setTimeout(() => child.kill(), 60_000)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(timer)
  return code === 0 ? said : `exit code ${code}: ${said}`
}
