export { aesInitialKey, aesTransactionKey, aesWorkingKey, type AesDukptKeyType, type AesDukptUse } from './aes.ts'
export { checkSerialNumber, SerialNumberWatch } from './serial-number.ts'
export type { SerialNumberProblem, SerialNumberProgress } from './serial-number.ts'
export { tdesInitialKey, tdesTransactionKey, tdesWorkingKey, type TdesDukptUse } from './tdes.ts'
