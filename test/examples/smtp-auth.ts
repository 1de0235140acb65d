import { createServer, type Server, type Socket } from 'node:net';
import {
  type AccountStore,
  createNtlmMechanism,
  defaultAuthPolicy,
  systemRuntime,
} from 'smb2-auth-server/auth';

/** The longest line of an exchange, in octets (RFC 4954 4). */
const LONGEST_LINE = 12_288;
const PATIENCE = 30_000;

/** An SMTP server that takes mail, and drops it, from users who log in with `AUTH NTLM` ([MS-SMTPNTLM], RFC 4954). */
export function createMailServer(accounts: AccountStore, say: (line: string) => void): Server {
  const ntlm = createNtlmMechanism({
    accounts,
    policy: defaultAuthPolicy,
    names: { netbiosName: 'MAIL', dnsName: 'mail.example', netbiosDomain: 'MAIL', dnsDomain: 'example' },
    runtime: systemRuntime,
  });

  async function serve(socket: Socket): Promise<void> {
    const lines = linesOf(socket);
    const reply = (line: string): void => void socket.write(`${line}\r\n`);
    const hear = async (): Promise<string | undefined> => (await lines.next()).value ?? undefined;
    const ask = async (line: string): Promise<string> => {
      reply(line);
      return (await hear()) ?? '*';
    };

    let user: string | undefined;

    /** Runs an exchange, and returns the answer that ends it. */
    async function logIn(initial: string | undefined): Promise<string> {
      const acceptor = ntlm.createAcceptor({ carrier: 'program', report: () => {} });
      let base64 = initial ?? (await ask('334 ntlm supported'));
      while (base64 !== '*') {
        const token = Buffer.from(base64, 'base64');
        if (token.toString('base64') !== base64) return '501 5.5.2 That is no base64';
        const step = await acceptor.step(token);
        if (step.kind === 'accepted') {
          user = step.context.identity.account;
          say(`${user} has logged in`);
          return '235 2.7.0 Authentication successful';
        }
        if (step.kind === 'rejected') {
          // The reason is for our own user: the client is told no difference.
          say(`refused: ${step.reason}`);
          return '535 5.7.3 Authentication unsuccessful';
        }
        base64 = await ask(`334 ${step.token.toString('base64')}`);
      }
      say('refused: the client has cancelled');
      return '501 5.7.0 Authentication cancelled';
    }

    reply('220 mail.example ESMTP');
    for await (const line of lines) {
      const [command = '', mechanism = '', initial] = line.split(' ');
      const verb = command.toUpperCase();
      if (verb === 'EHLO') reply('250-mail.example\r\n250 AUTH NTLM');
      else if (verb === 'QUIT') return finish(socket, '221 2.0.0 Bye\r\n');
      else if (verb === 'AUTH' && user !== undefined) reply('503 5.5.1 Already authenticated');
      else if (verb === 'AUTH' && mechanism.toUpperCase() !== 'NTLM') reply('504 5.5.4 Only NTLM');
      else if (verb === 'AUTH') reply(await logIn(initial));
      else if (user === undefined) reply('530 5.7.0 Authentication required');
      else if (verb === 'MAIL' || verb === 'RCPT') reply('250 2.1.0 Ok');
      else if (verb === 'DATA') {
        let text: string | undefined = await ask('354 Go ahead');
        while (text !== undefined && text !== '.') text = await hear();
        reply('250 2.0.0 Dropped');
      } else reply('502 5.5.1 Not here');
    }
  }

  return createServer((socket) => {
    socket.setTimeout(PATIENCE, () => socket.destroy());
    serve(socket).catch(() => socket.destroy());
  });
}

/** Says the last words and waits until they are sent, because the end of the loop destroys the socket. */
function finish(socket: Socket, words: string): Promise<void> {
  return new Promise((resolve) => socket.end(words, () => resolve()));
}

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    held += chunk.toString('latin1');
    for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
      yield held.slice(0, end);
      held = held.slice(end + 2);
    }
    if (held.length > LONGEST_LINE) return;
  }
}
