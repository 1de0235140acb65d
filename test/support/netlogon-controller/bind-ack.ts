import { encodePdu, PfcFlags, type ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import { NDR, NO_SYNTAX, sameSyntax } from '../../../src/rpc/syntax.js';
import type { Conversation } from './conversation.js';
import { netlogonSecurity } from './fragments.js';

const SECONDARY_ADDRESS = '49152';
const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/** The only transfer syntax taken is NDR; with a trailer in the bind, the acknowledgement has one too. */
export function bindAck(pdu: ReceivedPdu, conversation: Conversation): Buffer {
  const { body, callId, security } = pdu;
  if (body.kind !== 'bind' && body.kind !== 'alter-context') throw new Error(`no bind: ${body.kind}`);
  conversation.maximum = body.maxRecvFrag;
  const results = body.contexts.map(({ transferSyntaxes }) =>
    transferSyntaxes.some((syntax) => sameSyntax(syntax, NDR))
      ? { result: 0, reason: 0, transferSyntax: NDR }
      : { result: 2, reason: 2, transferSyntax: NO_SYNTAX },
  );
  return encodePdu({
    flags: WHOLE,
    callId,
    body: {
      kind: body.kind === 'bind' ? 'bind-ack' : 'alter-context-resp',
      maxXmitFrag: body.maxRecvFrag,
      maxRecvFrag: body.maxXmitFrag,
      assocGroupId: 0x1234,
      secondaryAddress: SECONDARY_ADDRESS,
      results,
    },
    ...(security && {
      security: { ...netlogonSecurity, contextId: security.contextId, token: negotiateResponse },
    }),
  });
}

/** NL_AUTH_MESSAGE of the server, as Samba has it: the type 1, no flags, and padding ([MS-NRPC] 2.2.1.3.1). */
const negotiateResponse = Buffer.from('010000000000000000000000', 'hex');

/** The refusal of Samba where the NL_AUTH_MESSAGE has the name of another domain: no reason is given. */
export function bindNak({ callId }: ReceivedPdu): Buffer {
  return encodePdu({ flags: WHOLE, callId, body: { kind: 'bind-nak', reason: 0 } });
}

/** The NetBIOS names in the client's NL_AUTH_MESSAGE; a name that it leaves out is empty. */
export function namesIn(token: Buffer): { readonly domain: string; readonly computer: string } {
  const flags = token.readUInt32LE(4);
  const names = token.subarray(8).toString('latin1').split('\0');
  const domain = (flags & 1) === 0 ? '' : (names.shift() ?? '');
  return { domain, computer: (flags & 2) === 0 ? '' : (names.shift() ?? '') };
}
