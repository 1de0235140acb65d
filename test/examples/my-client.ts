import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';

/** Stands for the client that a reader of the README tests; rejects when the login is refused. */
export async function logIn(host: string, port: number, user: string, password: string): Promise<void> {
  const client = await SmbClient.connect(port, host);
  try {
    await negotiate(client);
    await login(client, { user, password });
  } finally {
    client.close();
  }
}
