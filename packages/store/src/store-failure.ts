/** The disk or the database refused a write. Nobody knows what is on disk now: the process must stop and recover. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure'
}
