import assert from 'node:assert/strict';
import type { AccountStatus } from '../../src/auth/account.js';
import { AvId } from '../../src/auth/ntlm/av-pairs.js';
import { defaultAuthPolicy, type NtlmPolicy } from '../../src/auth/policy.js';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import type { ServerOptions } from '../../src/server/options.js';
import { ClientLogin, type LoginOptions, tryLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

interface Fault {
  readonly options?: Partial<ServerOptions>;
  readonly login?: LoginOptions;
  /** The reason when the password is right. */
  readonly alone: string;
}

const ntlm = (change: Partial<NtlmPolicy>): Partial<ServerOptions> => ({
  authPolicy: { ntlm: { ...defaultAuthPolicy.ntlm, ...change } },
});
const withStatus = (status: AccountStatus, alone: string): Fault => ({
  options: { accounts: [{ name: 'alice', password: 'secret', status }] },
  alone,
});

/** Everything else that can be wrong with a login beside its password. */
const faults: Readonly<Record<string, Fault>> = {
  'no MIC': { options: ntlm({ mic: 'required' }), login: { mic: false }, alone: 'ntlm-mic-missing' },
  'a MIC of garbage': {
    login: { editMessage: (message) => ({ ...message, mic: Buffer.alloc(16, 1) }) },
    alone: 'ntlm-mic-invalid',
  },
  'target information of another server': {
    login: {
      editAvPairs: (pairs) =>
        pairs.map((pair) =>
          pair.id === AvId.MsvAvDnsComputerName ? { ...pair, value: Buffer.from('o\0t\0') } : pair,
        ),
    },
    alone: 'target-info-altered',
  },
  'target information left out': { login: { editAvPairs: () => [] }, alone: 'target-info-altered' },
  'another service': {
    options: ntlm({ targetNames: ['cifs/files.example'] }),
    login: { targetName: 'cifs/other.example' },
    alone: 'target-name-mismatch',
  },
  'a clock of 1601': {
    options: ntlm({ maxClockSkewSeconds: 300 }),
    login: { timeStamp: 0n },
    alone: 'clock-skew',
  },
  'a session key of 15 bytes': {
    login: { editMessage: (message) => ({ ...message, encryptedRandomSessionKey: Buffer.alloc(15) }) },
    alone: 'session-key-invalid',
  },
  'a disabled account': withStatus('disabled', 'account-disabled'),
  'an expired account': withStatus('expired', 'account-expired'),
  'an expired password': withStatus('password-expired', 'password-expired'),
  'a password to change': withStatus('must-change-password', 'password-must-change'),
  'another workstation': {
    options: { accounts: [{ name: 'alice', password: 'secret', workstations: ['DESK'] }] },
    login: { workstation: 'LAPTOP' },
    alone: 'workstation-not-allowed',
  },
  'the wrong hour': {
    options: { accounts: [{ name: 'alice', password: 'secret', logonHours: '00'.repeat(21) }] },
    alone: 'outside-logon-hours',
  },
};

describe('a wrong password is explained as nothing else', () => {
  for (const [name, { options, login, alone }] of Object.entries(faults)) {
    it(`with ${name} beside it`, async () => {
      await using server = await serve(options);
      await tryLogin(await server.negotiated(), { ...login });
      await tryLogin(await server.negotiated(), { ...login, password: 'something else entirely' });
      const [right, wrong] = await server.records(2);
      assert.equal(right?.reason, alone, right?.explanation);
      assert.equal(wrong?.reason, 'wrong-password', wrong?.explanation);
      assert.match(wrong.explanation, /^The account exists and the proof does not match its password\./);
      assert.doesNotMatch(wrong.explanation, /password is right|Check /);
    });
  }

  it('whatever letters it has in common with the right one', async () => {
    await using server = await serve();
    const near = [
      'secrett',
      'sacret',
      'SECRET1',
      'terces',
      'sec ret',
      'secret1',
      'secter',
      'aecret',
      'zsecret',
    ];
    for (const password of near) {
      const client = await server.negotiated();
      await tryLogin(client, { password });
      client.close();
    }
    const records = await server.records(near.length);
    assert.deepEqual(
      records.map(({ reason }) => reason),
      near.map(() => 'wrong-password'),
    );
    assert.equal(new Set(records.map(({ explanation }) => explanation)).size, 1);
  });

  it('nor is a right one that was hashed or sent in another form', async () => {
    await using server = await serve();
    for (const login of [{ response: 'lmv2' }, { domain: 'corp', hashedDomain: 'CORP' }] as const) {
      const client = await server.negotiated();
      await tryLogin(client, login);
      client.close();
    }
    const records = await server.records(2);
    assert.ok(records.every(({ reason }) => reason !== 'wrong-password'));
  });
});

describe('explanations name the cause among those that look alike', () => {
  const explained = async (
    login: LoginOptions,
    options: Partial<ServerOptions> = {},
    change: (authenticate: Buffer) => void = () => {},
  ): Promise<AttemptRecord> => {
    await using server = await serve(options);
    const client = await server.negotiated();
    const exchange = new ClientLogin(client, login);
    const authenticate = exchange.ntlm.authenticate.bind(exchange.ntlm);
    exchange.ntlm.authenticate = (challenge) => {
      const message = authenticate(challenge);
      change(message);
      return message;
    };
    await exchange.first();
    await exchange.second();
    client.close();
    const [record] = await server.records(1);
    assert.ok(record);
    return record;
  };

  it('ntlm-mic-missing: announced and cut off, or never announced', async () => {
    const cut = await explained({ editMessage: (message) => ({ ...message, mic: undefined }) });
    assert.equal(cut.reason, 'ntlm-mic-missing');
    assert.match(cut.explanation, /MsvAvFlags announce a MIC, and the message has no room/);
    const none = await explained({ mic: false }, ntlm({ mic: 'required' }));
    assert.equal(none.reason, 'ntlm-mic-missing');
    assert.match(none.explanation, /announces none, though it repeats MsvAvTimestamp/);
  });

  it('flags of zero in the AUTHENTICATE, where what follows from them goes wrong', async () => {
    const zeroFlags = (authenticate: Buffer): void => void authenticate.writeUInt32LE(0, 60);
    const record = await explained({}, {}, zeroFlags);
    assert.equal(record.reason, 'ntlm-mic-invalid');
    assert.match(record.explanation, /ignores the flags of our CHALLENGE: it says 0/);
  });

  it('a name without any proof is not searched for ways to mangle a password', async () => {
    const nothing = Buffer.alloc(0);
    const record = await explained({
      mic: false,
      editMessage: (message) => ({ ...message, ntChallengeResponse: nothing, lmChallengeResponse: nothing }),
    });
    assert.equal(record.reason, 'wrong-password');
    assert.match(record.explanation, /nothing to prove a password with\.$/);
  });

  it('a response of NTLMv1 that no password makes', async () => {
    const v1 = ntlm({ v1: 'accept' });
    const blocks = await explained(
      {
        response: 'ntlmv1',
        editMessage: (message) => ({ ...message, ntChallengeResponse: Buffer.alloc(24, 'oneblock') }),
      },
      v1,
    );
    assert.equal(blocks.reason, 'response-miscomputed');
    assert.match(
      blocks.explanation,
      /no password makes it right\. .* three blocks of the response are the same/,
    );
    const copied = await explained(
      {
        response: 'ntlmv1',
        password: 'wrong',
        editMessage: (message) => ({ ...message, lmChallengeResponse: message.ntChallengeResponse }),
      },
      v1,
    );
    assert.equal(copied.reason, 'response-miscomputed');
    assert.match(copied.explanation, /agreed to extended session security, and computed a response without/);
    const wrong = await explained({ response: 'ntlmv1', password: 'wrong' }, v1);
    assert.equal(wrong.reason, 'wrong-password');
  });

  it('a name with an @ may have been typed so', async () => {
    const typed = await explained({ user: 'alice@corp.example', domain: '', password: 'x' });
    assert.match(typed.explanation, /Unless it was typed with the @/);
    const cloud = await explained({ domain: 'AzureAD', password: 'x' });
    assert.match(cloud.explanation, /looks like the logon of the client’s own desktop/);
  });
});
