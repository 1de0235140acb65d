import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  ansiColours,
  attemptParagraph,
  coloursFor,
  incidentParagraph,
  kdcParagraph,
  noColours,
  treeParagraph,
} from '../../../src/diagnosis/output/paragraph.js';
import type { KdcRecord } from '../../../src/facts/kdc-record.js';
import type { ScriptedState } from '../../../src/realm/index.js';
import { columnsOf } from '../../../src/text/columns.js';
import { keyOf, makeAsReq, makeRealm, name, timestampOf } from '../../realm/kdc-client.js';
import { login, tryLogin } from '../../support/smb-client-login.js';
import { serve } from '../../session/support.js';

const options = { colours: noColours, width: 80 };

describe('paragraphs for people', () => {
  it('a refusal: verdict, cause, advice, in lines that fit', async () => {
    await using server = await serve();
    await tryLogin(await server.negotiated(), {
      password: 'secret\n',
      user: 'alice',
      workstation: 'a\u001b[31mb',
    });
    const [record] = await server.records(1);
    assert.ok(record);
    const text = attemptParagraph(
      { ...record, startedAt: 0, duration: 4200 },
      { ...options, clientShows: true },
    );
    assert.ok(
      text
        .split('\n')
        .slice(1)
        .every((line) => line.length <= 80 && line.startsWith('          ')),
    );
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f]/);
    const words = text.replaceAll(/\s+/g, ' ');
    assert.match(words, /REFUSED “alice” from 127\.0\.0\.1:\d+ \[mangled-password, STATUS_LOGON_FAILURE\]/);
    assert.match(words, /The proof is right with a line feed at the end of the password\./);
    assert.match(words, /SMB 3\.1\.1 · NTLMv2 · .* · 4\.2 ms/);
    assert.match(words, /→ Take it out of the file, variable or pipe that the password comes from/);
    assert.match(words, /smbclient shows: session setup failed: NT_STATUS_LOGON_FAILURE/);
  });

  it('an accepted login needs no advice, and a granted share one line', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.treeConnect('nowhere', { session });
    const [record] = await server.records(1);
    const [granted, refused] = await server.treeRecords(2);
    assert.ok(record && granted && refused);
    assert.doesNotMatch(attemptParagraph(record, options), /→/);
    assert.equal(treeParagraph(granted, options).split('\n').length, 1);
    const refusal = treeParagraph(refused, { ...options, clientShows: true }).replaceAll(/\s+/g, ' ');
    assert.match(refusal, /smbclient shows: tree connect failed: NT_STATUS_BAD_NETWORK_NAME/);
    assert.doesNotMatch(treeParagraph(refused, options), /shows/);
    assert.match(
      treeParagraph(refused, options),
      /REFUSED {2}share “nowhere” to “alice” {2}\[share-not-found\]/,
    );
  });

  it('no line of Chinese names is wider than the terminal', async () => {
    await using server = await serve();
    await tryLogin(await server.negotiated(), { user: '山田太郎山田太郎', workstation: '漢字漢字漢字漢' });
    const [record] = await server.records(1);
    assert.ok(record);
    const lines = attemptParagraph(record, { ...options, clientShows: true }).split('\n');
    assert.match(lines.join(' '), /“山田太郎山田太郎”.*workstation “漢字漢字漢字漢”/);
    for (const line of lines) assert.ok(columnsOf(line) <= 80, `${columnsOf(line)} columns: ${line}`);
  });

  it('an incident names the command', async () => {
    await using server = await serve();
    const client = await server.negotiated({ dialects: [0x0302] });
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.echo({ session, sign: 'wrong' });
    await client.echo({ session });
    const [incident] = server.incidents;
    assert.ok(incident);
    assert.match(incidentParagraph(incident, options), /DENIED {2}ECHO from 127\.0\.0\.1/);
  });

  it('colour only where a terminal has it and NO_COLOR is not set', () => {
    assert.equal(coloursFor({ isTTY: true }, {}), ansiColours);
    assert.equal(coloursFor({ isTTY: true }, { NO_COLOR: '' }), ansiColours);
    assert.equal(coloursFor({ isTTY: true }, { NO_COLOR: '1' }), noColours);
    assert.equal(coloursFor({ isTTY: true }, { TERM: 'dumb' }), noColours);
    assert.equal(coloursFor({}, {}), noColours);
  });
});

describe('paragraphs about a KDC', () => {
  /** The paragraph of a request to a realm with alice, times left out. */
  async function paragraphOf(request: Buffer, state?: ScriptedState, clientShows = false): Promise<string> {
    const records: KdcRecord[] = [];
    const { realm } = makeRealm({ onExchange: (record) => records.push(record) });
    realm.script('alice', state);
    await realm.answer(request);
    const [record] = records;
    assert.ok(record);
    const text = kdcParagraph(record, { colours: noColours, width: 100, clientShows });
    return text.replace(/^\d\d:\d\d:\d\d/, '23:12:38');
  }

  it('a refusal: names, error, cause and advice', async () => {
    assert.equal(
      await paragraphOf(makeAsReq({ cname: name('mallory') })),
      `23:12:38  KDC REFUSED  “mallory@EXAMPLE.TEST” for “krbtgt/EXAMPLE.TEST”
          [KDC_ERR_C_PRINCIPAL_UNKNOWN]
          The realm has no account of the client’s name. It asks for “mallory@EXAMPLE.TEST”.
          → Correct the user name in the client, or add the account (--user NAME:PASSWORD). Names
          have case here; kinit -C asks without.`,
    );
  });

  it('a wrong password, as KERBEROS.md shows it', async () => {
    const { runtime } = makeRealm();
    const request = makeAsReq({}, [timestampOf(keyOf('alice', 18, 'wrong'), runtime.now())]);
    assert.ok(readFileSync('src/realm/KERBEROS.md', 'utf8').includes(`\n${await paragraphOf(request)}\n`));
  });

  it('what clients show, where it is wanted', async () => {
    const text = await paragraphOf(makeAsReq({ cname: name('mallory') }), undefined, true);
    const words = text.replaceAll(/\s+/g, ' ');
    assert.match(words, /MIT shows: kinit: Client … not found in Kerberos database while getting initial/);
    assert.match(
      words,
      /smbclient shows: Kinit for … to access … failed: .*Linux shows: mount error\(126\): Required key not available/,
    );
  });

  it('a script is named', async () => {
    assert.match(await paragraphOf(makeAsReq(), { error: 100 }), /\[100, scripted\]\n +A script has the KDC/);
  });

  it('a ticket is one line', async () => {
    const { runtime } = makeRealm();
    const request = makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now())]);
    assert.equal(
      await paragraphOf(request),
      '23:12:38  KDC GRANTED  “alice@EXAMPLE.TEST” for “krbtgt/EXAMPLE.TEST”  [aes256-cts-hmac-sha1-96]',
    );
  });
});
