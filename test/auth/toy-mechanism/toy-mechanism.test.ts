import assert from 'node:assert/strict';
import { Summary } from '../../../src/cli/diagnose/summary.js';
import { NtStatus, ntStatusName } from '../../../src/constants/nt-status.js';
import { attemptParagraph, noColours, treeParagraph } from '../../../src/diagnosis/output/paragraph.js';
import { authenticationRecord, authorizationRecord } from '../../../src/diagnosis/output/samba-audit.js';
import { Capture } from '../../../src/capture/capture.js';
import { Catalogue } from '../../../src/posture/catalogue.js';
import { judge } from '../../../src/posture/judge.js';
import { Posture } from '../../../src/posture/posture.js';
import { renderReport } from '../../../src/posture/render.js';
import { printableJson } from '../../../src/text/printable.js';
import { login, tryLogin } from '../../support/smb-client-login.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { serve } from '../../session/support.js';
import { ToyClient } from './toy-client.js';
import { toyMechanism } from './toy-mechanism.js';

const layout = { colours: noColours, width: 400 };
const serveToys = (mechanism = toyMechanism()) => serve({ mechanisms: [mechanism] });

describe('a mechanism of somebody else’s, by its own words, over a real socket', () => {
  it('has its logins recorded', async () => {
    await using server = await serveToys();
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    const session = toy.complete(await toy.say());
    await client.treeConnect('disk', { session });
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'accepted');
    assert.deepEqual(record.claimed, { user: 'alice', domain: 'TOYS', workstation: 'SHELF' });
    assert.deepEqual(record.proof, {
      mechanism: 'TOY',
      version: 'TOY6',
      remarks: ['spelling lower'],
      weaknesses: [],
      passwordType: 'Whispered',
      spelling: 'lower',
    });
    const { offeredMechanisms, mechanism, authDescription } = record.login ?? {};
    assert.deepEqual([offeredMechanisms, mechanism, authDescription], [['TOY'], 'TOY', 'ToyBox']);
    assert.deepEqual(
      record.checks.map(({ check, outcome }) => `${check} ${outcome}`),
      ['spnego-mechanism passed', 'toy-form passed', 'toy-account passed', 'toy-word passed'],
    );
    assert.equal(record.identity?.account, 'alice');
  });

  it('has them explained to people', async () => {
    await using server = await serveToys();
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    await client.treeConnect('disk', { session: toy.complete(await toy.say()) });
    await new ToyClient(await server.negotiated(), { word: 'Sesam' }).say();
    const [accepted, refused] = (await server.records(2)).map((record) => attemptParagraph(record, layout));
    assert.match(accepted ?? '', /ACCEPTED {2}“TOYS\\alice” from 127\.0\.0\.1:\d+ {2}\[accepted\]/);
    assert.match(accepted ?? '', /Proved with a word of 6 letters, over SMB 3\.1\.1\./);
    assert.match(accepted ?? '', /SMB 3\.1\.1 · TOY6 · spelling lower · signing optional/);
    assert.match(refused ?? '', /REFUSED {2}“TOYS\\alice” .*\[toy-word-wrong, STATUS_LOGON_FAILURE\]/);
    assert.match(
      refused ?? '',
      /The word that came is not the one of the account\. The client sent user “alice”/,
    );
    assert.match(refused ?? '', /from workstation “SHELF”\. It was 5 letters long\./);
    assert.match(refused ?? '', /→ Whisper the word again, in small letters\./);
    const [tree] = await server.treeRecords(1);
    assert.match(tree ? treeParagraph(tree, layout) : '', /GRANTED {2}share “disk” to “alice”/);
  });

  it('has them audited as Samba would', async () => {
    await using server = await serveToys();
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    await client.treeConnect('disk', { session: toy.complete(await toy.say()) });
    const [record] = await server.records(1);
    const [tree] = await server.treeRecords(1);
    assert.ok(record && tree);
    const { Authentication: line } = authenticationRecord(record) as {
      Authentication: Record<string, unknown>;
    };
    const { authDescription, passwordType, clientAccount, clientDomain, workstation, becameAccount, status } =
      line;
    assert.deepEqual(
      { authDescription, passwordType, clientAccount, clientDomain, workstation, becameAccount, status },
      {
        authDescription: 'ToyBox',
        passwordType: 'Whispered',
        clientAccount: 'alice',
        clientDomain: 'TOYS',
        workstation: 'SHELF',
        becameAccount: 'alice',
        status: 'NT_STATUS_OK',
      },
    );
    const { Authorization: granted } = authorizationRecord(tree) as {
      Authorization: Record<string, unknown>;
    };
    assert.equal(granted['authType'], 'ToyBox');
  });

  it('has a refusal told with its own reason, status and checks', async () => {
    await using server = await serveToys();
    const reply = await new ToyClient(await server.negotiated(), { word: 'Sesam' }).say();
    assert.equal(ntStatusName(reply.status), 'STATUS_LOGON_FAILURE');
    const odd = await new ToyClient(await server.negotiated()).send(Buffer.from('a doll'));
    assert.equal(ntStatusName(odd.status), 'STATUS_INVALID_PARAMETER');
    const [wrong, other] = await server.records(2);
    assert.equal(wrong?.reason, 'toy-word-wrong');
    assert.equal(wrong.section, 'RFC 2324 2.3.2');
    assert.equal(wrong.clientShows.windows, 'a sad face');
    assert.deepEqual(wrong.checks.slice(-3), [
      {
        check: 'toy-word',
        outcome: 'failed',
        section: 'RFC 2324 2.3',
        detail: '5 letters, and another word',
        data: { letters: 5 },
      },
      { check: 'toy-mood', outcome: 'not-reached', section: 'RFC 2324 2.4' },
      { check: 'mech-list-mic', outcome: 'not-reached', section: 'RFC 4178 5' },
    ]);
    assert.equal(other?.reason, 'toy-odd');
    assert.match(
      other.explanation,
      /^A token came that no toy makes\. Check toy-form: 6 bytes that are no word\.$/,
    );
    assert.equal(other.proof, undefined);
  });

  it('has a reason that every mechanism has told in the words of all', async () => {
    await using server = await serveToys();
    await new ToyClient(await server.negotiated(), { user: 'mallory' }).say();
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'unknown-account');
    assert.match(
      record.explanation,
      /^No account of that name is configured\. The client sent user “mallory”/,
    );
  });

  it('has a client that leaves in the middle told of as far as it came', async () => {
    await using server = await serveToys();
    const client = await server.negotiated();
    const reply = await new ToyClient(client).ask();
    assert.equal(reply.status, NtStatus.STATUS_MORE_PROCESSING_REQUIRED);
    client.close();
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'left-after-challenge');
    assert.match(record.explanation, /The riddle was too hard for it\.$/);
  });

  it('has its token recognised without SPNEGO, and answered bare', async () => {
    await using server = await serveToys();
    const client = await server.negotiated();
    const toy = new ToyClient(client, { bare: true });
    await toy.ask();
    toy.complete(await toy.say());
    client.close();
    const [record] = await server.records(1);
    assert.equal(record?.login?.spnego, false);
    assert.deepEqual(record.login.offeredMechanisms, ['TOY']);
  });

  it('is what a client is advised to use that has none of the server’s', async () => {
    await using server = await serveToys();
    const reply = await tryLogin(await server.negotiated());
    assert.equal(ntStatusName(reply.status), 'STATUS_LOGON_FAILURE');
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'no-common-mechanism');
    assert.equal(record.advice, 'Give the client a toy.');
    (await server.negotiated()).close();
    const [, left] = await server.records(2);
    assert.match(left?.explanation ?? '', /The server offers TOY alone/);
  });

  it('is counted in the posture of clients, with its weaknesses and a column of its own', async () => {
    const catalogue = new Catalogue([toyMechanism()]);
    const posture = new Posture(catalogue);
    await using server = await serveToys();
    const client = await server.negotiated();
    const toy = new ToyClient(client, { user: 'bob', word: 'abc' });
    await client.treeConnect('disk', { session: toy.complete(await toy.say()) });
    for (const record of await server.records(1)) posture.add(record);
    const rows = posture.rows();
    assert.deepEqual([...(rows[0]?.users ?? [])], ['TOYS\\bob']);
    assert.ok(rows[0]?.findings.includes('toy-short-word'));
    const failures = judge(rows, 0, catalogue, { failOn: ['toy-short-word'], expectClients: 1 });
    assert.deepEqual(
      failures.map(({ text }) => text),
      ['127.0.0.1: toy-short-word: Whispers a short word'],
    );
    const report = { catalogue, rows, generatedAt: 0, version: '1', omitted: 0 };
    assert.match(renderReport(report, 'json'), /"toySpellings":\["lower"\]/);
    assert.match(renderReport(report, 'csv'), /^client,findings,.*,toySpellings,/);
    assert.match(renderReport(report, 'sarif'), /"ruleId":"toy-short-word"/);
    assert.match(renderReport(report, 'html'), /<th scope="col">Spelling<\/th>/);
    for (const format of ['json', 'csv', 'sarif', 'html'] as const) {
      assert.doesNotMatch(renderReport(report, format), /NTLM/i, format);
    }
  });

  it('is summed up by the names that its clients claim', async () => {
    await using server = await serveToys();
    await new ToyClient(await server.negotiated(), { word: 'Sesam' }).say();
    const summary = new Summary();
    for (const record of await server.records(1)) summary.addAttempt(record);
    const text = summary.paragraphs(200, noColours);
    assert.match(text, /“TOYS\\alice” {2}0 of 1 accepted/);
    assert.match(text, /1 × toy-word-wrong/);
    assert.match(text, /Whisper the word again/);
    assert.match(printableJson(summary), /"account":"TOYS\\\\alice"/);
  });

  it('comments its packets in a capture', async () => {
    const chunks: Buffer[] = [];
    const runtime = new FixedRuntime();
    const tap = new Capture({ runtime, write: (bytes) => chunks.push(bytes) });
    {
      await using server = await serve({ mechanisms: [toyMechanism()], tap }, runtime);
      await new ToyClient(await server.negotiated()).ask();
    }
    assert.ok(Buffer.concat(chunks).includes('the toy tells of a riddle'));
  });

  it('leaves nothing that names another mechanism in any of it', async () => {
    await using server = await serveToys();
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    await client.treeConnect('disk', { session: toy.complete(await toy.say()) });
    await new ToyClient(await server.negotiated(), { word: 'Sesam' }).say();
    await new ToyClient(await server.negotiated(), { user: 'mallory' }).say();
    const records = await server.records(3);
    const told = records.flatMap((record) => [
      printableJson(record),
      attemptParagraph(record, { ...layout, clientShows: true }),
      printableJson(authenticationRecord(record)),
    ]);
    for (const text of told) assert.doesNotMatch(text, /NTLM/i);
  });

  it('goes beside NTLM, of whose logins the words are NTLM’s', async () => {
    await using server = await serve({ mechanisms: ({ ntlm }) => [toyMechanism(), ntlm] });
    const client = await server.negotiated();
    await client.treeConnect('disk', { session: await login(client) });
    await new ToyClient(await server.negotiated(), { word: 'Sesam' }).say();
    const records = await server.records(2);
    assert.deepEqual(
      records.map(({ proof }) => proof?.version),
      ['NTLMv2', 'TOY5'],
    );
    (await server.negotiated()).close();
    const left = (await server.records(3)).at(-1);
    assert.match(left?.explanation ?? '', /The server offers TOY, NTLM:/);
  });
});

