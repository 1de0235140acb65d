import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthenticateMessage } from '../../src/auth/ntlm/authenticate-message.js';
import { decode } from '../../src/der/structure.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { apReq } from '../../src/krb5/messages/ap.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { Command, encodeSessionSetupRequest } from '../../src/smb2-codec/index.js';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { loginWithNtlm } from '../rpc/support/bind-logins.js';
import { rpcOverTcp } from '../rpc/support/rpc-over-tcp.js';
import { CredSspClient, passwordCredentials } from '../support/credssp-client.js';
import { CredSspWire } from '../support/credssp-connection.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { ntlmTokens } from '../support/gss-clients.js';
import { HttpClient } from '../support/http-client.js';
import { framed, KerberosForge, keyOf, SERVICE, serviceKey } from '../support/kerberos-client.js';
import { NtlmClient, type NtlmClientOptions } from '../support/ntlm-client.js';
import { type Secret, secretText } from '../support/secret-forms.js';
import { login, negotiate, tryLogin } from '../support/smb-client-login.js';
import { SmbClient } from '../support/smb-client.js';

export const password = 'Gr33n-Heron&Quay';
const wrong = 'Gr33n-Horen&Quay';
const other = 'Bl4ck+Kite/Pier';

/** Ports of a server by carrier. */
export interface Ports {
  readonly smb: number;
  readonly http?: number;
  readonly rpc?: number;
  readonly credssp?: number;
}

/** Clients that log in in every way, and remember each secret that they had, by its kind. */
export class SecretiveClients {
  readonly secrets: Secret[] = [];
  readonly #forge: KerberosForge;
  readonly #serviceKey = serviceKey(18, 3);

  constructor() {
    const runtime = new FixedRuntime();
    runtime.wallClock = Date.now();
    this.#forge = new KerberosForge(runtime);
    for (const [name, text] of Object.entries({
      password,
      'wrong password': wrong,
      'other password': other,
    })) {
      this.secrets.push(secretText(name, text));
      this.#add('NT hash', ntHashOfPassword(text));
    }
    this.#add('key of the service', this.#serviceKey.key);
  }

  /** Writes the keytab and the configuration of a server with their accounts. */
  configure(folder: string): string {
    const principal = principalFromText(SERVICE);
    const { etype, kvno, key } = this.#serviceKey;
    const entry = { principal: principal!, writtenAt: Date.now(), kvno, etype, key };
    writeFileSync(join(folder, 'server.keytab'), encodeKeytab([entry]), { mode: 0o600 });
    const hash = ntHashOfPassword(other).toString('hex').toUpperCase();
    const line = `carol:1000:${'X'.repeat(32)}:${hash}:[U          ]:LCT-5F000000:\n`;
    writeFileSync(join(folder, 'smbpasswd'), line, { mode: 0o600 });
    writeFileSync(join(folder, 'password'), `${password}\n`, { mode: 0o600 });
    const file = join(folder, 'smb2.json');
    writeFileSync(
      file,
      JSON.stringify({
        accounts: [{ name: 'alice', passwordFile: 'password' }],
        accountFiles: [{ format: 'smbpasswd', path: 'smbpasswd' }],
        shares: [{ name: 'data', temporary: true }],
        kerberos: { keytab: 'server.keytab' },
      }),
    );
    return file;
  }

  /** Logs in with NTLM over SMB, rightly and wrongly, and with the password in the place of the name. */
  async overSmb(port: number): Promise<void> {
    await this.#withSmb(port, async (smb) => {
      const session = await login(smb, this.#ntlm());
      const { signing, clientToServer, serverToClient, sessionKey } = session.keys;
      for (const key of [signing, clientToServer, serverToClient, sessionKey])
        this.#add('key of a session', key);
      await smb.treeConnect('data', { session });
    });
    await this.#withSmb(
      port,
      async (smb) => void (await login(smb, this.#ntlm({ user: 'carol', password: other }))),
    );
    await this.#withSmb(port, async (smb) => void (await tryLogin(smb, this.#ntlm({ password: wrong }))));
    await this.#withSmb(port, async (smb) => void (await tryLogin(smb, this.#ntlm({ user: password }))));
    await this.#withSmb(port, async (smb) => void (await tryLogin(smb, this.#ntlm({ response: 'ntlmv1' }))));
  }

