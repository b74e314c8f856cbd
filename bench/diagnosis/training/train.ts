// Learns the diagnosis's model from simulated folders: `npm run train -- FOLDER...` writes packages/diagnosis/src/model/trained.json.
// The folders must not be those that anything is measured on. It begins with the expert, so that the same folders and code give the
// same file, whatever was at work before; and learns twice, as incidents show what they show once most of them are judged rightly.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EXPERT, type Model, withUnnamed } from '@fiftyfive/diagnosis/training'
import { type Samples, samplesOf } from './samples.ts'
import { learnTables } from './tables.ts'
import { learnWeights } from './weights.ts'

const folders = process.argv.slice(2)
if (folders.length === 0) throw new Error('usage: train FOLDER...')

async function collect(model: Model): Promise<Samples> {
  const all: Samples = { refusals: [], incidents: [] }
  for (const folder of folders) {
    const { refusals, incidents } = await samplesOf(folder, model)
    for (const refusal of refusals) all.refusals.push(refusal)
    for (const incident of incidents) all.incidents.push(incident)
  }
  return all
}

const version = `trained-${process.env['MODEL_VERSION'] ?? '1'}`
const first = withUnnamed(learnTables(EXPERT, await collect(EXPERT), version))
const samples = await collect(first)
const model = learnWeights(withUnnamed(learnTables(EXPERT, samples, version)), samples.refusals)
const file = fileURLToPath(new URL('../../../packages/diagnosis/src/model/trained.json', import.meta.url))
const { priors, weights, features, incident } = model
writeFileSync(file, `${JSON.stringify({ version, priors, weights, features, incident }, undefined, 1)}\n`)
console.log(`${samples.refusals.length} refusals, ${samples.incidents.length} incidents`, weights)
