import assert from 'node:assert/strict';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { Posture } from '../../src/posture/posture.js';
import { renderReport } from '../../src/posture/render.js';
import { serve } from '../session/support.js';
import { ClientLogin, tryLogin } from '../support/smb-client-login.js';
import { catalogue } from './support.js';

const NTLM = '1.3.6.1.4.1.311.2.2.10';
const KERBEROS = '1.2.840.113554.1.2.2';

function rowOf(...records: readonly AttemptRecord[]) {
  const posture = new Posture(catalogue);
  for (const record of records) posture.add(record);
  const [row] = posture.rows();
  assert.ok(row);
  return row;
}

/** The records of a server's clients once each of them has gone. */
async function attempts(...acts: readonly ((server: Awaited<ReturnType<typeof serve>>) => Promise<void>)[]) {
  await using server = await serve();
  for (const [i, act] of acts.entries()) {
    await act(server);
    await server.records(i + 1);
  }
  return server.records(acts.length);
}

const loginWith = (mechTypes: readonly string[]) => async (server: Awaited<ReturnType<typeof serve>>) => {
  const client = await server.negotiated();
  const exchange = new ClientLogin(client, { mechTypes });
  if (mechTypes[0] === NTLM) await exchange.first();
  else {
    exchange.sendFirst();
    await exchange.receiveLeg();
    exchange.sendFirstLater();
    await exchange.receiveChallenge();
  }
  await exchange.second();
  client.close();
};

/** The same attempt as one with Kerberos, which was refused for a reason, or accepted. */
function withKerberos(record: AttemptRecord, reason: string): AttemptRecord {
  assert.ok(record.login);
  const ofKerberos = { ...record.login, offeredMechanisms: ['Kerberos'], mechanism: 'Kerberos' };
  const verdict = reason === 'accepted' ? 'accepted' : 'refused';
  return { ...record, login: ofKerberos, verdict, reason };
}

describe('a client that knows Kerberos and logs in with NTLM', () => {
  it('has brought a ticket that the server has no key for', async () => {
    const row = rowOf(...(await attempts(loginWith([KERBEROS, NTLM]))));
    assert.deepEqual([...row.kerberosFallbacks], ['no-key']);
    assert.ok(row.findings.includes('falls-back-from-kerberos'));
    assert.ok(!row.findings.includes('no-kerberos'));
  });

  it('has offered Kerberos without a ticket', async () => {
    const [record] = await attempts(loginWith([KERBEROS, NTLM]));
    assert.ok(record?.login);
    assert.equal(record.login.optimisticToken, true);
    const row = rowOf({ ...record, login: { ...record.login, optimisticToken: false } });
    assert.deepEqual([...row.kerberosFallbacks], ['no-ticket']);
  });

  it('has put NTLM first', async () => {
    const row = rowOf(...(await attempts(loginWith([NTLM, KERBEROS]))));
    assert.deepEqual([...row.kerberosFallbacks], ['other-first']);
  });

  it('has had a ticket refused, and the reason is known until one is accepted', async () => {
    const [record] = await attempts(loginWith([NTLM]));
    assert.ok(record);
    const refused = withKerberos(record, 'ticket-expired');
    assert.deepEqual([...rowOf(refused, record).kerberosFallbacks], ['after-ticket-expired']);
    const accepted = withKerberos(record, 'accepted');
    assert.deepEqual([...rowOf(refused, accepted, record).kerberosFallbacks], ['not-offered']);
    assert.deepEqual([...rowOf(record, refused).kerberosFallbacks], []);
  });

  it('is no client that has NTLM alone, or logs in as nobody', async () => {
    const anonymously = async (server: Awaited<ReturnType<typeof serve>>) => {
      const client = await server.negotiated();
      await tryLogin(client, { response: 'anonymous', mechTypes: [NTLM, KERBEROS] });
      client.close();
    };
    const alone = rowOf(...(await attempts(loginWith([NTLM]))));
    assert.deepEqual([...alone.kerberosFallbacks], []);
    assert.ok(!alone.findings.includes('falls-back-from-kerberos'));
    assert.deepEqual([...rowOf(...(await attempts(anonymously))).kerberosFallbacks], []);
  });

  it('is in the report with the cause', async () => {
    const rows = [rowOf(...(await attempts(loginWith([KERBEROS, NTLM]))))];
    const report = { catalogue, rows, generatedAt: 0, version: '1', omitted: 0 };
    assert.match(renderReport(report, 'json'), /"kerberosFallbacks":\["no-key"\]/);
    assert.match(renderReport(report, 'csv'), /,kerberosFallbacks,[^\r]*\r\n.*,no-key,/);
    assert.match(
      renderReport(report, 'html'),
      /<h3><span class="badge note">falls-back-from-kerberos<\/span>/,
    );
    assert.match(renderReport(report, 'sarif'), /"ruleId":"falls-back-from-kerberos"/);
  });
});
