import assert from 'node:assert/strict';
import type { DomainAnswer, DomainAuthority } from '../../src/auth/domain-authority.js';
import { createNtlmMechanism } from '../../src/auth/ntlm/create-mechanism.js';
import { refusalOfStatus } from '../../src/auth/refusal-of-status.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import type { AttemptRecord, TreeRecord } from '../../src/diagnosis/attempt-record.js';
import { authorityInWords } from '../../src/diagnosis/authority-sentences.js';
import { attemptParagraph, noColours } from '../../src/diagnosis/output/paragraph.js';
import { authenticationRecord, authorizationRecord } from '../../src/diagnosis/output/samba-audit.js';
import type { AuthorityFact } from '../../src/facts/login.js';
import { domainAnswering, domainOf, namesOfMember } from '../support/domain-authority.js';
import { account } from '../support/ntlm-login.js';
import { directory } from '../support/verifying-store.js';
import { type LoginOptions, login, tryLogin } from '../support/smb-client-login.js';
import { alice, serve } from '../session/support.js';

/** A server in a domain. */
function serveIn(domain: DomainAuthority) {
  return serve({
    names: namesOfMember,
    mechanisms: ({ names, runtime, accounts, authPolicy: policy }) => [
      createNtlmMechanism({ names, runtime, accounts, policy, domain }),
    ],
  });
}

/** The record of a login that succeeds, and of its first share. */
async function recordsOf(options: LoginOptions): Promise<{ record: AttemptRecord; tree: TreeRecord }> {
  const domain = domainOf(() => 0, account(alice.name, { password: 'of the domain' }));
  await using server = await serveIn(domain);
  const client = await server.negotiated();
  const session = await login(client, options);
  await client.treeConnect('disk', { session });
  client.close();
  const [record] = await server.records(1);
  const [tree] = await server.treeRecords(1);
  assert.ok(record && tree);
  return { record, tree };
}

/** The record of a login that the controller gives one answer to. */
async function recordOf(answer: DomainAnswer, options: LoginOptions): Promise<AttemptRecord> {
  await using server = await serveIn(domainAnswering(Promise.resolve(answer)));
  const client = await server.negotiated();
  await tryLogin(client, options);
  client.close();
  const [record] = await server.records(1);
  assert.ok(record);
  return record;
}

const refused = (status: number): DomainAnswer => ({
  refused: refusalOfStatus(status),
  controller: 'dc1.example.test',
  status,
});

const toDomain = { domain: 'EXAMPLE' } as const;

