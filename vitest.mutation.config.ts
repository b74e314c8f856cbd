import { defineConfig } from 'vitest/config'

const [name = 'iso8583'] = (process.env['MUTATE'] ?? 'iso8583').split(':')

export default defineConfig({
  test: { include: [`packages/${name}/src/**/*.test.ts`], testTimeout: 30_000, env: { FIFTYFIVE_MUTATION: '1' } },
})
