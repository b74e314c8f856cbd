// Runs in a worker: what LogCopier is for.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

const database = new DatabaseSync(workerData as string)
// As durable as the commits: the file has to be on disk before the log may begin anew.
database.exec('PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 0')

parentPort?.on('message', () => {
  database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  parentPort?.postMessage('copied')
})
