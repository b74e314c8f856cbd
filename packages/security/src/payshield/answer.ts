import type { HostSecurityModule } from '../module/index.ts'
import { HostError } from './errors.ts'
import { LayoutError } from './fields.ts'
import { readRequest, splitMessage, writeResponse, type HostRequest } from './frame.ts'
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
  let trailer = ''
  const failed = (code: string): string => parts.header + nextLetters(parts.command) + code + trailer
  try {
    const read = readTrailed(message)
    if (!read.request) return failed('68')
    trailer = read.trailer
    const { header, command, values: given } = read.request
    const values = await HANDLERS[command](module, given, client)
    return writeResponse({ header, command, errorCode: '00', values }) + trailer
  } catch (failure) {
    if (failure instanceof HostError) return failed(failure.code)
    // What was thrown may quote the message, so nothing of it goes out.
    return failed(failure instanceof LayoutError ? '80' : '41')
  }
}

const END_OF_MESSAGE = '\x19'
const TRAILER_CHARACTERS_MAX = 32

/**
 * A host may end a message with X'19' and up to 32 characters, which come back behind the answer. Binary data may hold that
 * character too, so a message that is whole as it stands has no trailer.
 */
function readTrailed(message: string): { readonly request: HostRequest | undefined; readonly trailer: string } {
  try {
    return { request: readRequest(message), trailer: '' }
  } catch (failure) {
    const at = message.lastIndexOf(END_OF_MESSAGE)
    if (at < 0 || message.length - at - 1 > TRAILER_CHARACTERS_MAX) throw failure
    return { request: readRequest(message.slice(0, at)), trailer: message.slice(at) }
  }
}

/** A response's letters are the command's with the second one moved on: CA is answered by CB, A0 by A1. */
const nextLetters = (command: string): string => command.charAt(0) + String.fromCharCode(command.charCodeAt(1) + 1)
