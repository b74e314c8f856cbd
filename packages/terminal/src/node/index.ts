export { activationOverHttp } from './activation-over-http.ts'
export { fileStorage } from './file-storage.ts'
export { nodeWorld, openTerminal } from './open-terminal.ts'
export { tcpTransport } from './tcp-transport.ts'
