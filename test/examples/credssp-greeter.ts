import { X509Certificate } from 'node:crypto';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { createCredSspAcceptor, type Mechanism, RequestAssembly } from 'smb2-auth-server/auth';

/** The certificate of the server, with an RSA key, and that key. Both are PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** A server that greets whoever logs in with CredSSP, as a service behind WinRM or Remote Desktop would. */
export function createGreeter({ cert, key }: KeyPair, mechanisms: readonly Mechanism[]): Server {
  // The content of SubjectPublicKey, to which the client binds its login: an RSAPublicKey.
  const { publicKey } = new X509Certificate(cert);
  const subjectPublicKey = publicKey.export({ type: 'pkcs1', format: 'der' });

  async function serve(socket: TLSSocket): Promise<void> {
    const acceptor = createCredSspAcceptor({ mechanisms, subjectPublicKey });
    const requests = new RequestAssembly();
    let user = '';
    for await (const chunk of socket) {
      requests.add(chunk as Buffer);
      let request: Buffer | undefined;
      while ((request = requests.next(acceptor.requestLimit))) {
        const step = await acceptor.step(request);
        if ('answer' in step && step.answer) socket.write(step.answer);
        if (step.kind === 'accepted') user = step.context.identity.account;
        // The client has proved itself, and its credentials are those of the same user.
        if (step.kind === 'complete') return void socket.end(`Hello ${user}\n`);
        if (step.kind === 'rejected') return void socket.end();
      }
    }
  }

  // A request that cannot be read ends the connection, too.
  return createServer({ cert, key, minVersion: 'TLSv1.2' }, (socket) => {
    serve(socket).catch(() => socket.destroy());
  });
}
