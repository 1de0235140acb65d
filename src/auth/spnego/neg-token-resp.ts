import { Reader } from '../../bytes/index.js';
import {
  contextTag,
  der,
  DerTag,
  derExplicit,
  ignoreExtensions,
  readElement,
  readField,
  readOctetString,
  readOnly,
} from '../../der/der.js';
import { readMechType, type MechType } from './mech-type.js';

const negStates = ['accept-completed', 'accept-incomplete', 'reject', 'request-mic'] as const;

/** State of the negotiation as its sender sees it (RFC 4178 4.2.2). */
export type NegState = (typeof negStates)[number];

/** NegTokenResp: every token after the first, in both directions (RFC 4178 4.2.2). */
export interface NegTokenResp {
  readonly negState?: NegState | undefined;
  /** Only in the acceptor's first answer. */
  readonly supportedMech?: MechType | undefined;
  readonly responseToken?: Buffer | undefined;
  readonly mechListMic?: Buffer | undefined;
}

export function decodeNegTokenResp(token: Buffer): NegTokenResp {
  const whole = new Reader(token, 'NegTokenResp');
  const choice = readOnly(whole, contextTag(1), 'negTokenResp');
  const fields = readOnly(choice, DerTag.SEQUENCE, 'negTokenResp');
  const resp = {
    negState: readField(fields, 0, 'negState', readNegState),
    supportedMech: readField(fields, 1, 'supportedMech', readMechType),
    responseToken: readField(fields, 2, 'responseToken', readOctetString),
    mechListMic: readField(fields, 3, 'mechListMIC', readOctetString),
  };
  ignoreExtensions(fields, 4);
  return resp;
}

export function encodeNegTokenResp(resp: NegTokenResp): Buffer {
  const { negState, supportedMech, responseToken, mechListMic } = resp;
  return derExplicit(
    1,
    DerTag.SEQUENCE,
    negState && negStateFields[negState],
    supportedMech && der(contextTag(1), supportedMech.der),
    responseToken && derExplicit(2, DerTag.OCTET_STRING, responseToken),
    mechListMic && derExplicit(3, DerTag.OCTET_STRING, mechListMic),
  );
}

/** The field of each state: `[0]` and an ENUMERATED of one octet. */
const negStateFields = Object.fromEntries(
  negStates.map((negState, value) => [negState, derExplicit(0, DerTag.ENUMERATED, Buffer.of(value))]),
) as Record<NegState, Buffer>;

function readNegState(explicit: Reader, field: string): NegState {
  const value = readElement(explicit, DerTag.ENUMERATED, field);
  const negState = value.remaining === 1 ? negStates[value.u8(field)] : undefined;
  return negState ?? explicit.fail('malformed', field, 'not one of the four states');
}
