export { hmac } from './hmac.ts'
export { sha1, sha256 } from './sha.ts'
export { sm3 } from './sm3.ts'
