// Plants one mutation into the sources as they are loaded, and runs seeds until a promise breaks.
//   node packages/simulator/src/mutations/hunt.ts 'name of the mutation' [first seed]
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { MUTATIONS } from './list.ts'

const [name, first = '1'] = process.argv.slice(2)
const mutation = MUTATIONS.find((candidate) => candidate.name === name)
if (!mutation) throw new Error(`no mutation is called '${name ?? ''}'`)
let planted = 0

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.startsWith('file:') || !fileURLToPath(url).endsWith(`/packages/${mutation.file}`)) return loaded
    const text = Buffer.from(loaded.source as Uint8Array).toString('utf8')
    if (text.split(mutation.find).length !== 2)
      throw new Error(`'${mutation.find}' must occur once in ${mutation.file}`)
    planted++
    return { ...loaded, source: text.replace(mutation.find, () => mutation.replace) }
  },
})

// Only now: a static import would load the sources before the hook is there.
const { simulate } = await import('../simulate.ts')
if (planted !== 1) throw new Error(`${mutation.file} was not loaded`)
let breach
let seeds = 0
while (!breach && seeds < mutation.seedsMax)
  breach = (await simulate({ seed: Number(first) + seeds++, hours: 1 })).breach
process.stdout.write(`${JSON.stringify({ seeds, ...(breach ? { breach } : {}) })}\n`)
