import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const dist = fileURLToPath(new URL('../apps/console/dist', import.meta.url))

interface Chunk {
  readonly file: string
  readonly isEntry?: true
  readonly imports?: readonly string[]
}
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>

const sizes = new Map<string, number>()
/** Bytes of a script as it goes over the wire, compressed as servers do. */
function gzipped(file: string): number {
  if (!file.endsWith('.js')) return 0
  const known = sizes.get(file) ?? gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
  sizes.set(file, known)
  return known
}

/** What a browser has to have before these modules run. */
function loadedBy(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk || seen.has(chunk.file)) return
    seen.add(chunk.file)
    chunk.imports?.forEach(visit)
  }
  names.forEach(visit)
  return seen
}
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + gzipped(file), 0)

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) as string
const wordsOf = (language: string) => Object.keys(manifest).filter((name) => name.includes(`messages/src/${language}/`))

test('the first page of the console, with its words, loads less than 185 kB of JavaScript', () => {
  for (const language of ['en', 'zh-CN']) {
    const first = loadedBy([entry, 'src/live/live-page.tsx', ...wordsOf(language)])
    expect(first.size).toBeGreaterThan(5)
    expect(sum(first)).toBeLessThan(185_000)
  }
})

test('all of the console together stays below 340 kB', () => {
  const files = new Set(Object.values(manifest).map(({ file }) => file))
  expect(sum(files)).toBeGreaterThan(100_000)
  expect(sum(files)).toBeLessThan(340_000)
})

test('no page asks for more than 30 kB beyond the first one', () => {
  const first = loadedBy([entry])
  const pages = Object.keys(manifest).filter((name) => name.endsWith('-page.tsx'))
  expect(pages.length).toBeGreaterThan(6)
  for (const page of pages) {
    const extra = [...loadedBy([page])].filter((file) => !first.has(file))
    expect(sum(extra), page).toBeLessThan(30_000)
  }
})
