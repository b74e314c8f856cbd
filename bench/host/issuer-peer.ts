// A process of its own: the other end of the issuer link, which approves everything. Real socket, real MACs.
import { createServer, type AddressInfo } from 'node:net'
import { encodeFrame, FrameDecoder, HOST_FRAMING, iso87Ascii, type Iso87Message, macElement } from '@fiftyfive/iso8583'
import { expectOk, fromHex } from '@fiftyfive/kernel'
import { macComputer } from '@fiftyfive/security'

const mac = macComputer('iso9797-1-alg3', fromHex(process.argv[2] ?? ''))
const ECHOED = [3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49, 70] as const

function answerTo(bytes: Uint8Array): Uint8Array {
  const request = expectOk(iso87Ascii.decode(bytes), 'request')
  const fields: Partial<Iso87Message> = {}
  for (const number of ECHOED) {
    if (request[number] !== undefined) Object.assign(fields, { [number]: request[number] })
  }
  const answer: Iso87Message = {
    ...fields,
    mti: `${request.mti.slice(0, 2)}${Number(request.mti[2]) + 1}0`,
    ...(request.mti === '0200' ? { 38: '123456' } : {}),
    39: '00',
  }
  const unsealed = expectOk(iso87Ascii.encode({ ...answer, [macElement(answer)]: new Uint8Array(8) }), 'answer')
  const data = expectOk(iso87Ascii.macInput(unsealed), 'MAC')
  return iso87Ascii.withMac(unsealed, mac.compute(data))
}

const server = createServer((socket) => {
  const decoder = new FrameDecoder(HOST_FRAMING)
  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    socket.cork()
    for (const frame of decoder.push(chunk, Date.now()))
      if (frame.ok) socket.write(encodeFrame({ body: answerTo(frame.value.body) }))
    socket.uncork()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit(0))