  /** Logs in with a ticket over SMB. */
  async withTicket(port: number): Promise<void> {
    const securityBuffer = this.#ticketToken();
    await this.#withSmb(port, async (smb) => {
      await smb.request(Command.SESSION_SETUP, (w) =>
        encodeSessionSetupRequest(w, {
          flags: 0,
          securityMode: 1,
          capabilities: 0,
          previousSessionId: 0n,
          securityBuffer,
        }),
      );
    });
  }

  async overHttp(port: number): Promise<void> {
    for (const options of [this.#ntlm(), this.#ntlm({ password: wrong })]) {
      using client = await HttpClient.connect(port);
      await client.login(new NtlmClient(options));
    }
    using client = await HttpClient.connect(port);
    await client.ask({ Authorization: `Negotiate ${this.#ticketToken().toString('base64')}` });
    using basic = await HttpClient.connect(port);
    await basic.ask(
      { Authorization: `Basic ${Buffer.from(`alice:${password}`).toString('base64')}` },
      `GET /?pw=${encodeURIComponent(password)} HTTP/1.1`,
    );
  }

  async overRpc(port: number): Promise<void> {
    await using client = await rpcOverTcp(port);
    await loginWithNtlm(client.rpc, 6, this.#ntlm());
  }

  async overCredSsp(port: number): Promise<void> {
    await using wire = await CredSspWire.open(port);
    const { subjectPublicKey } = wire;
    const client = new CredSspClient(ntlmTokens(new NtlmClient(this.#ntlm())), { subjectPublicKey });
    await client.bind(wire.exchange);
    const sent = once(wire.tls, 'finish');
    wire.tls.end(client.credentials(passwordCredentials('alice', password, '')));
    await sent;
  }

  #ticketToken(): Buffer {
    const sessionKey = keyOf(18, 0x77);
    this.#forge.runtime.wallClock = Date.now();
    const message = this.#forge.request(this.#forge.ticket({ key: this.#serviceKey, sessionKey }));
    const { ticket, authenticator } = decode(apReq, message, 'AP-REQ');
    this.#add('ticket', ticket.value.encPart.cipher);
    this.#add('authenticator', authenticator.cipher);
    this.#add('key of a ticket', sessionKey.keyvalue);
    return framed(message);
  }

  #ntlm(options: NtlmClientOptions = {}): NtlmClientOptions {
    return {
      user: 'alice',
      password,
      domain: '',
      randomSessionKey: Buffer.from('8c1f63d27ab94e05f1c7d83b9a2e6450', 'hex'),
      ...options,
      editMessage: (message: AuthenticateMessage) => {
        this.#add('NTLM proof', message.ntChallengeResponse.subarray(0, 16));
        this.#add('NTLM response', message.ntChallengeResponse);
        if (message.encryptedRandomSessionKey.length > 0) {
          this.#add('encrypted session key', message.encryptedRandomSessionKey);
          this.#add('key of a session', Buffer.from('8c1f63d27ab94e05f1c7d83b9a2e6450', 'hex'));
        }
        return message;
      },
    };
  }

  async #withSmb(port: number, use: (smb: SmbClient) => Promise<void>): Promise<void> {
    const smb = await SmbClient.connect(port);
    try {
      await negotiate(smb);
      await use(smb);
    } finally {
      smb.close();
    }
  }

  #add(name: string, octets: Buffer): void {
    if (octets.length < 8 || this.secrets.some((each) => each.octets.equals(octets))) return;
    this.secrets.push({ name, octets: Buffer.from(octets) });
  }
}
