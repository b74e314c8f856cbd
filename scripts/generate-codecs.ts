/** Writes the generated codecs anew: `npm run generate`, after a change to a specification or to a generator. */
import { writeFileSync } from 'node:fs'
import { generateText } from '../packages/iso8583/src/compiled/generate-text.ts'

const SOURCE = new URL('../packages/iso8583/src/', import.meta.url)

// First, because the dialects, which the generator of codecs reads, are built on it.
writeFileSync(new URL('wire/generated/flat-text.ts', SOURCE), generateText())

const { GENERATED } = await import('../packages/iso8583/src/compiled/generated-dialects.ts')
const { generateCodec } = await import('../packages/iso8583/src/compiled/generate.ts')
for (const { spec, name } of GENERATED) {
  writeFileSync(new URL(`compiled/generated/${spec.id}.ts`, SOURCE), generateCodec(spec, name))
}
