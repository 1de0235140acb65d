import assert from 'node:assert/strict';
import { cipherId, cipherNames } from '../../../../src/protection/encryption.js';
import {
  Cipher,
  decodeEncryptionCapabilities,
  decodeNegotiateResponse,
  decodePreauthIntegrityCapabilities,
  decodeSigningCapabilities,
  Dialect,
  encodeCompressionCapabilities,
  encodeEncryptionCapabilities,
  encodeNegotiateRequest,
  encodeNetname,
  encodePreauthIntegrityCapabilities,
  encodeRdmaTransformCapabilities,
  encodeSigningCapabilities,
  frame,
  type NegotiateContext,
  NegotiateContextType as Type,
  SigningAlgorithm,
} from '../../../../src/smb2-codec/index.js';
import { login, negotiate, negotiateRequest, tryNegotiate } from '../../../support/smb-client-login.js';
import { expectStatus, type Fixture, serve } from '../../support.js';

const salt = Buffer.alloc(32, 1);
const preauth: NegotiateContext = {
  type: Type.PREAUTH_INTEGRITY_CAPABILITIES,
  data: encodePreauthIntegrityCapabilities({ hashAlgorithms: [1], salt }),
};
const encryption = (...ciphers: number[]): NegotiateContext => ({
  type: Type.ENCRYPTION_CAPABILITIES,
  data: encodeEncryptionCapabilities(ciphers),
});
const signing = (...algorithms: number[]): NegotiateContext => ({
  type: Type.SIGNING_CAPABILITIES,
  data: encodeSigningCapabilities(algorithms),
});
const compression: NegotiateContext = {
  type: Type.COMPRESSION_CAPABILITIES,
  data: encodeCompressionCapabilities({ flags: 0, compressionAlgorithms: [1] }),
};
const rdma: NegotiateContext = {
  type: Type.RDMA_TRANSFORM_CAPABILITIES,
  data: encodeRdmaTransformCapabilities([1]),
};
const netname: NegotiateContext = {
  type: Type.NETNAME_NEGOTIATE_CONTEXT_ID,
  data: encodeNetname('server'),
};
const truncated = ({ type, data }: NegotiateContext) => ({ type, data: data.subarray(0, data.length - 1) });
const stray = ({ type, data }: NegotiateContext) => ({
  type,
  data: Buffer.concat([data, Buffer.from('strays')]),
});

async function offer(fixture: Fixture, ...negotiateContexts: NegotiateContext[]) {
  return tryNegotiate(await fixture.connect(), { negotiateContexts });
}

async function agreed(fixture: Fixture, ...negotiateContexts: NegotiateContext[]) {
  const { negotiateContexts: answered } = await negotiate(await fixture.connect(), { negotiateContexts });
  return answered;
}

/** Contexts for which the request MUST be failed. */
const refused: Record<string, NegotiateContext[]> = {
  'no PREAUTH_INTEGRITY_CAPABILITIES': [encryption(2)],
  'no context at all': [],
  'PREAUTH_INTEGRITY_CAPABILITIES twice': [preauth, preauth],
  'ENCRYPTION_CAPABILITIES twice': [preauth, encryption(1), encryption(2)],
  'SIGNING_CAPABILITIES twice': [preauth, signing(1), signing(2)],
  'COMPRESSION_CAPABILITIES twice': [preauth, compression, compression],
  'RDMA_TRANSFORM_CAPABILITIES twice': [preauth, rdma, rdma],
  'PREAUTH_INTEGRITY_CAPABILITIES without an algorithm': [
    {
      type: Type.PREAUTH_INTEGRITY_CAPABILITIES,
      data: encodePreauthIntegrityCapabilities({ hashAlgorithms: [], salt }),
    },
  ],
  'PREAUTH_INTEGRITY_CAPABILITIES shorter than its salt': [truncated(preauth)],
  'PREAUTH_INTEGRITY_CAPABILITIES of one byte': [{ ...preauth, data: Buffer.alloc(1) }],
  'ENCRYPTION_CAPABILITIES without a cipher': [preauth, encryption()],
  'ENCRYPTION_CAPABILITIES shorter than its list': [preauth, truncated(encryption(1, 2))],
  'SIGNING_CAPABILITIES without an algorithm': [preauth, signing()],
  'SIGNING_CAPABILITIES shorter than its list': [preauth, truncated(signing(1, 2))],
};

