import assert from 'node:assert/strict';
import { differenceOf } from '../../src/replay/difference.js';
import { scriptsOf } from '../../src/replay/script.js';
import { recordingOf } from '../support/recorded.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';

describe('differences of messages', () => {
  const answers: Buffer[] = [];
  before(async () => {
    const recording = await recordingOf(async (port) => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      const session = await login(client);
      await client.treeConnect('data', { session });
      await client.treeConnect('none', { session });
      await client.echo({ session });
      client.close();
      await client.closed;
    });
    const [script] = scriptsOf(recording);
    answers.push(
      ...(script?.messages ?? []).flatMap((message) => message.answers.map(({ payload }) => payload)),
    );
  });

  it('there is none between equal ones', () => {
    for (const answer of answers) assert.equal(differenceOf(answer, Buffer.from(answer)), undefined);
  });

  it('each bit of each byte is found, and named with both values', () => {
    assert.equal(answers.length, 6);
    for (const answer of answers) {
      for (let at = 0; at < answer.length; at++) {
        const changed = Buffer.from(answer);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        const found = differenceOf(answer, changed);
        assert.ok(found !== undefined, `byte ${at}`);
        assert.notEqual(found.field, '');
        assert.notEqual(found.expected, found.got);
      }
    }
  });

  it('a message that is shorter, at every byte', () => {
    for (const answer of answers) {
      for (let length = 0; length < answer.length; length++) {
        assert.ok(differenceOf(answer, answer.subarray(0, length)) !== undefined, `${length} bytes`);
      }
    }
  });

  it('has the names of the specification', () => {
    const [negotiated, challenge, accepted] = answers;
    assert.ok(negotiated && challenge && accepted);
    const fieldAt = (message: Buffer, at: number): string | undefined => {
      const changed = Buffer.from(message);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return differenceOf(message, changed)?.field;
    };
    assert.equal(fieldAt(negotiated, 8), 'Status');
    assert.equal(fieldAt(negotiated, 14), 'Credits');
    assert.equal(fieldAt(negotiated, 64 + 8), 'ServerGuid');
    assert.equal(fieldAt(negotiated, 64 + 28), 'MaxTransactSize');
    assert.equal(fieldAt(negotiated, 64 + 32), 'MaxReadSize');
    const ntlm = challenge.indexOf('NTLMSSP\0');
    assert.equal(fieldAt(challenge, ntlm + 24), 'SPNEGO › NTLM CHALLENGE_MESSAGE › ServerChallenge');
    assert.equal(fieldAt(accepted, 48), 'Signature');
    // The signature covers the message: the field that makes it differ is told, and not the signature.
    const both = Buffer.from(accepted);
    both[48] = (both[48] ?? 0) ^ 1;
    both[66] = (both[66] ?? 0) ^ 1;
    assert.equal(differenceOf(accepted, both)?.field, 'SessionFlags');
  });

  it('leaves out the fields that may differ', () => {
    const [negotiated] = answers;
    assert.ok(negotiated);
    const other = Buffer.from(negotiated);
    other.fill(7, 72, 88);
    assert.equal(differenceOf(negotiated, other, new Set(['ServerGuid'])), undefined);
    assert.equal(differenceOf(negotiated, other, new Set(['Salt']))?.field, 'ServerGuid');
  });
});
