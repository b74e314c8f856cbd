// Commits to the database file of its first argument as often as the second says, one after the other, and tells each
// acknowledgement. For whoever watches what the system is asked meanwhile.
import { writeSync } from 'node:fs'
import { openAcquirerDatabase, openOwnStore } from '@fiftyfive/store/sqlite'

const [path = '', count = '0'] = process.argv.slice(2)
const database = openAcquirerDatabase(path)
const { store } = openOwnStore(database)
for (let number = 1; number <= Number(count); number++) {
  const key = `T0000001-000001-${number}`
  await store.commit(number, [{ type: 'reversal-received', key, terminalId: 'T0000001', reason: '98' }])
  writeSync(1, `acknowledged ${number}\n`)
}
process.exit(0)
