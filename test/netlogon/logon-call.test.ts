import assert from 'node:assert/strict';
import { encodeAuthMessage, isAuthResponse } from '../../src/netlogon/auth-message.js';
import { decodeLogon, encodeLogon, LogonLevel } from '../../src/netlogon/logon-call.js';
import { validationOf } from '../../src/netlogon/validation-info.js';
import { refusesEveryPrefix } from '../rpc/support/codec-error.js';
import { sessionBaseKey } from './support/ntlm.js';
import { recording } from './support/recorded.js';
import { questionOf } from './support/replay.js';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('netlogon: [MS-NRPC] 3.5.4.5 logon calls of Samba 4.17', () => {
  for (const { call, level, sessionKey, password, question, stub, refusal } of recording.otherCalls) {
    const withAuthenticator = call === 'NetrLogonSamLogonWithFlags';
    const decode = (bytes: Buffer) =>
      decodeLogon({ stub: bytes, bigEndian: false }, level, withAuthenticator);

    it(`${call} with level ${level} names the account, and its keys are decrypted by level`, () => {
      const { info, status, authoritative, returned } = decode(hex(stub));
      assert.deepEqual([status, authoritative, returned !== undefined], [0, true, withAuthenticator]);
      assert.ok(info);
      const validation = validationOf(info, hex(sessionKey));
      const key = sessionBaseKey(question, password);
      assert.deepEqual(validation.sessionKey, key);
      assert.deepEqual(validation.lmKey, key.subarray(0, 8));
      assert.deepEqual(
        [validation.level, validation.account, validation.accountControl],
        [level, 'alice', 0x10],
      );
      assert.equal(validation.groupSids.length, 3);
      // At level 6 the key itself travels, and not at level 3.
      assert.equal(info.userSessionKey.equals(key), level === 6);
    });

    it(`${call} with level ${level} tells the status of a refusal`, () => {
      const { info, status } = decode(hex(refusal));
      assert.deepEqual([info, status], [undefined, 0xc000006a]);
    });

    it(`${call} with level ${level} is refused when it is cut anywhere`, () => {
      refusesEveryPrefix(hex(stub), decode);
      refusesEveryPrefix(hex(refusal), decode);
    });
  }
});

describe('netlogon: [MS-NRPC] 3.5.4.5.1 the parameters of a logon', () => {
  it('are laid out as NDR says, with enums of 16 bits', () => {
    const question = {
      user: 'u',
      domain: 'D',
      workstation: '',
      challenge: hex('0102030405060708'),
      ntResponse: hex('aabb'),
      lmResponse: Buffer.alloc(0),
      parameterControl: 0x820,
    };
    const parties = { server: '\\\\d', computer: 'M' };
    const stub = encodeLogon(parties, question, { logon: LogonLevel.NETWORK, validation: 3 });
    const expected = [
      '00000200 04000000 00000000 04000000 5c005c0064000000',
      '04000200 02000000 00000000 02000000 4d000000',
      // LogonLevel, the discriminant, the pointer.
      '0200 0200 08000200',
      // NETLOGON_LOGON_IDENTITY_INFO
      '02000200 0c000200 20080000 0000000000000000 02000200 10000200 00000000 14000200',
      '0102030405060708 02000200 18000200 00000000 1c000200',
      '01000000 00000000 01000000 4400 0000',
      '01000000 00000000 01000000 7500 0000',
      '00000000 00000000 00000000',
      '02000000 00000000 02000000 aabb 0000',
      '00000000 00000000 00000000',
      // ValidationLevel, ExtraFlags
      '0300 0000 00000000',
    ];
    assert.equal(stub.toString('hex'), expected.join('').replaceAll(' ', ''));
  });

  it('of the recording are those that Samba has answered', () => {
    const [{ question }] = recording.otherCalls as [(typeof recording.otherCalls)[0]];
    const levels = { logon: LogonLevel.NETWORK_TRANSITIVE, validation: 3 } as const;
    const stub = encodeLogon({ server: '\\\\127.0.0.88', computer: 'FILES' }, questionOf(question), levels);
    assert.ok(stub.includes(hex(question.ntResponse)));
    assert.ok(stub.includes(hex(question.challenge)));
  });
});

describe('netlogon: [MS-NRPC] 2.2.1.3.1 NL_AUTH_MESSAGE', () => {
  it('3.3.4.1.1 names the domain and the computer', () => {
    const expected = `0000000003000000${Buffer.from('ADLAB\0FILES\0').toString('hex')}`;
    assert.equal(encodeAuthMessage('ADLAB', 'FILES').toString('hex'), expected);
  });

  it('3.3.4.1.4 a response has type 1 and 12 bytes at least', () => {
    const response = hex('010000000000000000000000');
    assert.ok(isAuthResponse(response));
    assert.ok(isAuthResponse(Buffer.concat([response, Buffer.alloc(3)])));
    for (let length = 0; length < 12; length++) assert.ok(!isAuthResponse(response.subarray(0, length)));
    assert.ok(!isAuthResponse(hex('000000000000000000000000')));
    assert.ok(!isAuthResponse(hex('010000010000000000000000')));
  });
});