describe('[MS-SMB2] 3.3.5.4 NegotiateContextList of 3.1.1', () => {
  for (const [name, contexts] of Object.entries(refused)) {
    it(`${name}: STATUS_INVALID_PARAMETER`, async () => {
      await using fixture = await serve();
      expectStatus(await offer(fixture, ...contexts), 'STATUS_INVALID_PARAMETER');
    });
  }

  it('no hash algorithm in common: STATUS_SMB_NO_PREAUTH_INTEGRITY_HASH_OVERLAP', async () => {
    await using fixture = await serve();
    const data = encodePreauthIntegrityCapabilities({ hashAlgorithms: [2, 9], salt });
    const reply = await offer(fixture, { ...preauth, data });
    expectStatus(reply, 'STATUS_SMB_NO_PREAUTH_INTEGRITY_HASH_OVERLAP');
  });

  it('NegotiateContextOffset and NegotiateContextCount that leave the message', async () => {
    await using fixture = await serve();
    const body = negotiateRequest({ negotiateContexts: [preauth] });
    for (const [offset, count] of [
      [0, 1],
      [40, 1],
      [0xffffffff, 1],
      [0x7fffffff, 2],
      [undefined, 2],
      [undefined, 0xffff],
    ] as const) {
      const client = await fixture.connect();
      const message = client.message(0, (w) => encodeNegotiateRequest(w, body));
      if (offset !== undefined) message.writeUInt32LE(offset, 64 + 28);
      message.writeUInt16LE(count, 64 + 32);
      client.sendRaw(frame(message));
      expectStatus(await client.receive(), 'STATUS_INVALID_PARAMETER');
    }
  });

  it('any order, stray bytes behind the data, and contexts nobody knows are tolerated', async () => {
    await using fixture = await serve();
    const unknown = { type: 0x4242, data: Buffer.from('who knows') };
    const contexts = [stray(encryption(2)), unknown, netname, stray(preauth), { type: 0x0100, data: salt }];
    const answered = await agreed(fixture, ...contexts);
    assert.deepEqual(
      answered.map(({ type }) => type),
      [Type.PREAUTH_INTEGRITY_CAPABILITIES, Type.ENCRYPTION_CAPABILITIES],
    );
  });

  it('contexts under an older dialect are not looked at', async () => {
    await using fixture = await serve({ policy: { dialects: ['3.0'] } });
    const client = await fixture.connect();
    const reply = await tryNegotiate(client, { negotiateContexts: [preauth, preauth] });
    expectStatus(reply, 'STATUS_SUCCESS');
  });

  it('the response: one hash algorithm and 32 bytes of salt; NETNAME is never answered', async () => {
    await using fixture = await serve();
    const answered = await agreed(fixture, preauth, netname, compression, rdma);
    assert.equal(answered.length, 1);
    const { hashAlgorithms, salt: ours } = decodePreauthIntegrityCapabilities(answered[0]!.data);
    assert.deepEqual(hashAlgorithms, [1]);
    assert.equal(ours.length, 32);
  });
});

