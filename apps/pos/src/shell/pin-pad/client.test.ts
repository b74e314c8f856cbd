import { expect, it } from 'vitest'
import { WorkerPinPad } from './client.ts'

/** A worker whose script could not be loaded: it takes messages, says nothing and reports an error once. */
class Unloaded extends EventTarget {
  postMessage(): void {}
}

it('fails what was asked and what is asked later when its worker is gone', async () => {
  const worker = new Unloaded()
  const pinPad = new WorkerPinPad(worker as unknown as Worker)
  const waiting = pinPad.open()
  worker.dispatchEvent(new Event('error'))
  await expect(waiting).rejects.toThrow('the PIN pad failed')
  await expect(pinPad.mac(new Uint8Array(8))).rejects.toThrow('the PIN pad failed')
})
