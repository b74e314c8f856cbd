// Mutation tests of one package: `npm run mutation -- iso8583 [folder]`. They take long, so they have a command of their own.
// Tables of names and codes are data, the words of an error are for people, generated code is compared byte by byte with
// what its generator writes: none of these is mutated.
const [name = 'iso8583', folder = ''] = (process.env['MUTATE'] ?? 'iso8583').split(':')
const source = `packages/${name}/src`

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: [
    `${source}/${folder ? `${folder}/` : ''}**/*.ts`,
    `!${source}/**/*.test.ts`,
    `!${source}/**/testing/**`,
    `!${source}/**/generated/**`,
    `!${source}/**/test-*.ts`,
    `!${source}/**/dialects/**`,
    `!${source}/**/names.ts`,
  ],
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  // The compiler has no programming interface that Stryker knows, and plain type stripping needs none.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  concurrency: Number(process.env['MUTATION_PROCESSES'] ?? 1),
  timeoutMS: 2000,
  incremental: true,
  incrementalFile: `node_modules/.stryker/${name}.json`,
  tempDirName: '.stryker',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `node_modules/.stryker/${name}-report.json` },
  clearTextReporter: { reportTests: false, logTests: false, allowColor: false },
}
