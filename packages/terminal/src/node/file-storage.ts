import { mkdirSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Storage } from '../ports.ts'

/** A terminal's durable memory as small files: written aside, synchronised, then renamed over the old one. */
export function fileStorage(directory: string): Storage {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const pathOf = (name: string) => join(directory, `${name.replaceAll('/', '-')}.txt`)
  return {
    async load(name) {
      try {
        return await readFile(pathOf(name), 'utf8')
      } catch (failure) {
        if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw failure
      }
    },
    async save(name, value) {
      const path = pathOf(name)
      const file = await open(`${path}.new`, 'w', 0o600)
      try {
        await file.writeFile(value)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.new`, path)
      const folder = await open(directory, 'r')
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    },
  }
}
