import { describe, expect, it } from 'vitest'
import { MemoryDocuments } from './documents.ts'

const keysStarting = (documents: MemoryDocuments, prefix: string): readonly string[] =>
  documents.rowsStartingWith('row', prefix).map(({ key }) => key)

function withRows(...keys: readonly string[]): MemoryDocuments {
  const documents = new MemoryDocuments()
  for (const key of keys) documents.apply({ do: 'put', table: 'row', row: { key, body: key } })
  return documents
}

describe('rows whose keys start the same', () => {
  it('are found by whole parts and by pieces of them, in the order of their keys', () => {
    const documents = withRows('T1-02-2', 'T1-01-2', 'T1-01-1', 'T1-011-1', 'T2-01-1')
    expect(keysStarting(documents, 'T1-01-')).toEqual(['T1-01-1', 'T1-01-2'])
    expect(keysStarting(documents, 'T1-01')).toEqual(['T1-01-1', 'T1-01-2', 'T1-011-1'])
    expect(keysStarting(documents, 'T1-')).toEqual(['T1-01-1', 'T1-01-2', 'T1-011-1', 'T1-02-2'])
    expect(keysStarting(documents, 'T1-01-2')).toEqual(['T1-01-2'])
    expect(keysStarting(documents, 'T3-01-')).toEqual([])
  })

  it('are found where some keys have more parts than others', () => {
    const documents = withRows('T1-01-1', 'T1-01-1-a', 'T1-01')
    expect(keysStarting(documents, 'T1-01-')).toEqual(['T1-01-1', 'T1-01-1-a'])
    expect(keysStarting(documents, 'T1-')).toEqual(['T1-01', 'T1-01-1', 'T1-01-1-a'])
    documents.remove('row', 'T1-01-1-a')
    expect(keysStarting(documents, 'T1-01-')).toEqual(['T1-01-1'])
  })
})
