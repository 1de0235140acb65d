import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';

/** Stands for the client that a reader of the README tests; rejects when the login is refused. */
export async function logIn(url: string, user: string, password: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const client = await SmbClient.connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
  try {
    await negotiate(client);
    await login(client, { user, password });
  } finally {
    client.close();
  }
}
