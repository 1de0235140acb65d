import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  decodeCompressionCapabilities,
  decodeEncryptionCapabilities,
  decodeNetname,
  decodePreauthIntegrityCapabilities,
  decodeRdmaTransformCapabilities,
  decodeSigningCapabilities,
  decodeTransportCapabilities,
  encodeCompressionCapabilities,
  encodeEncryptionCapabilities,
  encodeNetname,
  encodePreauthIntegrityCapabilities,
  encodeRdmaTransformCapabilities,
  encodeSigningCapabilities,
  encodeTransportCapabilities,
} from '../../src/smb2-codec/index.js';
import { buffer, codecError, hex, itIsSound, record, text, u16, u32 } from './support.js';

const ids = fc.array(u16, { maxLength: 6 });

describe('[MS-SMB2] 2.2.3.1 negotiate contexts', () => {
  itIsSound('2.2.3.1.1 SMB2_PREAUTH_INTEGRITY_CAPABILITIES', {
    value: record({ hashAlgorithms: ids, salt: buffer() }),
    encode: encodePreauthIntegrityCapabilities,
    decode: decodePreauthIntegrityCapabilities,
  });
  itIsSound('2.2.3.1.2 SMB2_ENCRYPTION_CAPABILITIES', {
    value: ids,
    encode: encodeEncryptionCapabilities,
    decode: decodeEncryptionCapabilities,
  });
  itIsSound('2.2.3.1.3 SMB2_COMPRESSION_CAPABILITIES', {
    value: record({ flags: u32, compressionAlgorithms: ids }),
    encode: encodeCompressionCapabilities,
    decode: decodeCompressionCapabilities,
  });
  itIsSound('2.2.3.1.5 SMB2_TRANSPORT_CAPABILITIES', {
    value: u32,
    encode: encodeTransportCapabilities,
    decode: decodeTransportCapabilities,
  });
  itIsSound('2.2.3.1.6 SMB2_RDMA_TRANSFORM_CAPABILITIES', {
    value: ids,
    encode: encodeRdmaTransformCapabilities,
    decode: decodeRdmaTransformCapabilities,
  });
  itIsSound('2.2.3.1.7 SMB2_SIGNING_CAPABILITIES', {
    value: ids,
    encode: encodeSigningCapabilities,
    decode: decodeSigningCapabilities,
  });

  it('2.2.3.1.4 SMB2_NETNAME_NEGOTIATE_CONTEXT_ID is the name and nothing else', () => {
    fc.assert(fc.property(text(), (name) => assert.equal(decodeNetname(encodeNetname(name)), name)));
    assert.deepEqual(encodeNetname('sut'), hex('730075007400'));
    assert.throws(() => decodeNetname(hex('7300 75')), codecError('malformed', 'NetName'));
  });

  it('tolerates stray bytes behind a list, as nmap sends them', () => {
    assert.deepEqual(decodePreauthIntegrityCapabilities(hex('0100 0200 0100 aabb ccdd')), {
      hashAlgorithms: [1],
      salt: hex('aabb'),
    });
  });
});
