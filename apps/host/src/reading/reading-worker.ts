// Runs in a worker: reads what the console shows, one question after the other.
import { parentPort, workerData } from 'node:worker_threads'
import { openObservationReader } from '@fiftyfive/store/sqlite'
import type { Question, Reply } from './reading.ts'
import { readings } from './readings.ts'

const { path } = workerData as { path: string }
const answers = readings(openObservationReader(path)) as unknown as Record<string, (...given: unknown[]) => unknown>

parentPort?.on('message', ({ number, name, given }: Question) => {
  try {
    parentPort?.postMessage({ number, value: answers[name]?.(...given) } satisfies Reply)
  } catch (failure) {
    const text = failure instanceof Error ? failure.message : String(failure)
    parentPort?.postMessage({ number, failure: text } satisfies Reply)
  }
})
