export { sm2Decrypt, sm2Encrypt, sm2KeyPair, sm2Sign, sm2Verify, type Sm2KeyPair } from './sm2.ts'
