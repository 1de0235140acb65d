import { encodeUtf16 } from '../bytes/index.js';
import { md4 } from '../crypto/md4.js';

/** NTOWFv1 of [MS-NLMP] 3.3.1: MD4 of the UTF-16LE password, 16 bytes; as good as the password itself. */
export function ntHashOfPassword(password: string): Buffer {
  return md4(encodeUtf16(password));
}
