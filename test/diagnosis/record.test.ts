import assert from 'node:assert/strict';
import type { NtlmRecord } from '../../src/auth/ntlm/record.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

describe('the attempt record', () => {
  it('has everything about an accepted login', async () => {
    await using server = await serve();
    const client = await server.negotiated({ ciphers: [2, 1], signingAlgorithms: [2, 1] });
    const session = await login(client, { domain: 'CORP', workstation: 'DESK', targetName: 'cifs/files' });
    await client.treeConnect('disk', { session });
    const [record] = await server.records(1);
    assert.ok(record);
    const { negotiation, login: made, claimed, proof, identity, protection, checks, connection } = record;
    assert.deepEqual(negotiation, {
      offeredDialects: ['2.0.2', '2.1', '3.0', '3.0.2', '3.1.1'],
      dialect: '3.1.1',
      clientGuid: '67450311-ab89-efcd-0123-456789abcdef',
      offeredCiphers: ['AES-128-GCM', 'AES-128-CCM'],
      cipher: 'AES-128-GCM',
      offeredSigningAlgorithms: ['AES-GMAC', 'AES-CMAC'],
      signingAlgorithm: 'AES-GMAC',
      contexts: ['PREAUTH_INTEGRITY_CAPABILITIES', 'ENCRYPTION_CAPABILITIES', 'SIGNING_CAPABILITIES'],
      netname: undefined,
      clientSigning: 'enabled',
    });
    assert.deepEqual(made, {
      carrier: 'smb',
      purpose: 'new',
      sessionId: session.id.toString(16).padStart(16, '0'),
      offeredMechanisms: ['NTLM'],
      spnego: true,
      optimisticToken: true,
      mechanism: 'NTLM',
      authDescription: 'NTLMSSP',
      mechListMic: 'valid',
    });
    assert.deepEqual(claimed, { user: 'alice', domain: 'CORP', workstation: 'DESK' });
    const ntlm = proof as NtlmRecord;
    assert.deepEqual(
      { ...ntlm, flagsAsked: ntlm.flagsAsked.length, flagsGranted: ntlm.flagsGranted.includes('KEY_EXCH') },
      {
        mechanism: 'NTLM',
        version: 'NTLMv2',
        remarks: ['MIC valid', 'OS 10.0 build 22625'],
        weaknesses: [],
        passwordType: 'NTLMv2',
        osVersion: '10.0 build 22625',
        flagsAsked: 10,
        flagsGranted: true,
        lmResponse: 'zero',
        mic: 'valid',
        targetName: 'cifs/files',
        channelBindings: 'zero',
        skewMilliseconds: 0,
        domainForm: 'as-sent',
      },
    );
    assert.equal(identity?.account, 'alice');
    assert.deepEqual(protection, { signing: 'optional', encryption: 'offered', used: 'signed' });
    assert.equal(connection.local.port, server.port);
    assert.equal(record.wireStatus, 'STATUS_SUCCESS');
    assert.ok(checks.every(({ outcome, section }) => outcome === 'passed' && section !== ''));
    assert.ok(checks.some(({ check }) => check === 'nt-proof'));
  });

  it('lists what was not reached after a failed check', async () => {
    await using server = await serve();
    await tryLogin(await server.negotiated(), { password: 'wrong' });
    const [record] = await server.records(1);
    const outcomes = record?.checks.map(({ check, outcome }) => `${check} ${outcome}`) ?? [];
    assert.ok(outcomes.includes('nt-proof failed'));
    assert.deepEqual(outcomes.slice(outcomes.indexOf('nt-proof failed') + 1), [
      'account-status not-reached',
      'session-security not-reached',
      'session-key not-reached',
      'ntlm-mic not-reached',
      'target-info not-reached',
      'challenge-lifetime not-reached',
      'replay not-reached',
      'mech-list-mic not-reached',
    ]);
    assert.equal(record?.wireStatus, 'STATUS_LOGON_FAILURE');
  });

  it('names what was not reached as those do who make the checks', async () => {
    await using server = await serve();
    await tryLogin(await server.negotiated(), { response: 'anonymous' });
    const accepted = await server.negotiated();
    const session = await login(accepted);
    await accepted.treeConnect('disk', { session });
    const lists = (await server.records(2)).map(({ checks }) =>
      checks.map(({ check, section }) => `${check}: ${section}`),
    );
    assert.deepEqual(lists[0], lists[1]);
  });

  it('has no secret in it', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    await tryLogin(client, { password: 'secret ' });
    await tryLogin(client, { user: 'bob', password: 'nothing like it' });
    await login(client);
    client.close();
    const text = JSON.stringify(await server.records(3)).toLowerCase();
    const ntHashes = ['secret', 'hunter2'].map((password) => ntHashOfPassword(password).toString('hex'));
    for (const secret of ['"secret', 'secret ', 'hunter2', ...ntHashes, '55'.repeat(16), '"type":"buffer"']) {
      assert.ok(!text.includes(secret), secret);
    }
  });
});
