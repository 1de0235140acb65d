import { createServer, type Server, type Socket } from 'node:net';
import {
  createSpnegoAcceptor,
  type Mechanism,
  type MessageSecurity,
  NtStatus,
  type SecurityContext,
  unwrapToken,
  wrapToken,
} from 'smb2-auth-server/auth';

/** One message: its type, the type of its data, four bytes of length, the data ([MS-AUTHSOD] 3.1, table 2). */
interface Message {
  readonly type: number;
  readonly dataType: number;
  readonly data: Buffer;
}

const MessageType = { request: 0, reply: 1, error: 3 } as const;
const DataType = { token: 1, application: 2, error: 3 } as const;
const HEADER_LENGTH = 6;
const LONGEST_DATA = 65_536;
const PATIENCE = 30_000;

interface Session {
  readonly context: SecurityContext;
  readonly security: MessageSecurity;
}

/** Ends a connection: the client learns the status, our own user the reason. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

/**
 * The stock quote server of [MS-AUTHSOD]: a client logs in over a protocol of our own, and speaks wrapped afterwards. A
 * request is `0 MSFT`, or `1 MSFT 28.31` for an update; an answer is a code (0: success), the symbol and its price.
 */
export function createQuoteServer(mechanisms: readonly Mechanism[], say: (line: string) => void): Server {
  const prices = new Map([['MSFT', '28.31']]);

  async function serve(socket: Socket): Promise<void> {
    const acceptor = createSpnegoAcceptor({ mechanisms });
    let session: Session | undefined;

    async function logIn(token: Buffer): Promise<Buffer> {
      const step = await acceptor.step(token);
      if (step.kind === 'rejected') throw new Refused(step.status, step.reason);
      if (step.kind === 'accepted') {
        const { context } = step;
        session = { context, security: context.messageSecurity() };
        say(`${context.identity.account} has logged in by ${context.mechanism}`);
      }
      return encode(MessageType.reply, DataType.token, step.token ?? Buffer.alloc(0));
    }

    for await (const { type, dataType, data } of messagesOf(socket)) {
      try {
        // "If the initial request message does not have an authentication token, the server returns an error code".
        const due = session === undefined ? DataType.token : DataType.application;
        if (type !== MessageType.request || dataType !== due) {
          throw new Refused(NtStatus.STATUS_ACCESS_DENIED, `data of type ${due} was due`);
        }
        socket.write(session === undefined ? await logIn(data) : quote(session, data));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        say(`refused: ${error.message}`);
        const code = Buffer.alloc(4);
        code.writeUInt32BE(error.status);
        return finish(socket, encode(MessageType.error, DataType.error, code));
      }
    }
  }

  function quote({ context, security }: Session, data: Buffer): Buffer {
    if (Date.now() > (context.expiresAt ?? Infinity)) {
      throw new Refused(NtStatus.STATUS_NETWORK_SESSION_EXPIRED, 'the ticket has expired');
    }
    const request = unwrapToken(security, data);
    if (request === undefined) throw new Refused(NtStatus.STATUS_ACCESS_DENIED, 'a message is not intact');

    const [type, symbol = '', price = ''] = request.toString().split(' ');
    const isUpdate = type === '1' && context.identity.kind === 'user' && /^\d+\.\d\d$/.test(price);
    if (isUpdate && prices.has(symbol)) prices.set(symbol, price);
    const current = type === '0' || isUpdate ? prices.get(symbol) : undefined;
    const answer = current === undefined ? `1 ${symbol}` : `0 ${symbol} ${current}`;
    return encode(MessageType.reply, DataType.application, wrapToken(security, Buffer.from(answer)));
  }

  return createServer((socket) => {
    socket.setTimeout(PATIENCE, () => socket.destroy());
    serve(socket).catch(() => socket.destroy());
  });
}

function encode(type: number, dataType: number, data: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt8(type, 0);
  header.writeUInt8(dataType, 1);
  header.writeUInt32BE(data.length, 2);
  return Buffer.concat([header, data]);
}

/** Says the last words and waits until they are sent, because the end of the loop destroys the socket. */
function finish(socket: Socket, words: Buffer): Promise<void> {
  return new Promise((resolve) => socket.end(words, () => resolve()));
}

async function* messagesOf(socket: Socket): AsyncGenerator<Message> {
  let held = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, chunk]);
    while (held.length >= HEADER_LENGTH) {
      const end = HEADER_LENGTH + held.readUInt32BE(2);
      if (end > HEADER_LENGTH + LONGEST_DATA) return;
      if (held.length < end) break;
      yield {
        type: held.readUInt8(0),
        dataType: held.readUInt8(1),
        data: held.subarray(HEADER_LENGTH, end),
      };
      held = held.subarray(end);
    }
  }
}
