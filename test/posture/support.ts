import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { Catalogue } from '../../src/posture/catalogue.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import { Posture, type PostureRow } from '../../src/posture/posture.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

/** Attempts of a client that does everything well, and of one that does not. */
export async function someAttempts(): Promise<AttemptRecord[]> {
  await using server = await serve();
  const good = await server.negotiated({ securityMode: 3 });
  const session = await login(good, { domain: 'CORP', workstation: 'DESK' });
  await good.treeConnect('disk', { session });
  await server.records(1);
  const bad = await server.negotiated({ dialects: [0x0210], ciphers: [] });
  await tryLogin(bad, { response: 'ntlmv1', workstation: '=HYPERLINK("x")', raw: true });
  const unsigned = await login(bad, { mic: false, targetName: null, user: 'bob', password: 'hunter2' });
  await bad.treeConnect('disk', { session: unsigned, sign: false });
  const records = await server.records(3);
  return records.map((record, i) => ({
    ...record,
    connection: { ...record.connection, remote: { address: i === 0 ? '10.0.0.1' : '10.0.0.2<b>', port: 1 } },
  }));
}

export const catalogue = new Catalogue(defaultMechanismWords);

export async function someRows(): Promise<PostureRow[]> {
  const posture = new Posture(catalogue);
  for (const record of await someAttempts()) posture.add(record);
  return posture.rows();
}
