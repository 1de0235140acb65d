import assert from 'node:assert/strict';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { Catalogue } from '../../src/posture/catalogue.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import type { PostureView } from '../../src/watch/messages.js';
import { WatchedPosture } from '../../src/watch/watched-posture.js';
import { watchTurns } from '../support/watch-turns.js';

/** An attempt whose client fills what it can with a name. */
function attemptOf(address: string, name: string): AttemptRecord {
  const end = { address, port: 1 };
  return {
    verdict: 'refused',
    reason: 'unknown-account',
    startedAt: 1000,
    connection: { id: 1, carrier: 'http', remote: end, local: end },
    login: { carrier: 'http', scheme: name, offeredMechanisms: [name], spnego: true },
    http: { scheme: name },
    claimed: { user: name, domain: name, workstation: name },
    proof: {
      mechanism: 'NTLM',
      version: 'NTLMv2',
      weaknesses: [],
      machine: { machineId: name, crossBootMachineId: name },
    },
  } as unknown as AttemptRecord;
}

describe('watch: the posture', () => {
  it('of clients with hostile names is a message of bounded length, made in a short turn', async () => {
    const posture = new WatchedPosture(new Catalogue(defaultMechanismWords), systemRuntime, () => {});
    for (let client = 0; client < 40; client += 1)
      for (let count = 0; count < 32; count += 1)
        posture.add(attemptOf(`127.0.0.${client}`, `${count}${'\u202e'.repeat(300)}`));
    await new Promise(setImmediate);
    const turns = watchTurns();
    const { json } = posture;
    assert.ok(turns.end() < 100);
    // Sixteen pages copy the same bytes: to encode them for each would take as long as to make them.
    assert.ok(Buffer.isBuffer(json) && posture.json === json);
    assert.ok(json.length < 520 * 1024, String(json.length));
    const { clients, omitted, omittedClients } = JSON.parse(json.toString()) as PostureView;
    assert.deepEqual([omitted, omittedClients + clients.length], [0, 40]);
    assert.ok(clients.length > 1 && clients.length < 40, String(clients.length));
    assert.match(clients[0]?.users[0] ?? '', /\u202e{200}/);
  });
});
