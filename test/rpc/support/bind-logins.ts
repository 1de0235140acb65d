import assert from 'node:assert/strict';
import { NegotiateFlags } from '../../../src/auth/ntlm/negotiate-flags.js';
import { encodeNegTokenInit } from '../../../src/auth/spnego/neg-token-init.js';
import { decodeNegTokenResp, encodeNegTokenResp } from '../../../src/auth/spnego/neg-token-resp.js';
import { AuthType } from '../../../src/rpc/index.js';
import { PfcFlags, type ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { NtlmClient, type NtlmClientOptions, windowsFlags } from '../../support/ntlm-client.js';
import { bindOf, type RpcClient } from './rpc-client.js';

const NTLMSSP = '1.3.6.1.4.1.311.2.2.10';
const SIGN = PfcFlags.SUPPORT_HEADER_SIGN;

/** The flags that clients of RPC ask for. */
export const flags = (windowsFlags | NegotiateFlags.SIGN | NegotiateFlags.SEAL) >>> 0;

/** An alter_context of `srvsvc`. */
export const alter = { ...bindOf(SRVSVC), kind: 'alter-context' } as const;

/** Logs in with NTLM in bind, bind_ack and auth3; a refusal shows at the first request. */
export async function loginWithNtlm(
  rpc: RpcClient,
  level: number,
  options: NtlmClientOptions = {},
): Promise<void> {
  const ntlm = new NtlmClient({ flags, ...options });
  const terms = { type: AuthType.NTLM, level, contextId: 79231 };
  const security = { ...terms, token: ntlm.negotiateMessage };
  const ack = await rpc.bind(SRVSVC, { flags: SIGN, security });
  const token = ntlm.authenticate(ack.security!.token);
  await rpc.exchange(rpc.encode({ kind: 'auth3' }, { security: { ...terms, token } }));
  rpc.login = { terms, messages: ntlm.messageSecurity(), signsHeaders: true };
}

/** Logs in with SPNEGO in bind and alter_context; the last answer. */
export async function loginWithSpnego(
  rpc: RpcClient,
  level: number,
  options: NtlmClientOptions = {},
): Promise<ReceivedPdu> {
  const ntlm = new NtlmClient({ flags, ...options });
  const terms = { type: AuthType.SPNEGO, level, contextId: 1 };
  const { token, mechTypeList } = offer(ntlm.negotiateMessage);
  const ack = await rpc.bind(SRVSVC, { flags: SIGN, security: { ...terms, token } });
  const responseToken = ntlm.authenticate(decodeNegTokenResp(ack.security!.token).responseToken!);
  const last = encodeNegTokenResp({ responseToken, mechListMic: ntlm.mechListMic(mechTypeList) });
  const answer = await rpc.send(alter, { security: { ...terms, token: last } });
  if (answer.security) {
    const { mechListMic } = decodeNegTokenResp(answer.security.token);
    assert.ok(mechListMic && ntlm.verifyMechListMic(mechTypeList, mechListMic));
  }
  rpc.login = { terms, messages: ntlm.messageSecurity(), signsHeaders: true };
  return answer;
}

/** SPNEGO's first token, and the MechTypeList in it. */
export function offer(mechToken: Buffer): { token: Buffer; mechTypeList: Buffer } {
  const token = encodeNegTokenInit({ mechTypes: [NTLMSSP], mechToken });
  // SEQUENCE OF one OID of 12 bytes, as it stands in the token.
  const start = token.indexOf(Buffer.from('300c060a2b06010401823702020a', 'hex'));
  return { token, mechTypeList: token.subarray(start, start + 14) };
}
