import type { HostSecurityModule } from '../module/index.ts'
import { HostError } from './errors.ts'
import { LayoutError } from './fields.ts'
import { readRequest, splitMessage, writeResponse } from './frame.ts'
import { HANDLERS } from './host-commands.ts'

/**
 * Answers one host message; always with some message, undefined only when it is too short to have a header. `client`
 * names who sent it, for DUKPT: one serial number base belongs to one of them.
 */
export async function answerHostMessage(
  module: HostSecurityModule,
  message: string,
  client = 'host',
): Promise<string | undefined> {
  const parts = splitMessage(message)
  if (!parts) return undefined
  const failed = (code: string): string => parts.header + nextLetters(parts.command) + code
  try {
    const request = readRequest(message)
    if (!request) return failed('68')
    const values = await HANDLERS[request.command](module, request.values, client)
    return writeResponse({ header: request.header, command: request.command, errorCode: '00', values })
  } catch (failure) {
    if (failure instanceof HostError) return failed(failure.code)
    // What was thrown may quote the message, so nothing of it goes out.
    return failed(failure instanceof LayoutError ? '80' : '41')
  }
}

/** A response's letters are the command's with the second one moved on: CA is answered by CB, A0 by A1. */
const nextLetters = (command: string): string => command.charAt(0) + String.fromCharCode(command.charCodeAt(1) + 1)
