import { FrameDecoder, TERMINAL_FRAMING } from '@fiftyfive/iso8583'
import type { Life } from '../world/life.ts'

/** One connection of a terminal to the acquirer, as both ends see it. */
export interface Session {
  readonly terminalId: string
  /** The acquirer's life that accepted it. */
  readonly life: Life
  readonly decoder: FrameDecoder
  /** What the terminal's end does with bytes, and with the end. */
  readonly toTerminal: (bytes: Uint8Array) => void
  readonly ended: () => void
  open: boolean
}

export const openSession = (parts: Pick<Session, 'terminalId' | 'life' | 'toTerminal' | 'ended'>): Session => ({
  ...parts,
  decoder: new FrameDecoder(TERMINAL_FRAMING),
  open: true,
})

/** Ends it, whoever wants it; the terminal hears of it. */
export function endSession(session: Session): void {
  if (!session.open) return
  session.open = false
  session.ended()
}
