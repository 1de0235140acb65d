import assert from 'node:assert/strict';
import type { OfferAction } from '../../src/index.js';
import type { ServerOptions } from '../../src/server/options.js';
import {
  Capabilities,
  CtlCode,
  decodeNegotiateResponse,
  decodeSmb1DialectIndex,
  Dialect,
  encodeNegotiateRequest,
  encodeSmb1NegotiateRequest,
  encodeValidateNegotiateInfoRequest,
  frame,
  HEADER_LENGTH,
  NO_SMB1_DIALECT,
  type NegotiateRequest,
} from '../../src/smb2-codec/index.js';
import { Writer } from '../../src/bytes/index.js';
import { expectStatus, type Fixture } from '../session/support.js';
import type { SmbClient } from '../support/smb-client.js';
import { hashed } from '../support/smb-client-keys.js';
import {
  ClientLogin,
  login,
  negotiate,
  negotiateContexts,
  type NegotiateOptions,
  negotiateRequest,
  tryNegotiate,
} from '../support/smb-client-login.js';
import { effectsOf, serveWith } from './support.js';

function serveOffer(offer: Omit<OfferAction, 'do'>, options: Partial<ServerOptions> = {}): Promise<Fixture> {
  return serveWith('negotiate-request', { do: 'offer', ...offer }, options);
}

const all = { ciphers: [2, 4, 1, 3], signingAlgorithms: [2, 1, 0] } as const;

/** Sends FSCTL_VALIDATE_NEGOTIATE_INFO with what the client really offered. */
async function validate(client: SmbClient) {
  const session = await login(client);
  const { treeId } = (await client.treeConnect('IPC$', { session })).header;
  const { capabilities, clientGuid: guid, securityMode, dialects } = client.settled;
  const input = encodeValidateNegotiateInfoRequest({ capabilities, guid, securityMode, dialects });
  const ctlCode = CtlCode.VALIDATE_NEGOTIATE_INFO;
  return client.ioctl({ ctlCode, input, maxOutputResponse: 24 }, { session, treeId });
}

/** The first message of a client, as it writes it. */
function firstSentBy(client: SmbClient): () => Buffer {
  let first: Buffer | undefined;
  const send = client.sendRaw.bind(client);
  client.sendRaw = (bytes) => {
    first ??= Buffer.from(bytes.subarray(4));
    send(bytes);
  };
  return () => first ?? assert.fail('nothing was sent');
}

/** The bytes of the NEGOTIATE that arrived, as somebody in between made them. */
function arrived(sent: Buffer, body: NegotiateRequest): Buffer {
  const w = new Writer().bytes(sent.subarray(0, HEADER_LENGTH));
  encodeNegotiateRequest(w, body);
  return w.finish();
}

