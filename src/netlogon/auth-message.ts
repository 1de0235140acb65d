import { Reader, Writer } from '../bytes/index.js';

/** MessageType of NL_AUTH_MESSAGE ([MS-NRPC] 2.2.1.3.1). */
const MessageType = { REQUEST: 0, RESPONSE: 1 } as const;

/** NetBIOS names of the domain and of the computer. */
const NETBIOS_NAMES = 0x3;

/** Bytes that a response has at least ([MS-NRPC] 3.3.4.1.4). */
const RESPONSE_LENGTH = 12;

/** The token of the bind: NL_AUTH_MESSAGE with NetBIOS names, which are ASCII ([MS-NRPC] 3.3.4.1.1). */
export function encodeAuthMessage(domain: string, computer: string): Buffer {
  const names = Buffer.from(`${domain}\0${computer}\0`, 'latin1');
  return new Writer(8 + names.length).u32(MessageType.REQUEST).u32(NETBIOS_NAMES).bytes(names).finish();
}

/** Whether the token of a bind_ack is the response that completes the context ([MS-NRPC] 3.3.4.1.4). */
export function isAuthResponse(token: Buffer): boolean {
  if (token.length < RESPONSE_LENGTH) return false;
  return new Reader(token, 'NL_AUTH_MESSAGE').u32('MessageType') === MessageType.RESPONSE;
}
