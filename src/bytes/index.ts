export { BigEndianReader } from './big-endian-reader.js';
export { CodecError, type CodecErrorCode } from './codec-error.js';
export { fileTimeFromUnixMs, unixMsFromFileTime } from './filetime.js';
export { guidFromText, guidToText } from './guid.js';
export { addressKey, ipAddressBytes, isLoopback, unmappedAddress } from './ip-address.js';
export { Reader } from './reader.js';
export { canonicalSid, isSid, looksLikeSid, readSid, sidFromText, sidToText } from './sid.js';
export { truncatedCopy, decodeUtf16, encodeUtf16, upperCaseUtf16 } from './utf16.js';
export { Writer } from './writer.js';
