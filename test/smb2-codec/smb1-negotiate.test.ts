import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  decodeSmb1NegotiateRequest,
  encodeSmb1NegotiateRequest,
  Smb1Dialect,
} from '../../src/smb2-codec/index.js';
import { codecError, hex, itIsSoundData, record, written } from './support.js';

const dialect = fc
  .array(fc.integer({ min: 1, max: 255 }), { maxLength: 20 })
  .map((codes) => Buffer.from(codes).toString('latin1'));

const offer = (...dialects: string[]) => written((w) => encodeSmb1NegotiateRequest(w, { dialects }));

describe('[MS-CIFS] 2.2.4.52.1 SMB_COM_NEGOTIATE Request', () => {
  itIsSoundData(
    'as the first message of a multi-protocol client',
    record({ dialects: fc.array(dialect, { maxLength: 6 }) }),
    encodeSmb1NegotiateRequest,
    decodeSmb1NegotiateRequest,
  );

  it('reads what smbclient sends', () => {
    const message = hex(`ff534d42 72 00000000 18 43c8 0000 0000000000000000 0000 0000 fffe 0000 0000
      00 2200 02 4e54204c4d20302e313200 02 534d4220322e30303200 02 534d4220322e3f3f3f00`);
    assert.deepEqual(decodeSmb1NegotiateRequest(message).dialects, [
      'NT LM 0.12',
      Smb1Dialect.SMB_2_002,
      Smb1Dialect.SMB_2_WILDCARD,
    ]);
  });

  it('refuses ByteCount beyond the frame', () => {
    const message = offer('NT LM 0.12');
    message.writeUInt16LE(message.readUInt16LE(33) + 1, 33);
    assert.throws(() => decodeSmb1NegotiateRequest(message), codecError('truncated', 'Bytes'));
  });

  it('refuses a string that ends nowhere within ByteCount, though a NUL follows', () => {
    const message = Buffer.concat([offer('SMB 2.002'), Buffer.alloc(4)]);
    message.writeUInt16LE(message.readUInt16LE(33) - 1, 33);
    assert.throws(() => decodeSmb1NegotiateRequest(message), codecError('truncated', 'DialectString'));
  });

  it('refuses another command and another buffer format', () => {
    const command = offer('x');
    command[4] = 0x73;
    assert.throws(() => decodeSmb1NegotiateRequest(command), codecError('bad-constant', 'Command'));
    const format = offer('x');
    format[35] = 0x04;
    assert.throws(() => decodeSmb1NegotiateRequest(format), codecError('bad-constant', 'BufferFormat'));
  });
});
