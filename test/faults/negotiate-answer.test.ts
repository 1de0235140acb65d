import assert from 'node:assert/strict';
import { Writer } from '../../src/bytes/index.js';
import type { NegotiateAnswerAction, ValidateAnswerAction } from '../../src/index.js';
import { dialectRevision as revisionOf } from '../../src/protection/dialect.js';
import type { ServerOptions } from '../../src/server/options.js';
import {
  Capabilities,
  Command,
  CtlCode,
  decodeCompressionCapabilities,
  decodeEncryptionCapabilities,
  decodeIoctlResponse,
  decodeNegotiateResponse,
  decodePreauthIntegrityCapabilities,
  decodeSigningCapabilities,
  decodeValidateNegotiateInfoResponse,
  Dialect,
  encodeNegotiateRequest,
  encodeSmb1NegotiateRequest,
  encodeValidateNegotiateInfoRequest,
  frame,
  type NegotiateContext,
  NegotiateContextType as Type,
  type NegotiateResponse,
} from '../../src/smb2-codec/index.js';
import { expectStatus, type Fixture } from '../session/support.js';
import type { SmbClient } from '../support/smb-client.js';
import {
  ClientLogin,
  login,
  negotiate,
  negotiateRequest,
  tryNegotiate,
} from '../support/smb-client-login.js';
import { effectsOf, serveWith } from './support.js';

function serveAnswer(
  answer: Omit<NegotiateAnswerAction, 'do'>,
  options: Partial<ServerOptions> = {},
): Promise<Fixture> {
  return serveWith('negotiate', { do: 'negotiate-answer', ...answer }, options);
}

const offer = { ciphers: [2, 1], signingAlgorithms: [2, 1, 0] } as const;
const older = [0x0202, 0x0210, 0x0300, 0x0302];

/** The answer to NEGOTIATE as the client gets it. */
async function answerOf(answer: Omit<NegotiateAnswerAction, 'do'>): Promise<NegotiateResponse> {
  await using fixture = await serveAnswer(answer);
  const client = await fixture.connect();
  return await negotiate(client, { ...offer });
}

function contextsOf({ negotiateContexts }: NegotiateResponse, type: number): readonly NegotiateContext[] {
  return negotiateContexts.filter((context) => context.type === type);
}

async function validate(client: SmbClient) {
  const session = await login(client);
  const { treeId } = (await client.treeConnect('IPC$', { session })).header;
  const { capabilities, clientGuid: guid, securityMode, dialects } = client.settled;
  const input = encodeValidateNegotiateInfoRequest({ capabilities, guid, securityMode, dialects });
  const ctlCode = CtlCode.VALIDATE_NEGOTIATE_INFO;
  const reply = await client.ioctl({ ctlCode, input, maxOutputResponse: 24 }, { session, treeId });
  expectStatus(reply, 'STATUS_SUCCESS');
  assert.equal(reply.signature, 'valid');
  return decodeIoctlResponse(reply.message).output;
}

