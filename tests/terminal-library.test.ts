import { expect, it } from 'vitest'
import { runExample } from './support/example.ts'

it('the example of docs/how-to/use-the-terminal-library.md runs as it stands', async () => {
  const said = await runExample('docs/how-to/use-the-terminal-library.md', 0)
  expect(said).toContain('approved 621094******0003')
  expect(said).toContain('digits 6')
  expect(said).toContain('refused: slip, 2 tries left')
  expect(said.match(/^approved$/gm)).toHaveLength(2)
  expect(said).not.toContain('204816')
}, 90_000)
