export {
  applicationCryptogram,
  responseCryptogram1,
  responseCryptogram2,
  scriptMac,
  scriptPinChange,
} from './cryptograms.ts'
export { cardMasterKey, commonSessionKey, counterAsR } from './keys.ts'