describe('faults in the answer to NEGOTIATE', () => {
  const fields: readonly (readonly [
    Omit<NegotiateAnswerAction, 'do'>,
    (answer: NegotiateResponse) => unknown,
    unknown,
  ])[] = [
    [{ dialect: '3.0.2' }, ({ dialectRevision }) => dialectRevision, Dialect.SMB_3_0_2],
    [{ dialect: 0x0399 }, ({ dialectRevision }) => dialectRevision, 0x0399],
    [{ securityMode: 'none' }, ({ securityMode }) => securityMode, 0],
    [{ securityMode: 'required' }, ({ securityMode }) => securityMode, 3],
    [{ without: ['LARGE-MTU', 'MULTI-CHANNEL'] }, ({ capabilities }) => capabilities, 0],
    [
      { with: ['DFS', 'ENCRYPTION'] },
      ({ capabilities }) => capabilities & (Capabilities.DFS | Capabilities.ENCRYPTION),
      Capabilities.DFS | Capabilities.ENCRYPTION,
    ],
    [{ serverGuid: 'zero' }, ({ serverGuid }) => serverGuid.toString('hex'), '00'.repeat(16)],
    [
      { maxTransactSize: 4096, maxWriteSize: 1 },
      ({ maxTransactSize, maxReadSize, maxWriteSize }) => [maxTransactSize, maxReadSize, maxWriteSize],
      [4096, 4096, 1],
    ],
    [{ maxReadSize: 0 }, ({ maxReadSize }) => maxReadSize, 0],
  ];
  for (const [answer, read, value] of fields) {
    for (const inFlight of [false, true]) {
      const change = { ...answer, ...(inFlight && { inFlight }) };
      it(JSON.stringify(change), async () => assert.deepEqual(read(await answerOf(change)), value));
    }
  }

  const contexts: readonly (readonly [
    Omit<NegotiateAnswerAction, 'do'>,
    number,
    (data: Buffer) => unknown,
    unknown,
  ])[] = [
    [{ cipher: 'AES-128-CCM' }, Type.ENCRYPTION_CAPABILITIES, decodeEncryptionCapabilities, [1]],
    [{ cipher: 0x7777 }, Type.ENCRYPTION_CAPABILITIES, decodeEncryptionCapabilities, [0x7777]],
    [{ cipher: 0 }, Type.ENCRYPTION_CAPABILITIES, decodeEncryptionCapabilities, [0]],
    [{ signingAlgorithm: 'HMAC-SHA256' }, Type.SIGNING_CAPABILITIES, decodeSigningCapabilities, [0]],
    [{ signingAlgorithm: 99 }, Type.SIGNING_CAPABILITIES, decodeSigningCapabilities, [99]],
    [{ encryptionContext: 'empty' }, Type.ENCRYPTION_CAPABILITIES, decodeEncryptionCapabilities, []],
    [{ signingContext: 'empty' }, Type.SIGNING_CAPABILITIES, decodeSigningCapabilities, []],
    [
      { compression: [2, 0x7777] },
      Type.COMPRESSION_CAPABILITIES,
      (data) => decodeCompressionCapabilities(data).compressionAlgorithms,
      [2, 0x7777],
    ],
    [
      { hashAlgorithm: 2 },
      Type.PREAUTH_INTEGRITY_CAPABILITIES,
      (data) => decodePreauthIntegrityCapabilities(data).hashAlgorithms,
      [2],
    ],
    [
      { salt: 'empty' },
      Type.PREAUTH_INTEGRITY_CAPABILITIES,
      (data) => decodePreauthIntegrityCapabilities(data).salt.length,
      0,
    ],
    [
      { salt: 'zero' },
      Type.PREAUTH_INTEGRITY_CAPABILITIES,
      (data) => decodePreauthIntegrityCapabilities(data).salt.toString('hex'),
      '00'.repeat(32),
    ],
    [
      { preauthContext: 'empty' },
      Type.PREAUTH_INTEGRITY_CAPABILITIES,
      (data) => decodePreauthIntegrityCapabilities(data).hashAlgorithms,
      [],
    ],
  ];
  for (const [answer, type, decode, value] of contexts) {
    it(JSON.stringify(answer), async () => {
      const [context, ...others] = contextsOf(await answerOf({ ...answer, inFlight: true }), type);
      assert.deepEqual(decode(context?.data ?? assert.fail('no context')), value);
      assert.deepEqual(others, []);
    });
  }

  for (const [key, type] of [
    ['preauthContext', Type.PREAUTH_INTEGRITY_CAPABILITIES],
    ['encryptionContext', Type.ENCRYPTION_CAPABILITIES],
    ['signingContext', Type.SIGNING_CAPABILITIES],
  ] as const) {
    it(`${key} missing, or twice`, async () => {
      assert.equal(contextsOf(await answerOf({ [key]: 'missing' }), type).length, 0);
      const [first, second] = contextsOf(await answerOf({ [key]: 'duplicate' }), type);
      assert.deepEqual(second, first ?? assert.fail('no context'));
    });

    it(`${key} malformed`, async () => {
      await using fixture = await serveAnswer({ [key]: 'malformed' });
      const client = await fixture.connect();
      client.send(Command.NEGOTIATE, (w) => encodeNegotiateRequest(w, negotiateRequest(offer)));
      const answer = decodeNegotiateResponse((await client.receive()).message);
      const [context] = contextsOf(answer, type);
      assert.deepEqual(context?.data, Buffer.of(1));
    });
  }

  it('in flight: the server hashes what it made, so that the signature of the login is wrong', async () => {
    for (const answer of [
      { salt: 'other' },
      { serverGuid: 'other' },
      { without: ['MULTI-CHANNEL'] },
    ] as const) {
      await using fixture = await serveAnswer({ ...answer, inFlight: true });
      const client = await fixture.negotiated(offer);
      const exchange = new ClientLogin(client);
      await exchange.first();
      const reply = await exchange.second();
      expectStatus(reply, 'STATUS_SUCCESS');
      assert.throws(() => exchange.complete(reply), /signature/i);
    }
  });

  it('of its own: the server hashes what it says, and the login is right', async () => {
    for (const answer of [
      { salt: 'zero' },
      { serverGuid: 'other' },
      { without: ['MULTI-CHANNEL'] },
    ] as const) {
      await using fixture = await serveAnswer(answer);
      await login(await fixture.negotiated(offer));
      const [effect = ''] = effectsOf(fixture);
      assert.match(effect, /^negotiate: negotiate-answer /);
    }
  });

  for (const dialect of ['2.0.2', '2.1', '3.0', '3.0.2'] as const) {
    it(`of its own, ${dialect}: the server speaks it`, async () => {
      await using fixture = await serveAnswer({ dialect });
      const client = await fixture.negotiated(offer);
      const session = await login(client);
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
      assert.equal(client.settled.dialect, revisionOf(dialect));
    });
  }

  for (const [answer, cipher, signing] of [
    [{ cipher: 'AES-128-CCM' }, 1, 2],
    [{ signingAlgorithm: 'HMAC-SHA256' }, 2, 0],
    [{ encryptionContext: 'missing' }, 0, 2],
    [{ signingContext: 'missing' }, 2, 1],
  ] as const) {
    it(`of its own, ${JSON.stringify(answer)}: the server holds to it`, async () => {
      await using fixture = await serveAnswer(answer);
      const client = await fixture.negotiated(offer);
      assert.deepEqual([client.settled.cipher, client.settled.signingAlgorithm], [cipher, signing]);
      const session = await login(client);
      const encrypt = cipher !== 0;
      expectStatus(await client.treeConnect('disk', { session, encrypt }), 'STATUS_SUCCESS');
    });
  }

  it('of its own: VALIDATE_NEGOTIATE_INFO repeats it', async () => {
    await using fixture = await serveAnswer({
      serverGuid: 'other',
      securityMode: 'required',
      without: ['ENCRYPTION'],
    });
    const client = await fixture.connect();
    const said = await negotiate(client, { dialects: older });
    assert.deepEqual(decodeValidateNegotiateInfoResponse(await validate(client)), {
      capabilities: said.capabilities,
      guid: said.serverGuid,
      securityMode: said.securityMode,
      dialect: Dialect.SMB_3_0_2,
    });
  });

  it('in flight: VALIDATE_NEGOTIATE_INFO gives it away', async () => {
    await using fixture = await serveAnswer({
      inFlight: true,
      securityMode: 'none',
      without: ['ENCRYPTION'],
    });
    const client = await fixture.connect();
    const got = await negotiate(client, { dialects: older });
    const info = decodeValidateNegotiateInfoResponse(await validate(client));
    assert.notEqual(info.capabilities, got.capabilities);
    assert.notEqual(info.securityMode, got.securityMode);
    assert.deepEqual([info.guid, info.dialect], [got.serverGuid, got.dialectRevision]);
  });

  it('the answer to a NEGOTIATE of SMB1', async () => {
    const what = { do: 'negotiate-answer', dialect: '2.1', serverGuid: 'zero' } as const;
    await using fixture = await serveWith('negotiate-smb1', what);
    const client = await fixture.connect();
    const w = new Writer();
    encodeSmb1NegotiateRequest(w, { dialects: ['NT LM 0.12', 'SMB 2.???'] });
    client.sendRaw(frame(w.finish()));
    const { dialectRevision, serverGuid } = decodeNegotiateResponse((await client.receive()).message);
    assert.deepEqual([dialectRevision, serverGuid], [Dialect.SMB_2_1, Buffer.alloc(16)]);
  });

  it('has nothing to alter in a refusal', async () => {
    await using fixture = await serveAnswer({ dialect: '2.1' });
    expectStatus(await tryNegotiate(await fixture.connect(), { dialects: [] }), 'STATUS_INVALID_PARAMETER');
  });

  it('both ways together: the hash is made of what the server says', async () => {
    await using fixture = await serveWith('negotiate', [
      { do: 'negotiate-answer', maxTransactSize: 65_536 },
      { do: 'negotiate-answer', inFlight: true, serverGuid: 'zero' },
    ]);
    const reply = await tryNegotiate(await fixture.connect(), offer);
    const { maxReadSize, serverGuid } = decodeNegotiateResponse(reply.message);
    assert.deepEqual([maxReadSize, serverGuid], [65_536, Buffer.alloc(16)]);
  });
});

