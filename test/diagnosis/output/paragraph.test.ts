import assert from 'node:assert/strict';
import {
  ansiColours,
  attemptParagraph,
  coloursFor,
  incidentParagraph,
  noColours,
  treeParagraph,
} from '../../../src/diagnosis/output/paragraph.js';
import { columnsOf } from '../../../src/text/columns.js';
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
