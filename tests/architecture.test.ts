import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Imports go down only; members of one row never import one another. */
const LEVELS: readonly (readonly string[])[] = [
  ['kernel'],
  ['iso8583', 'security', 'emv', 'messages'],
  ['terminal', 'acquiring', 'issuing', 'diagnosis'],
  ['store', 'contract', 'simulator'],
  ['host', 'issuer', 'pos', 'console'],
  ['cli'],
]
const levelOf = (name: string): number => LEVELS.findIndex((level) => level.includes(name))

/** Packages that must run in a browser and under simulation: nothing of the machine, and the world only as arguments. */
const PURE = [
  'kernel',
  'iso8583',
  'security',
  'emv',
  'messages',
  'terminal',
  'acquiring',
  'issuing',
  'diagnosis',
  'contract',
]
/** Shells inside packages: the soft HSM and the payShield connections are processes of their own, a till is Node's. */
const SHELLS = ['packages/security/src/soft-hsm/', 'packages/security/src/payshield/', 'packages/terminal/src/node/']

interface Source {
  readonly path: string
  readonly owner: string
  readonly text: string
  readonly imports: readonly string[]
}

function sources(area: 'packages' | 'apps'): Source[] {
  return readdirSync(join(root, area), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, area, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !/[\\/](dist|node_modules)[\\/]/.test(file))
        .map((file) => {
          const text = readFileSync(file, 'utf8')
          const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)
          return { path: relative(root, file), owner: name, text, imports }
        }),
    )
}

const everything = [...sources('packages'), ...sources('apps')]
const isTest = ({ path }: Source) => /\.test\.tsx?$|\/testing\//.test(path)

describe('architecture', () => {
  it('imports go down only, and parties never import one another', () => {
    const wrong = everything
      .filter((source) => !isTest(source))
      .flatMap((source) =>
        source.imports
          .map((specifier) => /^@fiftyfive\/([a-z0-9]+)/.exec(specifier)?.[1])
          .filter((target) => target !== undefined && target !== source.owner)
          .filter((target) => {
            const own = levelOf(source.owner === 'cli' ? 'cli' : source.owner)
            return own < 0 || levelOf(target as string) < 0 || levelOf(target as string) >= own
          })
          .map((target) => `${source.path} imports ${target}`),
      )
    expect(wrong).toEqual([])
  })

  it('relative imports stay inside their own package', () => {
    const wrong = everything.flatMap((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => relative(root, resolve(root, dirname(source.path), specifier)))
        .filter((target) => target.split('/')[1] !== source.owner)
        .map((target) => `${source.path} reaches ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('clock, randomness, timers, sockets and console occur only in shells', () => {
    const world =
      /\bDate\.now\(|\bMath\.random\(|\bset(?:Timeout|Interval|Immediate)\(|\bconsole\.(?:log|info|warn|error|debug)\(|from 'node:|\bnew Date\(\)/
    const wrong = everything
      .filter((source) => source.path.startsWith('packages/') && PURE.includes(source.owner))
      .filter((source) => !isTest(source) && !SHELLS.some((shell) => source.path.startsWith(shell)))
      .filter(({ text }) => world.test(text))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  it('bytes, message types and tracks are taken apart in the codec alone', () => {
    const cuts = [
      /\b(?:bytes|body|frame|encoded|answer|request)\.(?:subarray|slice)\(\s*[-\d]/,
      /\b(?:getUint\d+|setUint\d+|readUInt\w+|writeUInt\w+)\(/,
      /\bmti(?:\[|\??\.(?:slice|substring|at|charAt|startsWith|endsWith|replace)\b)/,
      /\.(?:split|search|indexOf)\((?:'[D=]'|\/\[D=\]|\/\[=D\])/,
    ]
    const wrong = everything
      .filter((source) => !isTest(source) && source.imports.includes('@fiftyfive/iso8583'))
      .filter(({ text }) => cuts.some((cut) => cut.test(text)))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  it('MACs, signatures and secrets are compared in constant time (abuse 26)', () => {
    const compared = /\b\w*(?:[mM]ac|[sS]ignature|[sS]ecret|[pP]assword)(?:\(\)|\))? [!=]== (?!undefined|null|'|-?\d)/
    // A key block is no MAC, whatever its member is called; it is stored beside what it is compared with.
    const keyBlocks = 'pending?.mac !== proven.mac'
    const wrong = everything
      .filter((source) => !isTest(source))
      .filter(({ text }) => compared.test(text.replace(keyBlocks, '')))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
    for (const bad of [
      'if (mac === expected)',
      'toHex(signature) !== theirs',
      'given.mac.reveal() === a'.replace('.reveal', ''),
    ])
      expect(bad).toMatch(compared)
  })

  it('every workspace depends on exactly what it imports of its siblings', () => {
    const wrong: string[] = []
    for (const area of ['packages', 'apps']) {
      for (const name of readdirSync(join(root, area))) {
        const manifest = JSON.parse(readFileSync(join(root, area, name, 'package.json'), 'utf8')) as {
          dependencies?: Record<string, string>
          devDependencies?: Record<string, string>
        }
        const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((key) =>
          key.startsWith('@fiftyfive/'),
        )
        const own = everything.filter(({ path }) => path.startsWith(`${area}/${name}/`))
        const used = new Set(
          own.flatMap(({ imports }) => imports.map((specifier) => /^@fiftyfive\/[a-z0-9]+/.exec(specifier)?.[0])),
        )
        used.delete(undefined)
        used.delete(`@fiftyfive/${name}`)
        wrong.push(...declared.filter((key) => !used.has(key)).map((key) => `${area}/${name} declares ${key} in vain`))
        wrong.push(
          ...[...used].filter((key) => !declared.includes(key as string)).map((key) => `${area}/${name} lacks ${key}`),
        )
      }
    }
    expect(wrong).toEqual([])
  })
})
