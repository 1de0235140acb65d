import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  decodeSmb1DialectIndex,
  decodeSmb1NegotiateRequest,
  encodeSmb1NegotiateRequest,
  encodeSmb1NegotiateResponse,
  isSmb1Response,
  NO_SMB1_DIALECT,
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

describe('[MS-CIFS] 2.2.4.52.2 SMB_COM_NEGOTIATE Response', () => {
  const request = offer('NT LM 0.12');
  request.write('03c0 0000 aabb 1122334455667788 0000 4567 fffe 89ab 0700'.replaceAll(' ', ''), 10, 'hex');
  const answer = written((w) =>
    encodeSmb1NegotiateResponse(w, { requestHeader: request, dialectIndex: NO_SMB1_DIALECT }),
  );

  it('is the header of the request with the reply bit, one word and no bytes', () => {
    assert.equal(answer.length, 32 + 1 + 2 + 2);
    assert.equal(answer.subarray(10, 32).toString('hex'), request.subarray(10, 32).toString('hex'));
    assert.equal(answer.subarray(32).toString('hex'), '01ffff0000');
    assert.deepEqual([isSmb1Response(answer), isSmb1Response(request)], [true, false]);
    assert.equal(decodeSmb1DialectIndex(answer), 0xffff);
  });

  it('refuses one without words, one cut short and another command', () => {
    const wordless = Buffer.from(answer);
    wordless[32] = 0;
    assert.throws(() => decodeSmb1DialectIndex(wordless), codecError('out-of-range', 'WordCount'));
    const command = Buffer.from(answer);
    command[4] = 0x73;
    assert.throws(() => decodeSmb1DialectIndex(command), codecError('bad-constant', 'Command'));
    for (let length = 0; length < 35; length++) {
      assert.throws(() => decodeSmb1DialectIndex(answer.subarray(0, length)), { name: 'CodecError' });
    }
    assert.equal(isSmb1Response(answer.subarray(0, 9)), false);
  });
});
