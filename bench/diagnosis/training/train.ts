// Learns the diagnosis's model from simulated folders: `npm run train -- [--further] FOLDER... [--without CAUSE,... FOLDER...]`
// writes packages/diagnosis/src/model/trained.json. The folders must not be those that anything is measured on. Of those that come
// after it the causes are left out, as their world has changed since. `--further`: what the model at work has learnt stands in for
// the expert, with the same weight, so that few folders of a new world change what they show and little else.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EXPERT, MODEL, type Model, withUnnamed } from '@fiftyfive/diagnosis/training'
import { type Samples, samplesOf } from './samples.ts'
import { learnTables } from './tables.ts'
import { learnWeights } from './weights.ts'

const words = process.argv.slice(2)
const further = words.includes('--further')
const [current, older] = split(words.filter((word) => word !== '--further'))
if (current.length === 0) throw new Error('usage: train [--further] FOLDER... [--without CAUSE,... FOLDER...]')

function split(words: readonly string[]): [current: readonly string[], older: readonly string[]] {
  const at = words.indexOf('--without')
  return at < 0 ? [words, []] : [words.slice(0, at), words.slice(at + 1)]
}

async function collect(model: Model): Promise<Samples> {
  const all: Samples = { refusals: [], incidents: [] }
  const [outdated = '', ...others] = older
  const left = new Set(outdated.split(','))
  for (const folder of [...current, ...others]) {
    const { refusals, incidents } = await samplesOf(folder, model)
    const counts = ({ cause }: { readonly cause: string }) => !(left.has(cause) && others.includes(folder))
    for (const refusal of refusals) if (counts(refusal)) all.refusals.push(refusal)
    for (const incident of incidents) if (counts(incident)) all.incidents.push(incident)
  }
  return all
}

const version = `trained-${process.env['MODEL_VERSION'] ?? '1'}`
const samples = await collect(MODEL)
const model = learnWeights(withUnnamed(learnTables(further ? MODEL : EXPERT, samples, version)), samples.refusals)
const file = fileURLToPath(new URL('../../../packages/diagnosis/src/model/trained.json', import.meta.url))
const { priors, weights, features, incident } = model
writeFileSync(file, `${JSON.stringify({ version, priors, weights, features, incident }, undefined, 1)}\n`)
console.log(`${samples.refusals.length} refusals, ${samples.incidents.length} incidents`, weights)
