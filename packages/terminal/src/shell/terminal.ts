import type { Clock, Random, Timers } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { CounterEvent } from '../core/event.ts'
import type { TerminalNotice } from '../core/notice.ts'
import type { TerminalState } from '../core/state.ts'
import type { Keypad, Storage, Transport } from '../ports.ts'

export interface TerminalParts {
  readonly configuration: TerminalConfiguration
  readonly transport: Transport
  readonly storage: Storage
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

export interface Terminal {
  readonly state: TerminalState
  readonly keypad: Keypad
  dispatch(event: CounterEvent): void
  subscribe(listener: () => void): () => void
  on(listener: (notice: TerminalNotice) => void): () => void
  when(condition: (state: TerminalState) => boolean): Promise<TerminalState>
  stop(): void
}
