export {
  readAdditionalAmounts,
  writeAdditionalAmounts,
  type AdditionalAmount,
  type AdditionalAmounts,
} from './amounts.ts'
export type { CapturedMessage, CaptureOptions } from './capture/captured-message.ts'
export { CaptureReader, decodeCapture } from './capture/decode-capture.ts'
export { isCapture } from './capture/pcap.ts'
export { guess, type AnyDialect, type Guess } from './capture/guess.ts'
export { recognizeInput, type Input } from './capture/input.ts'
export { responseCode, translateCode, type CodeTable, type ResponseClass, type ResponseCode } from './codes/index.ts'
export { describe, type DescribedField, type Language } from './describe.ts'
export { createDialect, withoutLayouts, type Dialect } from './dialect.ts'
export { DIALECTS, type DialectId } from './dialects/index.ts'
export { iso2003, iso2003Ascii, type Iso2003Message } from './dialects/iso2003/index.ts'
export { hostEbcdic, hostPacked, type HostEbcdicMessage, type HostPackedMessage } from './dialects/host/index.ts'
export { iso87Ascii, iso87Binary, macElement, type Iso87Message } from './dialects/iso87/index.ts'
export { iso93Ascii, iso93Binary, type Iso93Message } from './dialects/iso93/index.ts'
export { unionpayPos, type UnionPayMessage } from './dialects/unionpay-pos/index.ts'
export { readRemarks, writeRemarks, type Remarks } from './dialects/unionpay-pos/remarks.ts'
export { formatCodecError, type CodecError, type Reason } from './error.ts'
export { FrameDecoder, FRAME_LIMITS, type FrameLimits } from './frame/frame-decoder.ts'
export {
  answerTpdu,
  encodeAnswers,
  encodeFrame,
  FRAMINGS,
  HOST_FRAMING,
  TERMINAL_FRAMING,
  type Frame,
  type FramedAnswer,
  type Framing,
  type FramingName,
  type LengthPrefix,
} from './frame/framing.ts'
export { exportJposPackager, type ExportedPackager } from './importing/export-jpos-packager.ts'
export { exportMoovSpecification, type ExportedSpecification } from './importing/export-moov-specification.ts'
export { importJposPackager } from './importing/jpos-packager.ts'
export { importMoovSpecification } from './importing/moov-specification.ts'
export type { Imported } from './importing/imported.ts'
export { clearJson, type ClearJson } from './json/clear-json.ts'
export { parseDialect } from './json/dialect-json.ts'
export { formatIssues, type Issue } from './json/issues.ts'
export { messageFromJson, messageToJson } from './json/message-json.ts'
export { maskMessage, type Masked } from './mask.ts'
export { encodeGbk } from './wire/gbk.ts'
export { answerType, exchangeOf, messageKind, peekMessageType, type MessageKind } from './message-kind.ts'
export { shortAnswers } from './short-answer.ts'
export type { FieldValue, MessageOf, TlvFields, UntypedMessage } from './message-type.ts'
export type * from './specification.ts'
export {
  panInTrack2,
  parseTrack1,
  parseTrack3,
  readTrack2,
  serviceRestrictions,
  TrackData,
  writeTrack1,
  writeTrack2,
  type ServiceRestrictions,
  type Track1Content,
  type Track2Content,
  type Track3Content,
} from './tracks.ts'
