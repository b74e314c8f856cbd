// Plants one mutation after the other into the sources as they are loaded, and runs seeds until a promise breaks: a line of
// JSON for each.
//   node packages/simulator/src/mutations/hunt.ts ['name of a mutation' [first seed]]
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Mutation, MUTATIONS } from './list.ts'

/** What may hold a planted bug; loaded anew for each, while all below it is loaded once. */
const PLANTED_PACKAGES = /\/packages\/(acquiring|issuing|terminal|simulator)\//
const planted = new Map<string, { readonly mutation: Mutation; found: boolean }>()

registerHooks({
  /** Whatever a module with a bug imports of those packages belongs to the same copy of them. */
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context)
    const copy = context.parentURL && new URL(context.parentURL).search
    return copy && PLANTED_PACKAGES.test(resolved.url) ? { ...resolved, url: `${resolved.url}${copy}` } : resolved
  },
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const copy = url.startsWith('file:') ? planted.get(new URL(url).search) : undefined
    if (!copy || !fileURLToPath(url).endsWith(`/packages/${copy.mutation.file}`)) return loaded
    const { find, replace, file } = copy.mutation
    const text = Buffer.from(loaded.source as Uint8Array).toString('utf8')
    if (text.split(find).length !== 2) throw new Error(`'${find}' must occur once in ${file}`)
    copy.found = true
    return { ...loaded, source: text.replace(find, () => replace) }
  },
})

async function hunt(mutation: Mutation, first: number) {
  const copy = { mutation, found: false }
  const query = `?planted=${planted.size}`
  planted.set(query, copy)
  const { simulate } = (await import(`../simulate.ts${query}`)) as typeof import('../simulate.ts')
  if (!copy.found) throw new Error(`${mutation.file} was not loaded`)
  let breach
  let seeds = 0
  while (!breach && seeds < mutation.seedsMax) breach = (await simulate({ seed: first + seeds++, hours: 1 })).breach
  return { name: mutation.name, seeds, ...(breach ? { breach } : {}) }
}

const [wanted, first] = process.argv.slice(2)
const mutations = MUTATIONS.filter(({ name }) => wanted === undefined || wanted === name)
if (mutations.length === 0) throw new Error(`no mutation is called '${wanted ?? ''}'`)
for (const mutation of mutations) {
  const found = await hunt(mutation, first === undefined ? (mutation.firstSeed ?? 1) : Number(first))
  process.stdout.write(`${JSON.stringify(found)}\n`)
}
