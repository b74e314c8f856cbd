import { defineConfig } from 'vitest/config'

const [name = 'iso8583', folder = ''] = (process.env['MUTATE'] ?? 'iso8583').split(':')
/** Tests that start workers and open sockets touch everything a little and take seconds: they judge their own folder. */
const SHELLS = ['soft-hsm/*', 'payshield/connections', 'payshield/tls'].filter(
  (tests) => !folder.includes(tests.split('/')[0] ?? ''),
)

export default defineConfig({
  test: {
    include: [`packages/${name}/src/**/*.test.ts`],
    exclude: SHELLS.map((tests) => `**/${tests}.test.ts`),
    testTimeout: 30_000,
    env: { FIFTYFIVE_MUTATION: '1' },
  },
})
