import assert from 'node:assert/strict';
import { Capture } from '../../../src/capture/capture.js';
import { attemptParagraph, noColours } from '../../../src/diagnosis/output/paragraph.js';
import { authenticationRecord } from '../../../src/diagnosis/output/samba-audit.js';
import { Catalogue } from '../../../src/posture/catalogue.js';
import { defaultMechanismWords } from '../../../src/server/default-words.js';
import { Posture } from '../../../src/posture/posture.js';
import { AuthLevel } from '../../../src/rpc/pdu/index.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { loginWithNtlm, loginWithSpnego } from '../../rpc/support/bind-logins.js';
import { alice, confidential, recordOf, serveAnonymous, told } from '../rpc-record.js';

describe('a login in an RPC bind in each form of output', () => {
  it('a line of the audit, as Samba writes it', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) =>
      loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, password: 'wrong' }),
    );
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    const { serviceDescription, authDescription, status, eventId, clientAccount, becameAccount } = line;
    assert.deepEqual(
      { serviceDescription, authDescription, status, eventId, clientAccount, becameAccount },
      {
        serviceDescription: 'DCE/RPC',
        authDescription: 'NTLMSSP',
        status: 'NT_STATUS_WRONG_PASSWORD',
        eventId: 4625,
        clientAccount: 'alice',
        becameAccount: null,
      },
    );
  });

  it('of an accepted one', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) => loginWithSpnego(rpc, AuthLevel.CONNECT, alice));
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    assert.deepEqual(
      [line['status'], line['eventId'], line['becameAccount']],
      ['NT_STATUS_OK', 4624, 'alice'],
    );
  });

  for (const [status, audited] of [
    ['disabled', 'NT_STATUS_ACCOUNT_DISABLED'],
    ['locked', 'NT_STATUS_ACCOUNT_LOCKED_OUT'],
    ['must-change-password', 'NT_STATUS_PASSWORD_MUST_CHANGE'],
  ] as const) {
    it(`of one refused for an account that is ${status}, though RPC tells no status`, async () => {
      await using server = await serveAnonymous({
        accounts: [{ name: 'alice', password: 'secret', status }],
      });
      const record = await recordOf(server, (rpc) => loginWithNtlm(rpc, AuthLevel.CONNECT, alice));
      const { Authentication: line } = authenticationRecord(record) as {
        Authentication: Record<string, unknown>;
      };
      assert.deepEqual([record.wireStatus, line['status']], [undefined, audited]);
    });
  }

  it('the comments of a capture', async () => {
    const written: Buffer[] = [];
    const runtime = new FixedRuntime();
    const tap = new Capture({ runtime, write: (bytes) => void written.push(bytes) });
    await using server = await serveAnonymous({ tap });
    await recordOf(server, (rpc) => loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, password: 'wrong' }));
    const file = Buffer.concat(written).toString('utf8');
    assert.ok(file.includes('the client names user “alice”'));
    assert.ok(file.includes('login in an RPC bind on pipe “srvsvc” refused: wrong-password'));
  });

  it('a paragraph', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, (rpc) =>
      loginWithNtlm(rpc, AuthLevel.CONNECT, { ...alice, user: 'mallory' }),
    );
    const text = attemptParagraph(record, { colours: noColours, width: 1000 });
    assert.match(text, /^\S+ {2}REFUSED {2}“CORP\\mallory” from .* {2}\[unknown-account\]\n/);
    assert.ok(text.includes(told));
    assert.match(text, /SMB 3\.1\.1 · RPC on “srvsvc” · without SPNEGO · NTLMv2/);
  });

  it('the posture counts it, and finds no fault in what is the rule in RPC', async () => {
    await using server = await serveAnonymous();
    const record = await recordOf(server, async (rpc) => {
      await loginWithNtlm(rpc, AuthLevel.CONNECT, alice);
      await rpc.call(15, confidential);
    });
    const posture = new Posture(new Catalogue(defaultMechanismWords));
    posture.add(record);
    const [row] = posture.rows();
    assert.deepEqual(
      [row?.attempts, row?.accepted, row?.loginsWithoutSpnego, [...(row?.protectionUsed ?? [])]],
      [1, 1, 0, []],
    );
    assert.deepEqual([...(row?.users ?? [])], ['CORP\\alice']);
  });
});
