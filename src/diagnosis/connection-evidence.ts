import type { LoginInfo } from '../facts/recorder.js';
import type { Attempt } from './recorded-attempt.js';
import { overCarrier, stepOfCarrier } from './carrier-sentences.js';
import { type Evidence, saidByMechanism } from './facts-by-kind.js';
import { PROXY_PROTOCOL, recogniseProtocol, showFirstBytes } from './first-bytes.js';
import { cipherLabel, commandLabel, dialectLabel, noSessionLabel, signingLabel } from './names.js';
import { strayHeader } from './stray-header.js';
import { listed } from '../text/listed.js';
import { quoted } from '../text/printable.js';
import { capitalized, clause, sentence } from '../text/sentence.js';
import { insistsOnEncryption, smb2Offered, whyNoCipher } from './who-asks.js';

// Sentences that the facts of the connection add to an explanation; empty without such a fact.

export function protocolSpoken({ connection }: Attempt, { otherProtocol: fact }: Evidence): string {
  if (fact === undefined) return '';
  const protocol = recogniseProtocol(fact.firstBytes);
  const isHeader = protocol === PROXY_PROTOCOL;
  return `It ${isHeader ? `sent ${strayHeader(connection)}` : `speaks ${protocol}`}; the first bytes are ${showFirstBytes(fact.firstBytes)}.`;
}

export function headerRefused({ proxyHeader: fact }: Evidence): string {
  if (fact === undefined) return '';
  const { why, detail, firstBytes } = fact;
  const shown = `the first bytes are ${showFirstBytes(firstBytes)}`;
  if (why === 'missing') return `It speaks ${recogniseProtocol(firstBytes)}; ${shown}.`;
  return firstBytes.length === 0 ? capitalized(`${detail}.`) : capitalized(`${detail}; ${shown}.`);
}

export function dialectsOffered({ offer, smb1 }: Evidence): string {
  if (offer) return `It offers ${listed(offer.dialects.map(dialectLabel))}.`;
  if (smb1 === undefined) return '';
  return smb1.answered === undefined
    ? `It offers ${listed(smb2Offered(smb1.dialects))}, in an SMB1 NEGOTIATE of ${listed(smb1.dialects.map((name) => quoted(name)))}.`
    : 'It began with an SMB1 NEGOTIATE and did not send the SMB2 one.';
}

export function dialectChosen({ choice }: Evidence): string {
  if (choice === undefined) return '';
  const algorithm =
    choice.signingAlgorithm === undefined ? '' : ` with ${signingLabel(choice.signingAlgorithm)}`;
  return `The server chose ${dialectLabel(choice.dialect)}, signing ${choice.signing}${algorithm}, encryption ${choice.encryption}.`;
}

export function refusalDetail({ refusal }: Evidence): string {
  return refusal === undefined ? '' : capitalized(`${clause(refusal.detail)} (${refusal.section}).`);
}

export function encryptionMissing({ encryptionMissing: fact }: Evidence): string {
  if (fact === undefined) return '';
  return `The ${commandLabel(fact.command)} came in the clear; the ${fact.scope} requires encryption.`;
}

export function limitHit({ limit }: Evidence): string {
  return limit === undefined ? '' : `The limit is ${limit.limit} = ${limit.value}.`;
}

export function violation({ violation: fact }: Evidence): string {
  if (fact === undefined) return '';
  const detail = fact.detail === undefined || fact.detail === '' ? '' : `: ${sentence(fact.detail)}`;
  return `Rule ${fact.code} of ${fact.section}${detail}${detail === '' ? '.' : ''}`;
}

export function stepReached({ login }: Attempt, evidence: Evidence): string {
  const { offer, smb1, netbiosRequest } = evidence;
  const progress = saidByMechanism(evidence, (words, facts) => words.progress?.(facts));
  if (progress) return progress.sentence;
  if (login) return beginnings[login.carrier];
  const ofCarrier = stepOfCarrier(evidence);
  if (ofCarrier !== undefined) return ofCarrier;
  if (offer ?? smb1) return 'NEGOTIATE was done.';
  return netbiosRequest
    ? 'It sent a NetBIOS session request, which was granted, and no NEGOTIATE after it: NetBIOS over TCP, as on port 139.'
    : 'Nothing that could be read had come.';
}

const beginnings: Readonly<Record<LoginInfo['carrier'], string>> = {
  smb: 'A SESSION_SETUP had begun.',
  pipe: 'An RPC bind had begun.',
  rpc: 'An RPC bind had begun.',
  credssp: 'A TSRequest had come.',
  http: 'A request with a token had come.',
  https: 'A request with a token had come.',
};

/** Says why the connection cannot encrypt. */
export function noCipher(evidence: Evidence): string {
  const { choice, offer } = evidence;
  const dialect = choice === undefined ? '' : dialectLabel(choice.dialect);
  switch (whyNoCipher(evidence)) {
    case 'switched-off':
      return 'policy.encryption is off, so no cipher was agreed on.';
    case 'dialect':
      return `They agreed on ${dialect}, and encryption begins with 3.0.`;
    case 'not-offered':
      return `It speaks ${dialect}, which encrypts, and it offered no cipher.`;
    case 'none-in-common':
      return `None of the ciphers it offered is one of ours: ${listed((offer?.contexts.ciphers ?? []).map(cipherLabel))}.`;
    case undefined:
      return '';
  }
}

/**
 * Says that the client insists on encryption: such a client leaves after the login if the connection cannot encrypt.
 */
export function encryptionWanted(evidence: Evidence): string {
  const insists = insistsOnEncryption(evidence);
  if (insists === undefined || whyNoCipher(evidence) === undefined) return '';
  return `${insists} ${noCipher(evidence)}`;
}

/** Names the request that was refused last, on a connection without a session. */
export function requestRefused({ refusedRequest: fact }: Evidence): string {
  if (fact === undefined) return '';
  return `Its ${commandLabel(fact.command)} was refused: ${noSessionLabel(fact.sessionId)}.`;
}

/** Says that a guest proved nothing: a guest's response is not verified, because it belongs to no account. */
export function nothingProved(attempt: Attempt, evidence: Evidence): string {
  return `Nothing was proved${overCarrier(attempt, evidence)}.`;
}

export function signatureInvalid({ signatureInvalid: fact, choice }: Evidence): string {
  if (fact === undefined) return '';
  const algorithm =
    choice?.signingAlgorithm === undefined
      ? ''
      : ` (${signingLabel(choice.signingAlgorithm)}, SMB ${dialectLabel(choice.dialect)})`;
  return `It is the ${commandLabel(fact.command)}${algorithm}.`;
}

export function signatureMissing({ signatureMissing: fact }: Evidence): string {
  if (fact === undefined) return '';
  const who = fact.requiredBy === 'dialect' ? 'dialect 3.1.1 itself' : `the ${fact.requiredBy}`;
  return `It is the ${commandLabel(fact.command)}; signing is required by ${who}.`;
}