describe('the record of a login that a domain decides', () => {
  it('says who was asked, why, and what the controller answered', async () => {
    const record = await recordOf(refused(NtStatus.STATUS_ACCOUNT_DISABLED), toDomain);
    assert.equal(record.reason, 'account-disabled');
    assert.equal(record.wireStatus, 'STATUS_ACCOUNT_DISABLED');
    assert.deepEqual(record.authority, {
      asked: 'domain',
      domain: 'EXAMPLE',
      because: 'The domain that the client names is the one of this server.',
      controller: 'dc1.example.test',
      status: 'STATUS_ACCOUNT_DISABLED',
      cause: undefined,
    });
    assert.match(
      record.explanation,
      /The domain that the client names is the one of this server: dc1\.example\.test answers STATUS_ACCOUNT_DISABLED\./,
    );
    assert.match(record.advice, /^Enable the account in the domain/);
    assert.match(attemptParagraph(record, { colours: noColours, width: 400 }), /dc1\.example\.test answers/);
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    assert.equal(line['status'], 'NT_STATUS_ACCOUNT_DISABLED');
    assert.deepEqual((line['diagnosis'] as { authority: unknown }).authority, record.authority);
  });

  it('has the sentence of the channel where no controller answers', async () => {
    const because =
      'dc1:135 refused the connection (ECONNREFUSED); dc2: the machine account’s password is wrong.';
    const record = await recordOf({ refused: 'no-logon-server', because }, { domain: '' });
    assert.equal(record.reason, 'no-logon-server');
    assert.ok(
      record.explanation.includes(`so that of this server counts: the domain EXAMPLE decides. ${because}`),
    );
    assert.match(record.explanation, /^No domain controller could decide about the login in time\./);
    assert.match(record.advice, /domain\.controllers/);
    assert.equal(record.authority?.cause, because);
  });

  it('has a controller’s status without a row by its number', async () => {
    const record = await recordOf(refused(0xc000_0999), toDomain);
    assert.deepEqual([record.reason, record.wireStatus], ['controller-refused', 'STATUS_LOGON_FAILURE']);
    assert.match(record.explanation, /dc1\.example\.test answers 0xc0000999\./);
    assert.equal(record.authority?.status, '0xc0000999');
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    assert.equal(line['status'], 'NT_STATUS_LOGON_FAILURE');
  });

  it('advises to name the domain where the client names another, as smbclient does with its workgroup', async () => {
    const unknown = refused(NtStatus.STATUS_NO_SUCH_USER);
    const record = await recordOf(unknown, { domain: 'WORKGROUP' });
    assert.equal(record.reason, 'unknown-account');
    assert.match(
      record.advice,
      /^Let the client name the user’s domain, as in EXAMPLE\\NAME: .* Check the spelling/,
    );
    assert.match((await recordOf(unknown, toDomain)).advice, /^Check the spelling/);
  });

  it('tells Samba’s log the status of the controller where the client gets another', async () => {
    const record = await recordOf(refused(NtStatus.STATUS_NTLM_BLOCKED), toDomain);
    assert.deepEqual([record.reason, record.wireStatus], ['ntlm-blocked', 'STATUS_NOT_SUPPORTED']);
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    assert.equal(line['status'], 'NT_STATUS_NTLM_BLOCKED');
  });

  it('says of an account of this server that its own accounts decide', async () => {
    const { record, tree } = await recordsOf({ domain: 'SERVER' });
    assert.equal(record.reason, 'accepted');
    assert.deepEqual([record.identity?.domain, record.identity?.atDomain], ['SERVER', undefined]);
    assert.equal(record.authority?.asked, 'local');
    assert.match(
      record.explanation,
      /The client names this server as the user’s domain: its own accounts decide\./,
    );
    const { Authorization: line } = authorizationRecord(tree) as { Authorization: Record<string, unknown> };
    assert.deepEqual([line['logonServer'], line['accountFlags']], [null, '0x00000010']);
  });

  it('says of a user of the domain what the controller says, in Samba’s lines of shares as well', async () => {
    const { record, tree } = await recordsOf({ domain: 'EXAMPLE', password: 'of the domain' });
    assert.equal(record.reason, 'accepted');
    const { atDomain, domain, sid } = record.identity ?? {};
    assert.deepEqual([domain, sid, atDomain], ['EXAMPLE', `${directory.sid}-1104`, { logonServer: 'DC1' }]);
    assert.match(record.explanation, /: dc1\.example\.test accepts the response\./);
    const { Authorization: line } = authorizationRecord(tree) as { Authorization: Record<string, unknown> };
    assert.deepEqual([line['domain'], line['logonServer']], ['EXAMPLE', 'DC1']);
    const flagged = {
      ...tree,
      identity: tree.identity && { ...tree.identity, atDomain: { accountControl: 0x210 } },
    };
    const { Authorization: other } = authorizationRecord(flagged) as {
      Authorization: Record<string, unknown>;
    };
    assert.equal(other['accountFlags'], '0x00000210');
  });

  it('is without such words where the server is in no domain', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    await login(client);
    client.close();
    const [record] = await server.records(1);
    assert.equal(record?.authority, undefined);
    assert.equal(JSON.stringify(record).includes('authority'), false);
  });
});

describe('who decides, in words', () => {
  const asked = { kind: 'authority', asked: 'domain', named: 'other', domain: 'ADLAB' } as const;
  const table: readonly (readonly [Partial<AuthorityFact>, RegExp])[] = [
    [
      {},
      /is no name of this server, so ADLAB is asked, which knows those it trusts: the domain ADLAB decides\.$/,
    ],
    [{ outcome: 'proved', controller: 'dc1' }, /: dc1 accepts the response\.$/],
    [
      { outcome: 'refused', controller: 'dc1', status: 0xc000_006a },
      /: dc1 answers STATUS_WRONG_PASSWORD\.$/,
    ],
    [{ outcome: 'refused', status: 0xc000_006a }, /: a controller of ADLAB answers STATUS_WRONG_PASSWORD\.$/],
    [
      { outcome: 'refused', controller: 'dc1', cause: 'It proves nothing.' },
      /: dc1 gives no verdict\. It proves nothing\.$/,
    ],
    [{ outcome: 'refused', cause: 'dc1 is silent' }, /: the domain ADLAB decides\. dc1 is silent\.$/],
    [{ named: 'none' }, /^The client names no domain/],
    [{ named: 'domain-dns-name' }, /DNS name of the one of this server/],
    [
      { asked: 'local', named: 'own-dns-name' },
      /by its DNS name as the user’s domain: its own accounts decide\.$/,
    ],
    [{ asked: 'local', named: 'dot' }, /sends a dot .*: its own accounts decide\.$/],
    [{ outcome: 'refused', cause: 'two\nlines\u001b[31m' }, /^[^\n\u001b]*$/],
  ];
  for (const [change, words] of table) {
    it(String(words), () => assert.match(authorityInWords({ ...asked, ...change }), words));
  }
});
