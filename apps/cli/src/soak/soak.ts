import { Worker } from 'node:worker_threads'
import { begun, loadProgress, type Progress, saveProgress, type SeedReport, withSeed } from './progress.ts'

export interface SoakOptions {
  readonly seed: number
  readonly hours: number
  readonly minutes: number
  readonly threads: number
  readonly file: string
  readonly told: (progress: Progress, report: SeedReport) => void
}

/** Runs seed after seed on several threads for a given time; seeds that were begun are finished. */
export async function soak(options: SoakOptions): Promise<Progress> {
  const { file, hours, seed } = options
  const before = loadProgress(file)
  if (before && before.hours !== hours) {
    throw new Error(`${file} is of a soak with ${before.hours} hours a seed; name another file`)
  }
  let progress = before ?? begun(seed, hours)
  const started = { wall: performance.now(), cpu: process.cpuUsage(), ...progress }
  const end = started.wall + options.minutes * 60_000
  const clocked = (now: Progress): Progress => {
    const cpu = process.cpuUsage(started.cpu)
    return {
      ...now,
      cpu_s: started.cpu_s + (cpu.user + cpu.system) / 1e6,
      wall_s: started.wall_s + (performance.now() - started.wall) / 1e3,
    }
  }
  const onThread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url))
      const give = (): void => {
        if (performance.now() >= end) {
          void worker.terminate().then(() => resolve())
          return
        }
        const next = progress.next
        progress = { ...progress, next: next + 1 }
        worker.postMessage({ seed: next, hours })
      }
      worker.on('error', reject)
      worker.on('message', (report: SeedReport) => {
        progress = clocked(withSeed(progress, report))
        saveProgress(file, progress)
        options.told(progress, report)
        give()
      })
      give()
    })
  await Promise.all(Array.from({ length: options.threads }, onThread))
  return progress
}
