export { cardVerificationValue } from './cvv.ts'
