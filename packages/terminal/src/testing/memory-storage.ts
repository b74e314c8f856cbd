import type { Storage } from '../ports.ts'

/** Storage that survives the terminal of a test, as flash survives a power cut, and can be made to fail. */
export class MemoryStorage implements Storage {
  readonly values = new Map<string, string>()
  failing = false

  load(name: string): Promise<string | undefined> {
    return Promise.resolve(this.values.get(name))
  }

  async save(name: string, value: string): Promise<void> {
    // A real disk answers later: nothing may rely on the save being done at once.
    await Promise.resolve()
    if (this.failing) throw new Error('the disk is full')
    this.values.set(name, value)
  }
}
