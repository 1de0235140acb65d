import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  accountsInMemory,
  createNtlmMechanism,
  defaultAuthPolicy,
  systemRuntime,
} from 'smb2-auth-server/auth';
import { defaultNames } from '../../src/schema/defaults.js';
import { openCertificate } from '../../src/server/tls/server-certificate.js';
import { CredSspClient, passwordCredentials } from '../support/credssp-client.js';
import { CredSspWire, everythingFrom } from '../support/credssp-connection.js';
import { ntlmTokens } from '../support/gss-clients.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { createGreeter } from './credssp-greeter.js';

describe('examples/credssp-greeter', () => {
  const ntlm = createNtlmMechanism({
    accounts: accountsInMemory([{ name: 'alice', password: 'secret' }]),
    policy: defaultAuthPolicy,
    names: defaultNames,
    runtime: systemRuntime,
  });
  let server: ReturnType<typeof createGreeter>;
  let port = 0;

  before(async () => {
    const logger = { error: () => {}, warn: () => {} };
    const owner = { names: defaultNames, host: '127.0.0.1', runtime: systemRuntime, logger };
    const made = await openCertificate({ generate: 'rsa' }, { ...owner, place: 'tls', usualKind: 'rsa' });
    server = createGreeter({ cert: made.certificate, key: made.key }, [ntlm]);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  after(() => server.close());

  /** The greeting of a client that delegates a password; undefined: the login was refused before. */
  async function greetingOf(password: string, user = 'alice'): Promise<string | undefined> {
    await using wire = await CredSspWire.open(port);
    const { subjectPublicKey } = wire;
    const client = new CredSspClient(ntlmTokens(new NtlmClient({ user: 'alice', password })), {
      subjectPublicKey,
    });
    if ((await client.bind(wire.exchange)) !== undefined) return undefined;
    wire.tls.write(client.credentials(passwordCredentials(user, password, '')));
    return (await everythingFrom(wire.tls)).toString();
  }

  it('greets a user whose login is bound to its key', async () => {
    assert.equal(await greetingOf('secret'), 'Hello alice\n');
  });

  it('greets nobody with a wrong password, or with the credentials of somebody else', async () => {
    assert.equal(await greetingOf('wrong').catch(() => undefined), undefined);
    assert.equal(await greetingOf('secret', 'bob'), '');
  });
});
