import assert from 'node:assert/strict';
import { ntlmWords } from '../../src/auth/ntlm/words.js';
import { reasonText } from '../../src/diagnosis/reasons.js';
import { tryNegotiate } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';
import { scenarios, treeScenarios } from './scenarios.js';

/** These clients show another status than they were told. */
const actsByItself: ReadonlySet<string> = new Set([
  'binding-refused',
  'session-elsewhere',
  'ended-by-client',
  'answered-otherwise',
]);

describe('every reason comes about over a real socket', () => {
  for (const [reason, scenario] of Object.entries(scenarios)) {
    it(reason, async () => {
      await using server = await serve(
        scenario.options,
        scenario.runtime?.(),
        scenario.decide,
        scenario.shared?.(),
      );
      await scenario.act(server);
      const expected = scenario.attempts ?? 1;
      const records = await server.records(expected);
      const record = records.at(expected - 1);
      assert.equal(record?.reason, reason);
      assert.match(record.explanation, scenario.says);
      assert.ok(
        record.explanation.startsWith(
          reasonText(record.reason, { words: ntlmWords, carrier: 'smb' }).sentence,
        ),
      );
      if (record.verdict === 'refused' && !actsByItself.has(reason)) {
        const { smbclient = '', linux = '' } = record.clientShows;
        assert.ok(smbclient.includes(`NT_${record.wireStatus}`), smbclient);
        const [, logged = record.wireStatus] = /dmesg: (STATUS_\w+)/.exec(linux) ?? [];
        assert.equal(logged, record.wireStatus);
      }
      assert.doesNotMatch(record.explanation, /[\u0000-\u001f]|undefined|\[object/);
      if (scenario.logs !== undefined) assert.equal(server.internalErrors.splice(0, 2)[0], scenario.logs);
    });
  }

  it('in a sentence that can be read, however much the client offers', async () => {
    await using server = await serve({ policy: { dialects: ['3.1.1'] } });
    const client = await server.connect();
    await tryNegotiate(client, { dialects: Array.from({ length: 1000 }, (_, i) => 0x1000 + i) });
    client.close();
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'no-common-dialect');
    assert.match(record.explanation, /0x1027 and \d+ more\./);
  });

  for (const [reason, scenario] of Object.entries(treeScenarios)) {
    it(reason, async () => {
      await using server = await serve(scenario.options);
      await scenario.act(server);
      const [record] = await server.treeRecords(1);
      assert.equal(record?.reason, reason);
      assert.match(record.explanation, scenario.says);
    });
  }
});
