import {
  decodeEncryptionCapabilities,
  decodeSigningCapabilities,
  Dialect,
  encodeEncryptionCapabilities,
  encodeSigningCapabilities,
  type NegotiateContext,
  NegotiateContextType,
  type NegotiateRequest,
  Smb1Dialect,
} from '../smb2-codec/index.js';
import { CodecError } from '../bytes/index.js';
import { dialectRevision } from '../protection/dialect.js';
import { cipherId } from '../protection/encryption.js';
import { signingAlgorithmId } from '../protection/signing.js';
import type { Connection } from '../session/model/connection.js';
import type { ClientOffer, OfferAlterations } from '../session/model/offer-alterations.js';
import { wordsOfAction } from './action.js';
import type { OfferAction } from './actions/negotiate.js';
import type { FaultPlan } from './fault-plan.js';
import type { FaultListener } from './fault-listener.js';
import { bitsOf, capabilityBits, contextTypes, securityModes } from './wire-names.js';

/** The alterations of offers that carry out the faults of a plan; without a fault there are none. */
export function createOfferAlterations(plan: FaultPlan, onFault: FaultListener): OfferAlterations {
  const alter = <Offer extends ClientOffer>(offer: Offer, { info, recorder }: Connection): Offer => {
    let altered: ClientOffer = offer;
    for (const happening of plan.at({ step: 'negotiate-request', connection: info })) {
      const effect = happening.actions.map(wordsOfAction).join(', ');
      onFault(happening, effect, { connection: info, report: recorder.report });
      for (const action of happening.actions) {
        if (action.do === 'offer') altered = without(altered, action);
      }
    }
    return altered as Offer;
  };
  return {
    get alter() {
      return plan.empty ? undefined : alter;
    },
  };
}

function without(offer: ClientOffer, action: OfferAction): ClientOffer {
  if (offer.protocol === 'smb2') return { ...offer, body: bodyWithout(offer.body, action) };
  const { dialects: left } = action;
  if (left === undefined) return offer;
  const isTaken = (dialect: string): boolean =>
    (dialect === Smb1Dialect.SMB_2_002 && !left.includes('2.0.2')) ||
    (dialect === Smb1Dialect.SMB_2_WILDCARD && left.every((name) => name === '2.0.2'));
  return { ...offer, dialects: offer.dialects.filter((dialect) => !isTaken(dialect)) };
}

function bodyWithout(body: NegotiateRequest, action: OfferAction): NegotiateRequest {
  const { capabilities, securityMode } = action;
  const left = action.dialects?.map(dialectRevision);
  const dialects = left === undefined ? body.dialects : body.dialects.filter((each) => left.includes(each));
  return {
    ...body,
    dialects,
    ...(capabilities && { capabilities: body.capabilities & bitsOf(capabilityBits, capabilities) }),
    ...(securityMode && { securityMode: securityModes[securityMode] }),
    // Contexts belong to 3.1.1 (2.2.3): in a request without it their place means something else.
    negotiateContexts: dialects.includes(Dialect.SMB_3_1_1)
      ? contextsWithout(body.negotiateContexts, action)
      : [],
  };
}

function contextsWithout(
  contexts: readonly NegotiateContext[],
  { withoutContexts = [], ciphers, signingAlgorithms }: OfferAction,
): NegotiateContext[] {
  const taken = withoutContexts.map((name) => contextTypes[name]);
  return contexts.flatMap((context) => {
    if (taken.some((type) => type === context.type)) return [];
    switch (context.type) {
      case NegotiateContextType.ENCRYPTION_CAPABILITIES:
        return idsLeft(context, ciphers?.map(cipherId), encryption);
      case NegotiateContextType.SIGNING_CAPABILITIES:
        return idsLeft(context, signingAlgorithms?.map(signingAlgorithmId), signing);
      default:
        return [context];
    }
  });
}

interface IdCodec {
  readonly decode: (data: Buffer) => readonly number[];
  readonly encode: (ids: readonly number[]) => Buffer;
}

const encryption = { decode: decodeEncryptionCapabilities, encode: encodeEncryptionCapabilities };
const signing = { decode: decodeSigningCapabilities, encode: encodeSigningCapabilities };

/** The context with the ids that are left; none where nothing is left, because an empty list is no offer. */
function idsLeft(
  context: NegotiateContext,
  left: readonly number[] | undefined,
  { decode, encode }: IdCodec,
): NegotiateContext[] {
  if (left === undefined) return [context];
  try {
    const ids = decode(context.data).filter((id) => left.includes(id));
    return ids.length === 0 ? [] : [{ ...context, data: encode(ids) }];
  } catch (error) {
    if (error instanceof CodecError) return [context];
    throw error;
  }
}
