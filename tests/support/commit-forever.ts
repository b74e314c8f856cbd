// Commits to the database file of its argument and tells each acknowledgement, until the disk refuses.
import { writeSync } from 'node:fs'
import { acquirerStore, openAcquirerDatabase, StoreFailure } from '@fiftyfive/store/sqlite'

const store = acquirerStore(openAcquirerDatabase(process.argv[2] ?? ''))
const write = async (first: number): Promise<void> => {
  for (let number = first; ; number += 4) {
    const key = `T0000001-000001-${number}`
    await store.commit(number, [{ type: 'reversal-received', key, terminalId: 'T0000001', reason: '98' }])
    writeSync(1, `${number}\n`)
  }
}
try {
  await Promise.all([1, 2, 3, 4].map(write))
} catch (failure) {
  process.exit(failure instanceof StoreFailure ? 70 : 1)
}
