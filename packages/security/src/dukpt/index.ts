export { aesInitialKey, aesTransactionKey, aesWorkingKey, type AesDukptKeyType, type AesDukptUse } from './aes.ts'
export { checkSerialNumber, SerialNumberWatch, type SerialNumberProblem } from './serial-number.ts'
export { tdesInitialKey, tdesTransactionKey, tdesWorkingKey, type TdesDukptUse } from './tdes.ts'
