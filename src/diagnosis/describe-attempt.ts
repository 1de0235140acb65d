import { guidToText } from '../bytes/index.js';
import { Capabilities, Cipher, Dialect, SecurityMode } from '../smb2-codec/index.js';
import type { ConnectionInfo } from '../facts/recorder.js';
import type { RpcProtection } from '../facts/rpc.js';
import type { Attempt } from './recorded-attempt.js';
import type { ProofRecord } from '../auth/mechanism-words.js';
import { describeCarrier } from './describe-carrier.js';
import { type Chosen, type Evidence, saidByMechanism } from './facts-by-kind.js';
import { Labels } from './labels.js';
import { cipherLabel, contextLabel, dialectLabel, signingLabel } from './names.js';
import type {
  AttemptRecord,
  ClaimRecord,
  LoginRecord,
  NegotiationRecord,
  ProtectionRecord,
  TokensRecord,
} from './attempt-record.js';

const dialects = new Labels(dialectLabel);
const ciphers = new Labels(cipherLabel);
const signings = new Labels(signingLabel);
const contexts = new Labels(contextLabel);

/** NEGOTIATE by name. */
export function describeNegotiation({ offer, choice, smb1 }: Evidence): NegotiationRecord | undefined {
  if (offer === undefined && smb1 === undefined) return undefined;
  const { signingAlgorithms = [], netname, types = [] } = offer?.contexts ?? {};
  const { cipher, signingAlgorithm } = choice ?? {};
  return {
    offeredDialects: offer === undefined ? (smb1?.dialects ?? []) : dialects.of(offer.dialects),
    dialect: choice && dialectLabel(choice.dialect),
    clientGuid: offer && guidToText(offer.clientGuid),
    offeredCiphers: ciphers.of(ciphersOffered(offer, choice)),
    cipher: cipher ? cipherLabel(cipher) : undefined,
    offeredSigningAlgorithms: signings.of(signingAlgorithms),
    signingAlgorithm: signingAlgorithm === undefined ? undefined : signingLabel(signingAlgorithm),
    contexts: contexts.of(types),
    netname,
    clientSigning: offer && signingOf(offer.securityMode),
  };
}

/** 3.0 and 3.0.2 have no list: the capability stands for their only cipher ([MS-SMB2] 3.3.5.4). */
function ciphersOffered(offer: Evidence['offer'], choice: Evidence['choice']): readonly number[] {
  if (offer === undefined) return [];
  const is30 = choice?.dialect === Dialect.SMB_3_0 || choice?.dialect === Dialect.SMB_3_0_2;
  if (!is30) return offer.contexts.ciphers ?? [];
  return offer.capabilities & Capabilities.ENCRYPTION ? [Cipher.AES_128_CCM] : [];
}

function signingOf(securityMode: number): 'required' | 'enabled' | 'none' {
  if (securityMode & SecurityMode.SIGNING_REQUIRED) return 'required';
  return securityMode & SecurityMode.SIGNING_ENABLED ? 'enabled' : 'none';
}

/** The login, by the facts of its carrier and of SPNEGO. */
export function describeLogin(attempt: Attempt, evidence: Evidence): LoginRecord | undefined {
  const { login } = attempt;
  if (login === undefined) return undefined;
  const { mechanisms, mechanism, mechListMic, vocabulary } = evidence;
  const tokens: TokensRecord = {
    // Clients offer Kerberos under both of its object identifiers.
    offeredMechanisms: eachOnce(mechanisms?.mechanisms.map((oid) => vocabulary.mechanismLabel(oid)) ?? []),
    spnego: mechanisms?.bare === false,
    optimisticToken: mechanisms?.optimisticToken === true,
    mechanism: mechanism?.mechanism,
    authDescription: authDescriptionOf(evidence),
    mechListMic: mechListMic?.received,
  };
  return describeCarrier(login, tokens, attempt, evidence);
}

function eachOnce(labels: readonly string[]): readonly string[] {
  return labels.length < 2 ? labels : [...new Set(labels)];
}

export function describeClaim({ claim }: Evidence): ClaimRecord | undefined {
  return claim && { user: claim.user ?? '', domain: claim.domain, workstation: claim.workstation };
}

/** The mechanism's record of the exchange. */
export function describeProof(evidence: Evidence): ProofRecord | undefined {
  return saidByMechanism(evidence, (words, login) => words.record(login));
}

/** The mechanism as Samba's audit calls it. */
export function authDescriptionOf({ mechanism, words }: Chosen): string | undefined {
  return words?.authDescription ?? mechanism?.mechanism;
}

/** The protection of the session; undefined: the login was not accepted. */
export function describeProtection({ verdict }: Attempt, evidence: Evidence): ProtectionRecord | undefined {
  if (verdict?.outcome !== 'accepted') return undefined;
  if ('channel' in verdict) return protectionOfChannel[verdict.channel];
  if ('protection' in verdict) return describeProtectionOfCalls(verdict.protection, evidence);
  const { choice, firstRequest } = evidence;
  const keys = verdict.identity.kind === 'user';
  return {
    signing: verdict.signingRequired ? 'required' : keys ? 'optional' : 'none',
    encryption: verdict.encryptData ? 'required' : keys && choice?.cipher ? 'offered' : 'none',
    used: firstRequest?.protection,
  };
}

/** TLS protects everything on its connection, and the mechanism's keys nothing. */
const protectionOfChannel: Readonly<Record<'clear' | 'tls', ProtectionRecord>> = {
  clear: { signing: 'none', encryption: 'none', used: 'none' },
  tls: { signing: 'none', encryption: 'required', used: 'encrypted' },
};

/** The protection of an RPC connection: its bind fixes that of every call. */
function describeProtectionOfCalls(agreed: RpcProtection, { rpcRequest }: Evidence): ProtectionRecord {
  return {
    signing: agreed === 'none' ? 'none' : 'required',
    encryption: agreed === 'encrypted' ? 'required' : 'none',
    used: rpcRequest?.protection,
  };
}

/** The connection as records hold it. */
export function connectionOf({
  carrier,
  id,
  remote,
  local,
  via,
}: ConnectionInfo): AttemptRecord['connection'] {
  return { carrier, id, remote, local, ...(via && { via }) };
}