describe('an offer that is altered on its way', () => {
  for (const [left, dialect] of [
    [['3.0', '3.0.2'], Dialect.SMB_3_0_2],
    [['2.0.2', '2.1'], Dialect.SMB_2_1],
    [['2.0.2'], Dialect.SMB_2_0_2],
  ] as const) {
    it(`dialects ${left.join(', ')}: the server speaks it, and VALIDATE_NEGOTIATE_INFO ends the connection`, async () => {
      await using fixture = await serveOffer({ dialects: left });
      const client = await fixture.connect();
      assert.equal((await negotiate(client)).dialectRevision, dialect);
      await assert.rejects(validate(client), { name: 'ConnectionClosed' });
      const [attempt] = await fixture.records(1);
      assert.equal(attempt?.verdict, 'accepted');
      assert.deepEqual(effectsOf(fixture), [`negotiate-request: offer dialects ${left.join(', ')}`]);
    });
  }

  it('a client that does not validate goes on', async () => {
    await using fixture = await serveOffer({ dialects: ['2.0.2', '2.1'] });
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('dialects none: DialectCount is 0', async () => {
    await using fixture = await serveOffer({ dialects: [] });
    expectStatus(await tryNegotiate(await fixture.connect()), 'STATUS_INVALID_PARAMETER');
  });

  it('capabilities and SecurityMode under 3.0.2: VALIDATE_NEGOTIATE_INFO ends the connection', async () => {
    const options: NegotiateOptions = { dialects: [Dialect.SMB_3_0_2], securityMode: 3 };
    for (const offer of [{ capabilities: ['LARGE-MTU'] }, { securityMode: 'none' }] as const) {
      await using fixture = await serveOffer(offer);
      const client = await fixture.connect();
      const { capabilities } = await negotiate(client, options);
      const encrypts = (capabilities & Capabilities.ENCRYPTION) !== 0;
      assert.equal(encrypts, 'securityMode' in offer);
      await assert.rejects(validate(client), { name: 'ConnectionClosed' });
    }
  });

  const altered: readonly (readonly [
    string,
    Omit<OfferAction, 'do'>,
    Partial<NegotiateRequest>,
    number,
    number,
  ])[] = [
    [
      'ciphers',
      { ciphers: ['AES-128-CCM'] },
      { negotiateContexts: negotiateContexts({ ...all, ciphers: [1] }) },
      1,
      2,
    ],
    ['no cipher', { ciphers: [] }, { negotiateContexts: negotiateContexts({ ...all, ciphers: [] }) }, 0, 2],
    [
      'signing algorithms',
      { signingAlgorithms: ['AES-CMAC', 'HMAC-SHA256'] },
      { negotiateContexts: negotiateContexts({ ...all, signingAlgorithms: [1, 0] }) },
      2,
      1,
    ],
    [
      'contexts',
      { withoutContexts: ['encryption', 'signing'] },
      { negotiateContexts: negotiateContexts({ ciphers: [], signingAlgorithms: [] }) },
      0,
      1,
    ],
    ['SecurityMode', { securityMode: 'none' }, { securityMode: 0 }, 2, 2],
    ['capabilities', { capabilities: [] }, { capabilities: 0 }, 2, 2],
  ];
  for (const [what, offer, difference, cipher, signing] of altered) {
    it(`3.1.1, ${what}: the keys of both sides differ, and only those of the altered bytes are the server’s`, async () => {
      await using fixture = await serveOffer(offer);
      const client = await fixture.connect();
      const sent = firstSentBy(client);
      const reply = await tryNegotiate(client, all);
      assert.deepEqual([client.settled.cipher, client.settled.signingAlgorithm], [cipher, signing]);

      const exchange = new ClientLogin(client);
      await exchange.first();
      const last = await exchange.second();
      assert.throws(
        () => exchange.complete(last),
        /signature/i,
        'a good client sees that the signature is wrong',
      );

      // The same with the hash of somebody who knows what arrived.
      const request = arrived(sent(), { ...negotiateRequest(all), ...difference });
      client.negotiation = {
        ...client.settled,
        preauthHash: hashed(hashed(Buffer.alloc(64), request), reply.message),
      };
      const session = await login(client);
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    });
  }

  it('two faults take together', async () => {
    await using fixture = await serveWith('negotiate-request', [
      { do: 'offer', ciphers: ['AES-128-CCM', 'AES-256-CCM'] },
      { do: 'offer', ciphers: ['AES-256-CCM', 'AES-256-GCM'] },
    ]);
    const client = await fixture.connect();
    await tryNegotiate(client, all);
    assert.equal(client.settled.cipher, 3);
  });

  it('leaves an offer alone that has nothing to take, bytes included', async () => {
    await using fixture = await serveOffer({ ciphers: ['AES-128-GCM', 'AES-128-CCM'] });
    const client = await fixture.negotiated({ ciphers: [2, 1] });
    await login(client);
  });

  it('does not happen on another connection', async () => {
    const what = { do: 'offer', dialects: ['2.1'] } as const;
    await using fixture = await serveWith('negotiate-request', what, {}, { times: 1 });
    assert.equal((await negotiate(await fixture.connect())).dialectRevision, Dialect.SMB_2_1);
    assert.equal((await negotiate(await fixture.connect())).dialectRevision, Dialect.SMB_3_1_1);
  });
});

describe('an offer of SMB1 that is altered on its way', () => {
  async function answerTo(offer: Omit<OfferAction, 'do'>, ...dialects: string[]) {
    await using fixture = await serveOffer(offer);
    const client = await fixture.connect();
    const w = new Writer(64);
    encodeSmb1NegotiateRequest(w, { dialects: ['NT LM 0.12', ...dialects] });
    client.sendRaw(frame(w.finish()));
    return await client.receivePayload();
  }
  const both = ['SMB 2.002', 'SMB 2.???'];

  it('2.0.2 alone: the answer is 2.0.2 at once', async () => {
    const answer = await answerTo({ dialects: ['2.0.2'] }, ...both);
    assert.equal(decodeNegotiateResponse(answer).dialectRevision, Dialect.SMB_2_0_2);
  });

  it('a later one alone: the answer is the wildcard', async () => {
    const answer = await answerTo({ dialects: ['3.0'] }, ...both);
    assert.equal(decodeNegotiateResponse(answer).dialectRevision, Dialect.WILDCARD);
  });

  it('none: SMB1 is refused as if SMB2 had not been offered', async () => {
    assert.equal(decodeSmb1DialectIndex(await answerTo({ dialects: [] }, ...both)), NO_SMB1_DIALECT);
  });

  it('ciphers: there are none to take', async () => {
    const answer = await answerTo({ ciphers: [] }, ...both);
    assert.equal(decodeNegotiateResponse(answer).dialectRevision, Dialect.WILDCARD);
  });
});
