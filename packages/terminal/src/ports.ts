/**
 * The way to the acquirer: a stream of bytes, TCP in Node, WebSocket in a browser. The terminal cuts the stream into
 * frames (2-byte length, UnionPay POS) itself, so a transport may deliver bytes in any pieces.
 */
export interface Transport {
  /** Opens the link; resolves when bytes can be sent, rejects when the acquirer cannot be reached. */
  connect(): Promise<void>
  /** Sends one whole frame, length included. A link that turns out to be dead reports it through `onClose`. */
  send(frame: Uint8Array): void
  close(): void
  /** One listener each; a second call replaces the first. */
  onBytes(listener: (bytes: Uint8Array) => void): void
  /** Called when an open link ends, whoever ended it. */
  onClose(listener: () => void): void
}

/** Small durable memory, by name. `save` resolves only when the value survives a power cut, and rejects when it cannot. */
export interface Storage {
  load(name: string): Promise<string | undefined>
  save(name: string, value: string): Promise<void>
}

/** Keys of the PIN pad as a finger presses them. Digits go from here into the PIN pad and nowhere else. */
export type PinKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'clear' | 'confirm' | 'cancel'
export interface Keypad {
  press(key: PinKey): void
}
