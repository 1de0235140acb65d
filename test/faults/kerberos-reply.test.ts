import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApRepChange, KerberosReplyChange } from '../../src/auth/token-script.js';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { decode } from '../../src/der/structure.js';
import type { FaultAction, ServerOptions } from '../../src/index.js';
import { KrbErrorCode } from '../../src/krb5/error-codes.js';
import { keyUsage } from '../../src/krb5/encryption/index.js';
import { ContextFlags } from '../../src/krb5/gss/authenticator-checksum.js';
import { decodeContextToken } from '../../src/krb5/gss/context-token.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { apRep } from '../../src/krb5/messages/ap.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { Command, encodeSessionSetupRequest, SecurityMode } from '../../src/smb2-codec/index.js';
import { type Fixture, serve } from '../session/support.js';
import {
  accepted,
  KerberosForge,
  KerberosServer,
  KRB5,
  keyOf,
  readApRep,
  readError,
  refused,
  serviceKey,
  typeOf,
} from '../support/kerberos-client.js';
import type { Reply, SmbClient } from '../support/smb-client.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { effectsOf, negTokenOf } from './support.js';

const sessionKey = keyOf(18, 0x77);
const subkey = keyOf(18, 0x44);

function scripted(change: KerberosReplyChange) {
  return { script: { kerberosReply: () => change } };
}

/** The acceptance of a login whose AP-REP is altered, with the AP-REP's token. */
async function replyWith(apRepChange: ApRepChange) {
  const server = new KerberosServer();
  const step = accepted(await server.login({}, { subkey }, scripted({ apRep: apRepChange })));
  return { server, token: step.token, context: step.context };
}

describe('Kerberos with a script', () => {
  it('missing: no AP-REP, and the key is the client’s own', async () => {
    const { token, context } = await replyWith('missing');
    assert.equal(token, undefined);
    assert.deepEqual(context.sessionKey, subkey.keyvalue);
  });

  it('wrong: an AP-REP that does not decrypt, and the key is the client’s own', async () => {
    const { token, context } = await replyWith('wrong');
    assert.ok(token);
    const { cipher } = decode(apRep, decodeContextToken(token).message, 'AP-REP').encPart;
    assert.equal(typeOf(18).decrypt(sessionKey.keyvalue, keyUsage.apRepEncPart, cipher), undefined);
    cipher.writeUInt8(cipher.readUInt8(cipher.length - 1) ^ 1, cipher.length - 1);
    assert.ok(typeOf(18).decrypt(sessionKey.keyvalue, keyUsage.apRepEncPart, cipher), 'one bit is changed');
    assert.deepEqual(context.sessionKey, subkey.keyvalue);
  });

  it('other-key: an AP-REP that neither key of the client decrypts', async () => {
    const { token, context } = await replyWith('other-key');
    assert.throws(() => readApRep(token, sessionKey), /under the session key/);
    assert.throws(() => readApRep(token, subkey), /under the session key/);
    assert.deepEqual(context.sessionKey, subkey.keyvalue);
  });

  it('other-time: an AP-REP that does not repeat the client’s time', async () => {
    const { token, context, server } = await replyWith('other-time');
    const part = readApRep(token, sessionKey);
    assert.equal(part.ctime, Math.floor(server.forge.runtime.now() / 1000) * 1000 + 1000);
    assert.deepEqual(part.subkey?.keyvalue, context.sessionKey, 'all else is right');
  });

  it('other-sequence: an AP-REP whose number our messages do not begin with', async () => {
    const { token, context } = await replyWith('other-sequence');
    const { seqNumber = 0 } = readApRep(token, sessionKey);
    const mic = context.messageSecurity().getMic(Buffer.from('x'));
    assert.equal(Number(mic.readBigUInt64BE(8)), seqNumber ^ 1);
  });

  it('other-subkey: an AP-REP whose key is not in use', async () => {
    const { token, context } = await replyWith('other-subkey');
    const told = readApRep(token, sessionKey).subkey?.keyvalue;
    assert.ok(told);
    assert.notDeepEqual(told, context.sessionKey);
    assert.notDeepEqual(context.sessionKey, subkey.keyvalue);
  });

  it('alters nothing for a client that wants no AP-REP', async () => {
    const server = new KerberosServer();
    const login = scripted({ apRep: 'other-key' });
    const step = accepted(await server.login({}, { subkey, flags: ContextFlags.INTEG }, login));
    assert.equal(step.token, undefined);
    assert.deepEqual(step.context.sessionKey, subkey.keyvalue);
  });

  it('DCE style: the client answers the number that it was told', async () => {
    const server = new KerberosServer();
    const flags = ContextFlags.MUTUAL | ContextFlags.DCE_STYLE;
    const acceptor = server.acceptor(scripted({ apRep: 'other-sequence' }));
    const forged = server.forge.ticket();
    const step = await acceptor.step(server.forge.request(forged, { flags }));
    assert.ok(step.kind === 'continue');
    const { ctime, cusec, seqNumber = 0 } = readApRep(step.token, sessionKey);
    const final = server.forge.finalReply({ ctime, cusec, seqNumber }, sessionKey);
    accepted(await acceptor.step(final));
  });

  it('an error in place of the AP-REP, and the next AP-REQ gets in', async () => {
    const server = new KerberosServer();
    let errors = 1;
    const script = { kerberosReply: () => (errors-- > 0 ? { error: 60 } : undefined) };
    const acceptor = server.acceptor({ script });
    const step = await acceptor.step(server.forge.token());
    assert.ok(step.kind === 'continue');
    assert.equal(readError(step.token).errorCode, 60);
    accepted(await acceptor.step(server.forge.token()));
  });

  it('an error lets nobody in with the AP-REQ that it answered', async () => {
    const server = new KerberosServer();
    let errors = 1;
    const script = { kerberosReply: () => (errors-- > 0 ? { error: 60 } : undefined) };
    const token = server.forge.token();
    await server.acceptor({ script }).step(token);
    refused(await server.acceptor().step(token), 'kerberos-replayed');
  });

  it('is not asked about a client that did not prove itself', async () => {
    const server = new KerberosServer();
    const script = { kerberosReply: () => assert.fail('asked') };
    const step = await server.login({}, { key: keyOf(18, 0x01) }, { script });
    refused(step, 'authenticator-invalid');
  });
});