describe('an acceptor is told of its login', () => {
  it('by whom and by which carrier it came', async () => {
    const mechanism = toyMechanism();
    await using server = await serveToys(mechanism);
    await new ToyClient(await server.negotiated()).ask();
    const [context] = mechanism.logins;
    assert.equal(context?.carrier, 'smb');
    assert.equal(context.peer?.address, '127.0.0.1');
    assert.ok((context.peer?.port ?? 0) > 0);
    assert.equal(context.channelBindings, undefined);
  });

  it('that its connection has ended, whichever side ended it', async () => {
    const mechanism = toyMechanism();
    await using server = await serveToys(mechanism);
    for (const ended of ['by the client', 'by the server'] as const) {
      const client = await server.negotiated();
      await new ToyClient(client).ask();
      const signal = mechanism.logins.at(-1)?.signal;
      assert.equal(signal?.aborted, false, ended);
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
      if (ended === 'by the client') client.close();
      else await server.close();
      await aborted;
      // A connection that has ended gives no other signal to a login that asks late.
      assert.equal(mechanism.logins.at(-1)?.signal?.aborted, true, ended);
    }
  });
});

describe('words that fail', () => {
  it('say nothing, and the record is made without them', async () => {
    const fail = (): never => {
      throw new Error('a broken toy');
    };
    const mechanism = toyMechanism({
      words: { checks: [], record: fail, describeFact: fail, progress: fail },
    });
    const errors: string[] = [];
    const logger = { error: (message: string) => errors.push(message), warn: () => {} };
    await using server = await serve({ mechanisms: [mechanism], logger });
    await new ToyClient(await server.negotiated(), { word: 'Sesam' }).say();
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'toy-word-wrong');
    assert.equal(record.proof, undefined);
    assert.deepEqual(record.claimed, { user: 'alice', domain: 'TOYS', workstation: 'SHELF' });
    assert.match(record.explanation, /^The mechanism refused the login\. The client sent user “alice”/);
    assert.ok(errors.includes('the words of a mechanism failed'));
  });

  it('are not missed in a mechanism without any', async () => {
    const { words: _, ...wordless } = toyMechanism();
    await using server = await serve({ mechanisms: [wordless] });
    const client = await server.negotiated();
    const toy = new ToyClient(client);
    await client.treeConnect('disk', { session: toy.complete(await toy.say()) });
    const [record] = await server.records(1);
    assert.equal(record?.login?.authDescription, 'TOY');
    assert.match(record.explanation, /Proved with TOY, over SMB 3\.1\.1\./);
    assert.match(attemptParagraph(record, layout), /“TOYS\\alice”/);
  });
});