describe('[MS-SMB2] 3.3.5.4 ENCRYPTION_CAPABILITIES', () => {
  for (const [name, cipher] of Object.entries(Cipher)) {
    it(`${name} alone is chosen, and a login encrypts with it`, async () => {
      await using fixture = await serve({ policy: { encryption: 'required' } });
      const client = await fixture.negotiated({ ciphers: [cipher] });
      assert.equal(client.settled.cipher, cipher);
      const session = await login(client);
      assert.ok(session.encrypt);
      const reply = await client.treeConnect('disk', { session });
      expectStatus(reply, 'STATUS_SUCCESS');
      assert.ok(reply.encrypted);
    });
  }

  it('our order of preference decides among several', async () => {
    await using fixture = await serve();
    const ciphers = cipherNames.map(cipherId);
    while (ciphers.length > 0) {
      const client = await fixture.negotiated({ ciphers: [...ciphers].reverse() });
      assert.equal(client.settled.cipher, ciphers.shift());
    }
  });

  it('the policy may leave ciphers out', async () => {
    await using fixture = await serve({ policy: { ciphers: ['AES-256-CCM', 'AES-128-GCM'] } });
    assert.equal((await fixture.negotiated({ ciphers: [1, 2, 3, 4] })).settled.cipher, 3);
    assert.equal((await fixture.negotiated({ ciphers: [1, 4] })).settled.cipher, 0);
    assert.equal((await fixture.negotiated({ dialects: [0x0300] })).settled.cipher, 0);
  });

  it('none in common: the context answers cipher 0', async () => {
    await using fixture = await serve();
    const [, context] = await agreed(fixture, preauth, encryption(0x7777));
    assert.deepEqual(decodeEncryptionCapabilities(context!.data), [0]);
  });

  it('not sent: not answered', async () => {
    await using fixture = await serve();
    assert.equal((await agreed(fixture, preauth)).length, 1);
  });

  it('encryption that is off: the context is ignored, whatever is in it', async () => {
    await using fixture = await serve({ policy: { encryption: 'off' } });
    assert.equal((await agreed(fixture, preauth, encryption(2))).length, 1);
    assert.equal((await agreed(fixture, preauth, encryption())).length, 1);
    expectStatus(await offer(fixture, preauth, encryption(1), encryption(1)), 'STATUS_INVALID_PARAMETER');
  });
});

describe('[MS-SMB2] 3.3.5.4 SIGNING_CAPABILITIES', () => {
  it('the policy may leave algorithms out; AES-CMAC where none is in common', async () => {
    await using fixture = await serve({ policy: { signingAlgorithms: ['HMAC-SHA256'] } });
    assert.equal((await fixture.negotiated({ signingAlgorithms: [2, 1, 0] })).settled.signingAlgorithm, 0);
    assert.equal((await fixture.negotiated({ signingAlgorithms: [2, 1] })).settled.signingAlgorithm, 1);
  });

  for (const [name, algorithm] of Object.entries(SigningAlgorithm)) {
    it(`${name} alone is chosen, and a login signs with it`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated({ signingAlgorithms: [algorithm] });
      assert.equal(client.settled.signingAlgorithm, algorithm);
      const session = await login(client);
      const reply = await client.treeConnect('disk', { session });
      expectStatus(reply, 'STATUS_SUCCESS');
      assert.equal(reply.signature, 'valid');
    });
  }

  it('our order of preference decides among several: GMAC, CMAC, HMAC', async () => {
    await using fixture = await serve();
    for (const [offered, chosen] of [
      [[0, 1, 2], 2],
      [[0, 1], 1],
      [[0], 0],
    ] as const) {
      const client = await fixture.negotiated({ signingAlgorithms: offered });
      assert.equal(client.settled.signingAlgorithm, chosen);
    }
  });

  it('none in common: AES-CMAC', async () => {
    await using fixture = await serve();
    const [, context] = await agreed(fixture, preauth, signing(0x7777));
    assert.deepEqual(decodeSigningCapabilities(context!.data), [SigningAlgorithm.AES_CMAC]);
    const client = await fixture.negotiated({ signingAlgorithms: [0x7777] });
    expectStatus(await client.treeConnect('disk', { session: await login(client) }), 'STATUS_SUCCESS');
  });

  it('not sent: not answered, and AES-CMAC signs', async () => {
    await using fixture = await serve();
    const client = await fixture.connect();
    const reply = await tryNegotiate(client);
    const { negotiateContexts, dialectRevision } = decodeNegotiateResponse(reply.message);
    assert.equal(dialectRevision, Dialect.SMB_3_1_1);
    assert.ok(!negotiateContexts.some(({ type }) => type === Type.SIGNING_CAPABILITIES));
    expectStatus(await client.treeConnect('disk', { session: await login(client) }), 'STATUS_SUCCESS');
  });
});
