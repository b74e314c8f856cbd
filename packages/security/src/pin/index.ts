export { panField } from './pan-field.ts'
export {
  clearPinBlock,
  decipherPinBlock,
  encipherPinBlock,
  formatFits,
  openPinField,
  sealPinField,
} from './pin-block.ts'
export { encodePinField, pinOfField, shapeOfPinField, type PinFieldFormat } from './pin-field.ts'
export { visaPvv } from './pvv.ts'
export { ibmNaturalPin, ibmOffset, ibmPin, ibmValidationData, isSoundDecimalisationTable } from './ibm3624.ts'
export { translatePinField, translationPermitted, type TranslationProblem } from './translate.ts'
