import type { Storage } from '@fiftyfive/terminal'

const DATABASE = 'fiftyfive-pos'
const VALUES = 'values'

/** The terminal's durable memory: one IndexedDB store, one value a name, flushed to disk before `save` resolves. */
export async function openStorage(): Promise<Storage> {
  const database = await outcome(openDatabase())
  database.addEventListener('versionchange', () => database.close())
  return {
    async load(name) {
      const value: unknown = await outcome(database.transaction(VALUES).objectStore(VALUES).get(name))
      return typeof value === 'string' ? value : undefined
    },
    save(name, value) {
      // `strict`: the browser reports completion only after the operating system has written the data out.
      const transaction = database.transaction(VALUES, 'readwrite', { durability: 'strict' })
      transaction.objectStore(VALUES).put(value, name)
      return new Promise((resolve, reject) => {
        transaction.addEventListener('complete', () => resolve())
        transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('storage: aborted')))
      })
    },
  }
}

/** Erases everything the terminal remembers. The page must be loaded again afterwards. */
export function forgetStorage(): Promise<void> {
  return new Promise((resolve, reject) => {
    const erasing = indexedDB.deleteDatabase(DATABASE)
    erasing.addEventListener('success', () => resolve())
    erasing.addEventListener('error', () => reject(erasing.error ?? new Error('storage: refused')))
  })
}

function openDatabase(): IDBOpenDBRequest {
  const opening = indexedDB.open(DATABASE, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(VALUES))
  return opening
}

function outcome<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('storage: refused')))
  })
}
