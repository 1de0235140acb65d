import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import {
  type Acceptor,
  type AccountStore,
  createNtlmMechanism,
  createSpnegoAcceptor,
  defaultAuthPolicy,
  systemRuntime,
} from 'smb2-auth-server/auth';

/** An HTTP server that greets whoever logs in with `Authorization: NTLM` or `Negotiate` (RFC 4559). */
export function createGreeter(accounts: AccountStore): Server {
  const ntlm = createNtlmMechanism({
    accounts,
    policy: defaultAuthPolicy,
    names: { netbiosName: 'WEB', dnsName: 'web.example', netbiosDomain: 'WEB', dnsDomain: 'example' },
    runtime: systemRuntime,
  });
  // NTLM authenticates the connection: the legs of a login, and the requests after it, share a socket.
  const logins = new WeakMap<Socket, Acceptor>();
  const users = new WeakMap<Socket, string>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    const [scheme, base64] = request.headers.authorization?.split(' ') ?? [];
    if (base64 !== undefined) {
      const acceptor = logins.get(socket) ?? createSpnegoAcceptor({ mechanisms: [ntlm] });
      logins.delete(socket);
      users.delete(socket);
      const step = await acceptor.step(Buffer.from(base64, 'base64'));
      if (step.token) response.setHeader('www-authenticate', `${scheme} ${step.token.toString('base64')}`);
      if (step.kind === 'continue') {
        logins.set(socket, acceptor);
        response.writeHead(401).end();
        return;
      }
      if (step.kind === 'accepted') users.set(socket, step.context.identity.account);
    }
    const user = users.get(socket);
    if (user === undefined) response.writeHead(401, { 'www-authenticate': ['Negotiate', 'NTLM'] }).end();
    else response.end(`Hello ${user}\n`);
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
}
