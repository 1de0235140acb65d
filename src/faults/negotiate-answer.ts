import {
  decodePreauthIntegrityCapabilities,
  Dialect,
  encodeCompressionCapabilities,
  encodeEncryptionCapabilities,
  encodePreauthIntegrityCapabilities,
  encodeSigningCapabilities,
  type NegotiateContext,
  NegotiateContextType,
  type NegotiateResponse,
} from '../smb2-codec/index.js';
import { type DialectName, dialectRevision } from '../protection/dialect.js';
import { cipherId } from '../protection/encryption.js';
import { signingAlgorithmId } from '../protection/signing.js';
import type { Outcome } from '../session/exchange/outcome.js';
import type { ContextFault, NegotiateAnswerAction } from './actions/negotiate.js';
import { bitsOf, capabilityBits, securityModes } from './wire-names.js';

/** Alters the answer to NEGOTIATE in an outcome; a refusal has nothing to alter. */
export function alterNegotiateAnswer(outcome: Outcome, action: NegotiateAnswerAction): void {
  if (outcome.kind !== 'answer') return;
  for (const { response } of outcome.answers) {
    const { negotiation } = response;
    if (negotiation === undefined) continue;
    if (action.inFlight === true) negotiation.arriveAs(alteredAnswer(negotiation.arriving, action));
    else negotiation.say(alteredAnswer(negotiation.said, action));
  }
}

function alteredAnswer(answer: NegotiateResponse, action: NegotiateAnswerAction): NegotiateResponse {
  const { dialect, securityMode, serverGuid, maxTransactSize } = action;
  const dialectNow = dialect === undefined ? answer.dialectRevision : revisionOf(dialect);
  const { maxReadSize = maxTransactSize, maxWriteSize = maxTransactSize } = action;
  return {
    ...answer,
    dialectRevision: dialectNow,
    ...(securityMode && { securityMode: securityModes[securityMode] }),
    capabilities: alteredCapabilities(answer.capabilities, action),
    ...(serverGuid && { serverGuid: alteredBytes(answer.serverGuid, serverGuid) }),
    ...(maxTransactSize !== undefined && { maxTransactSize }),
    ...(maxReadSize !== undefined && { maxReadSize }),
    ...(maxWriteSize !== undefined && { maxWriteSize }),
    negotiateContexts:
      dialectNow === Dialect.SMB_3_1_1 ? alteredContexts(answer.negotiateContexts, action) : [],
  };
}

/** The number of a dialect on the wire. */
export function revisionOf(dialect: DialectName | number): number {
  return typeof dialect === 'number' ? dialect : dialectRevision(dialect);
}

/** Capabilities with some bits set and others not. */
export function alteredCapabilities(
  capabilities: number,
  { with: set = [], without = [] }: Pick<NegotiateAnswerAction, 'with' | 'without'>,
): number {
  return ((capabilities & ~bitsOf(capabilityBits, without)) | bitsOf(capabilityBits, set)) >>> 0;
}

/** Bytes of the same length: every bit changed, or zeros. */
export function alteredBytes(bytes: Buffer, how: 'other' | 'zero'): Buffer {
  return Buffer.from(bytes.map((byte) => (how === 'zero' ? 0 : byte ^ 0xff)));
}

type Contexts = readonly NegotiateContext[];

function alteredContexts(contexts: Contexts, action: NegotiateAnswerAction): Contexts {
  const { cipher, signingAlgorithm, compression, preauthContext, encryptionContext, signingContext } = action;
  const Type = NegotiateContextType;
  let altered = contexts.map((context) =>
    context.type === Type.PREAUTH_INTEGRITY_CAPABILITIES ? alteredPreauth(context, action) : context,
  );
  if (cipher !== undefined) {
    const data = encodeEncryptionCapabilities([typeof cipher === 'number' ? cipher : cipherId(cipher)]);
    altered = withContext(altered, { type: Type.ENCRYPTION_CAPABILITIES, data });
  }
  if (signingAlgorithm !== undefined) {
    const id = typeof signingAlgorithm === 'number' ? signingAlgorithm : signingAlgorithmId(signingAlgorithm);
    altered = withContext(altered, {
      type: Type.SIGNING_CAPABILITIES,
      data: encodeSigningCapabilities([id]),
    });
  }
  if (compression !== undefined) {
    const data = encodeCompressionCapabilities({ flags: 0, compressionAlgorithms: compression });
    altered = withContext(altered, { type: Type.COMPRESSION_CAPABILITIES, data });
  }
  altered = withFault(altered, Type.PREAUTH_INTEGRITY_CAPABILITIES, preauthContext);
  altered = withFault(altered, Type.ENCRYPTION_CAPABILITIES, encryptionContext);
  return withFault(altered, Type.SIGNING_CAPABILITIES, signingContext);
}

function alteredPreauth(
  context: NegotiateContext,
  { salt, hashAlgorithm }: NegotiateAnswerAction,
): NegotiateContext {
  if (salt === undefined && hashAlgorithm === undefined) return context;
  const { hashAlgorithms, salt: own } = decodePreauthIntegrityCapabilities(context.data);
  const data = encodePreauthIntegrityCapabilities({
    hashAlgorithms: hashAlgorithm === undefined ? hashAlgorithms : [hashAlgorithm],
    salt: salt === undefined ? own : salt === 'empty' ? Buffer.alloc(0) : alteredBytes(own, salt),
  });
  return { ...context, data };
}

function withContext(contexts: Contexts, given: NegotiateContext): NegotiateContext[] {
  const others = contexts.filter(({ type }) => type !== given.type);
  return [...others, given];
}

/** A context that is not there has no fault but the ones that need none: it is added empty, or malformed. */
function withFault(contexts: Contexts, type: number, fault: ContextFault | undefined): NegotiateContext[] {
  if (fault === undefined) return [...contexts];
  const [own] = contexts.filter((context) => context.type === type);
  const others = contexts.filter((context) => context.type !== type);
  switch (fault) {
    case 'missing':
      return others;
    case 'empty':
      return [...others, { type, data: Buffer.alloc(type === PREAUTH ? 4 : 2) }];
    case 'malformed':
      return [...others, { type, data: Buffer.of(1) }];
    case 'duplicate':
      return own === undefined ? others : [...contexts, own];
  }
}

const PREAUTH = NegotiateContextType.PREAUTH_INTEGRITY_CAPABILITIES;