describe('faults in Kerberos’ answers', () => {
  const folder = useTemporaryFolder();
  const key = serviceKey();
  const forge = new KerberosForge();

  function serveReply(what: FaultAction, user?: string): Promise<Fixture> {
    const keytab = join(folder(), 'server.keytab');
    const principal = principalFromText(key.principal);
    assert.ok(principal);
    writeFileSync(keytab, encodeKeytab([{ ...key, principal, writtenAt: 0 }]));
    const when = { step: 'kerberos-reply', ...(user !== undefined && { user }) } as const;
    const options: Partial<ServerOptions> = { kerberos: { keytab }, faults: [{ when, what }] };
    return serve(options, forge.runtime);
  }

  function setUp(client: SmbClient): Promise<Reply> {
    const securityBuffer = encodeNegTokenInit({ mechTypes: [KRB5], mechToken: forge.token() });
    const securityMode = SecurityMode.SIGNING_ENABLED;
    const body = { flags: 0, securityMode, capabilities: 0, previousSessionId: 0n, securityBuffer };
    client.send(Command.SESSION_SETUP, (w) => encodeSessionSetupRequest(w, body));
    return client.receive();
  }

  it('ap-rep missing: SPNEGO accepts without a token', async () => {
    await using fixture = await serveReply({ do: 'ap-rep', value: 'missing' }, 'alice');
    const { negState, responseToken } = negTokenOf(await setUp(await fixture.negotiated()));
    assert.deepEqual([negState, responseToken], ['accept-completed', undefined]);
    assert.deepEqual(effectsOf(fixture), ['kerberos-reply: ap-rep missing']);
  });

  it('ap-rep other-key: SPNEGO accepts with a token that proves nothing', async () => {
    await using fixture = await serveReply({ do: 'ap-rep', value: 'other-key' });
    const { responseToken } = negTokenOf(await setUp(await fixture.negotiated()));
    assert.throws(() => readApRep(responseToken, sessionKey), /under the session key/);
  });

  for (const code of ['KRB_AP_ERR_REPEAT', 'KRB_AP_ERR_SKEW', 'KRB_ERR_GENERIC', 77] as const) {
    it(`krb-error ${code}`, async () => {
      await using fixture = await serveReply({ do: 'krb-error', code });
      const reply = await setUp(await fixture.negotiated());
      assert.equal(reply.status, NtStatus.STATUS_MORE_PROCESSING_REQUIRED);
      const { responseToken } = negTokenOf(reply);
      const { errorCode, eData } = readError(responseToken);
      assert.equal(errorCode, typeof code === 'number' ? code : KrbErrorCode[code]);
      assert.equal(eData !== undefined, code === 'KRB_AP_ERR_SKEW', 'the time to try again with');
    });
  }

  it('another user’s login stays as it is', async () => {
    await using fixture = await serveReply({ do: 'ap-rep', value: 'missing' }, 'bob');
    assert.ok(negTokenOf(await setUp(await fixture.negotiated())).responseToken);
    assert.deepEqual(effectsOf(fixture), []);
  });

  it('cannot be where Kerberos is not offered', async () => {
    const faults = [{ when: { step: 'kerberos-reply' }, what: { do: 'ap-rep', value: 'wrong' } }] as const;
    await assert.rejects(serve({ faults }), /the server does not offer Kerberos/);
  });
});
