/** Writes the generated codecs anew: `npm run generate`, after a change to a specification or to the generator. */
import { writeFileSync } from 'node:fs'
import { GENERATED } from '../packages/iso8583/src/compiled/generated-dialects.ts'
import { generateCodec } from '../packages/iso8583/src/compiled/generate.ts'

for (const { spec, name } of GENERATED) {
  const file = new URL(`../packages/iso8583/src/compiled/generated/${spec.id}.ts`, import.meta.url)
  writeFileSync(file, generateCodec(spec, name))
}
