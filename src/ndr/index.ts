export { NdrReader } from './ndr-reader.js';
export { NdrWriter } from './ndr-writer.js';
export {
  countedArray,
  fileTime,
  type NdrType,
  octets,
  octetString,
  optionalSid,
  reserved,
  type Reserved,
  structure,
  uint16,
  uint32,
  unicodeString,
  type ValueOf,
} from './types.js';
export { decodeSerializedType, encodeSerializedType } from './type-serialization.js';
