/**
 * How much JavaScript the console may weigh, gzipped, for size-limit: what the first page needs in each language, what each
 * page asks for beyond what was there before, and all of it together. From the build's manifest, as `npm run build` writes it.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FIRST_PAGE = '175 kB'
const FURTHER_PAGE = '30 kB'
const EVERYTHING = '265 kB'

const dist = fileURLToPath(new URL('dist/', import.meta.url))
/** @type {Record<string, { file: string, isEntry?: true, imports?: string[] }>} */
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'))
const names = Object.keys(manifest)

/** What a browser has to have before these modules run. */
function loadedBy(modules) {
  const seen = new Set()
  const visit = (name) => {
    const { file, imports = [] } = manifest[name] ?? {}
    if (!file || seen.has(file)) return
    seen.add(file)
    imports.forEach(visit)
  }
  modules.forEach(visit)
  return seen
}
const scripts = (files) => [...files].filter((file) => file.endsWith('.js')).map((file) => `${dist}${file}`)
const budget = (name, files, limit) => ({ name, path: scripts(files), limit, gzip: true })

const entry = names.find((name) => manifest[name].isEntry)
const there = loadedBy([entry])
const wordsOf = (language) => names.filter((name) => name.includes(`messages/src/${language}/`))

export default [
  ...['en', 'zh-CN'].map((language) =>
    budget(`first page, ${language}`, loadedBy([entry, 'src/live/live-page.tsx', ...wordsOf(language)]), FIRST_PAGE),
  ),
  ...names
    .filter((name) => name.endsWith('-page.tsx'))
    .map((page) => budget(page, loadedBy([page]).difference(there), FURTHER_PAGE)),
  budget('everything', new Set(names.map((name) => manifest[name].file)), EVERYTHING),
]
