import type { Fault } from '../../src/faults/fault.js';
import type { ServerOptions } from '../../src/server/options.js';
import { Command, encodeEchoRequest } from '../../src/smb2-codec/index.js';
import { type Fixture, serve } from '../session/support.js';
import type { ClientSession, SmbClient } from '../support/smb-client.js';
import { login, type NegotiateOptions } from '../support/smb-client-login.js';

/** A way in which answers are protected. */
export interface Variant {
  readonly title: string;
  readonly offer: NegotiateOptions;
  readonly encrypted: boolean;
}

/** The signed and the encrypted answers of each generation of dialects. */
export const variants: readonly Variant[] = [
  { title: '2.1', offer: { dialects: [0x0210] }, encrypted: false },
  { title: '3.0', offer: { dialects: [0x0300] }, encrypted: false },
  { title: '3.1.1', offer: { dialects: [0x0311] }, encrypted: false },
  {
    title: '3.1.1 with AES-GMAC',
    offer: { dialects: [0x0311], signingAlgorithms: [2] },
    encrypted: false,
  },
  { title: '3.0 encrypted', offer: { dialects: [0x0300] }, encrypted: true },
  { title: '3.1.1 encrypted', offer: { dialects: [0x0311] }, encrypted: true },
];

/** A server with faults, and a client that is logged in. */
export interface FaultyFixture extends AsyncDisposable {
  readonly fixture: Fixture;
  readonly client: SmbClient;
  readonly session: ClientSession;
}

/** Logs alice in on a server with a fault. */
export async function loggedIn(
  { offer, encrypted }: Variant,
  fault: Fault,
  options: Partial<ServerOptions> = {},
): Promise<FaultyFixture> {
  const policy = encrypted ? { policy: { encryption: 'required' } as const } : {};
  const fixture = await serve({ faults: [fault], ...policy, ...options });
  const client = await fixture.negotiated(offer);
  const session = await login(client);
  return { fixture, client, session, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

/** Sends an ECHO and gives the bytes of the answer, which nobody has looked at. */
export async function rawEcho(client: SmbClient, session: ClientSession): Promise<Buffer> {
  client.send(Command.ECHO, encodeEchoRequest, { session });
  return client.receivePayload();
}

/** Flags, as an answer has them ([MS-SMB2] 2.2.1.2). */
export function isMarkedSigned(message: Buffer): boolean {
  return (message.readUInt32LE(16) & 0x08) !== 0;
}
