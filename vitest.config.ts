import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // By default one core is left free, which on a machine of two means half the speed.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'packages',
          include: ['packages/*/src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Packages are given clock, randomness, network and storage, and keep nothing of their own that a test could spoil
          // for the next: a process of its own for each file cost nearly half of the time of most of them.
          isolate: false,
        },
      },
      {
        test: {
          name: 'unit',
          include: ['apps/*/src/**/*.test.ts', 'bench/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'end-to-end',
          include: ['tests/end-to-end/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page on a machine that is busy with other tests takes longer than the second that is usual.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})
