import { expect, test } from 'vitest'
import { escapeMarkup } from './markup.ts'

test('nothing of a name opens a tag, an attribute or an entity', () => {
  expect(escapeMarkup(`<b title="x" id='y'>A&B</b>`)).toBe(
    '&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;A&amp;B&lt;/b&gt;',
  )
})