describe('faults in the answer to FSCTL_VALIDATE_NEGOTIATE_INFO', () => {
  async function infoOf(answer: Omit<ValidateAnswerAction, 'do'>) {
    await using fixture = await serveWith('validate-negotiate', { do: 'validate-answer', ...answer });
    const client = await fixture.connect();
    const said = await negotiate(client, { dialects: older });
    const output = await validate(client);
    return { said, output };
  }

  for (const [answer, key, value] of [
    [{ dialect: '3.0' }, 'dialect', Dialect.SMB_3_0],
    [{ dialect: 0x0399 }, 'dialect', 0x0399],
    [{ securityMode: 'required' }, 'securityMode', 3],
    [{ with: ['DFS'], without: ['LARGE-MTU'] }, 'capabilities', Capabilities.DFS],
    [{ guid: 'zero' }, 'guid', Buffer.alloc(16)],
  ] as const) {
    it(`${JSON.stringify(answer)}, rightly signed`, async () => {
      const { said, output } = await infoOf(answer);
      const info = decodeValidateNegotiateInfoResponse(output);
      const bits = Capabilities.DFS | Capabilities.LARGE_MTU;
      const got = key === 'capabilities' ? info.capabilities & bits : info[key];
      assert.deepEqual(got, value);
      const own = { guid: said.serverGuid, securityMode: said.securityMode, dialect: said.dialectRevision };
      const others = Object.entries(own).filter(([name]) => name !== key);
      assert.deepEqual(
        others.map(([name]) => info[name as 'guid']),
        others.map(([, each]) => each),
      );
    });
  }

  it('another guid', async () => {
    const { said, output } = await infoOf({ guid: 'other' });
    assert.notDeepEqual(decodeValidateNegotiateInfoResponse(output).guid, said.serverGuid);
  });

  it('shorter than it must be', async () => {
    assert.equal((await infoOf({ length: 20 })).output.length, 20);
    assert.equal((await infoOf({ length: 0 })).output.length, 0);
  });

  it('stays as it is where it is an error', async () => {
    const policy = { dialects: ['2.0.2', '2.1'] } as const;
    const what = { do: 'validate-answer', dialect: '3.0' } as const;
    await using fixture = await serveWith('validate-negotiate', what, { policy });
    const client = await fixture.negotiated({ dialects: older });
    await assert.rejects(validate(client), /STATUS_NOT_SUPPORTED/);
  });
});
