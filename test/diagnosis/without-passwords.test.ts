import assert from 'node:assert/strict';
import { printableJson } from '../../src/text/printable.js';
import { tryLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

describe('a password in a name', () => {
  const names = {
    'alice%secret': 'alice%***',
    'CORP\\alice%secret': 'CORP\\alice%***',
    'ALICE/SECRET': 'ALICE/***',
    'secret:alice': '***:alice',
    'bob%hunter2hunter2': 'bob%******',
    'alice%other': 'alice%other',
    'alice%hunter2': 'alice%hunter2',
    secretive: 'secretive',
  };
  for (const variants of ['loopback', 'never'] as const) {
    for (const [sent, recorded] of Object.entries(names)) {
      it(`${sent} is recorded as ${recorded}; variants: ${variants}`, async () => {
        await using server = await serve({ diagnosis: { variants } });
        await tryLogin(await server.negotiated(), { user: sent, password: 'x' });
        const [record] = await server.records(1);
        assert.equal(record?.claimed?.user, recorded);
        assert.ok(record.explanation.includes(recorded.replaceAll('\\', '\\')));
        const all = printableJson([...server.attempts, ...server.completed]).toLowerCase();
        if (sent !== recorded)
          for (const password of ['secret', 'hunter2']) assert.ok(!all.includes(password));
      });
    }
  }
});
