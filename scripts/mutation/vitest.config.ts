/**
 * Tests of one package with its mutants in place: Stryker's instrumenter writes all of them into the sources, each
 * behind a switch, and `runner.ts` turns one on at a time within a process that has everything loaded.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { MUTANTS, type Mutant, RESULTS } from './results.ts'

const root = resolve(import.meta.dirname, '../..')
const [name = '', folder = '', file = '**/*.ts'] = (process.env['MUTATE'] ?? '').split(':')
const source = `packages/${name}/src`

/**
 * Tables of names and codes are data, the words of an error are for people, generated code is compared byte by byte with
 * what its generator writes, a worker's own process has no switches: none of these is mutated.
 */
const LEFT_OUT =
  /\.test\.ts$|\/testing\/|\/generated\/|\/test-[^/]*\.ts$|\/names\.ts$|\/soft-hsm\/worker\.ts$|iso8583\/src\/dialects\//
const files = globSync(`${source}/${folder ? `${folder}/` : ''}${file}`, { cwd: root })
  .filter((path) => !LEFT_OUT.test(path))
  .toSorted()

const silent = { isDebugEnabled: () => false, debug() {}, info() {}, warn: console.warn } as never
const { files: instrumented, mutants } = await new Instrumenter(silent).instrument(
  files.map((path) => ({ name: path, mutate: true, content: readFileSync(resolve(root, path), 'utf8') })),
  { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [] },
)
const contents = new Map(instrumented.map(({ name: path, content }) => [resolve(root, path), content]))
if (process.env['MUTATION_RESUMED'] === undefined) {
  rmSync(dirname(RESULTS), { recursive: true, force: true })
  mkdirSync(dirname(RESULTS), { recursive: true })
  const all = mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ id, fileName, location, mutatorName, replacement }): Mutant => ({
      id,
      place: `${fileName}:${location.start.line + 1}:${location.start.column + 1}`,
      end: [location.end.line + 1, location.end.column + 1],
      kind: mutatorName,
      replacement: replacement ?? '',
    }))
  writeFileSync(MUTANTS, JSON.stringify(all))
}

/** Tests that take long, and those that start workers and open sockets, judge what the others left alive. */
const LAST = [/\/properties\.test\.ts$/, /\/(?:soft-hsm|durable-counters|connections|tls)\.test\.ts$/]
const turnOf = ({ moduleId }: TestSpecification): number => LAST.findIndex((path) => path.test(moduleId))
class LongestLast extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    return specifications.toSorted((a, b) => turnOf(a) - turnOf(b))
  }
}

export default defineConfig({
  root,
  plugins: [{ name: 'mutants', enforce: 'pre', load: (id) => contents.get(id.split('?')[0] ?? '') }],
  test: {
    include: [`${source}/**/*.test.ts`],
    sequence: { sequencer: LongestLast },
    runner: resolve(import.meta.dirname, 'runner.ts'),
    setupFiles: [resolve(import.meta.dirname, 'setup.ts')],
    env: { FIFTYFIVE_MUTATION: '1' },
    // It knows a module by its file, not by the mutants that another run put into it or left out of it.
    fsModuleCache: false,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 20_000,
    reporters: ['dot'],
  },
})
