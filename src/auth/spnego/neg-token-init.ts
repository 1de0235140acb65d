import { Constructed, GeneralString, ObjectIdentifier, OctetString, Sequence, type AsnType } from 'asn1js';
import { Reader } from '../../bytes/index.js';
import {
  contextTag,
  DerTag,
  ignoreExtensions,
  peekTag,
  readElement,
  readField,
  readOctetString,
  readOnly,
} from '../../der/der.js';
import { spnegoOid, readMechType, type MechType } from './mech-type.js';

/** Far more mechanisms than any client offers; each costs a comparison. */
const MAX_MECH_TYPES = 64;

/** NegTokenInit (RFC 4178 4.2.1), or NegTokenInit2 ([MS-SPNG] 2.2.1) when it carries a hint. */
export interface NegTokenInit {
  /** In the sender's order of preference. */
  readonly mechTypes: readonly MechType[];
  /** The MechTypeList as received, tag 0x30 included; each mechListMIC covers these bytes (RFC 4178 5 a). */
  readonly mechTypeList: Buffer;
  /** The optimistic token of the first mechanism. */
  readonly mechToken: Buffer | undefined;
  readonly hintName: string | undefined;
  readonly mechListMic: Buffer | undefined;
}

/** The mechanism that a first token's GSS-API framing names (RFC 2743 3.1), whatever follows. */
export function readThisMech(token: Buffer): string {
  const frame = new Reader(token, 'InitialContextToken');
  return readMechType(readOnly(frame, DerTag.INITIAL_CONTEXT_TOKEN, 'frame'), 'thisMech').oid;
}

/** Decodes a first token: NegTokenInit or NegTokenInit2 within the GSS-API framing. */
export function decodeNegTokenInit(token: Buffer): NegTokenInit {
  const frame = new Reader(token, 'NegTokenInit');
  const inner = readOnly(frame, DerTag.INITIAL_CONTEXT_TOKEN, 'frame');
  const thisMech = readMechType(inner, 'thisMech');
  if (thisMech.oid !== spnegoOid) inner.fail('bad-constant', 'thisMech', thisMech.oid);
  const choice = readOnly(inner, contextTag(0), 'negTokenInit');
  const fields = readOnly(choice, DerTag.SEQUENCE, 'negTokenInit');

  // [MS-SPNG] makes mechTypes OPTIONAL, yet without it there is nothing to negotiate.
  const { mechTypes, mechTypeList } =
    readField(fields, 0, 'mechTypes', readMechTypeList) ?? fields.fail('truncated', 'mechTypes');
  // "the acceptor MUST ignore this reqFlags field" (RFC 4178 4.2.1): nothing protects it.
  readField(fields, 1, 'reqFlags', (from, field) => readElement(from, DerTag.BIT_STRING, field));
  const mechToken = readField(fields, 2, 'mechToken', readOctetString);
  // [3] is mechListMIC in RFC 4178 and negHints in [MS-SPNG], which moves mechListMIC to [4]: the type inside tells.
  const third = readField(fields, 3, 'mechListMIC', readMicOrHints);
  const hasHints = third !== undefined && 'hintName' in third;
  const mechListMic = hasHints ? readField(fields, 4, 'mechListMIC', readOctetString) : third;
  ignoreExtensions(fields, hasHints ? 5 : 4);
  const hintName = hasHints ? third.hintName : undefined;
  return { mechTypes, mechTypeList, mechToken, hintName, mechListMic };
}

function readMechTypeList(explicit: Reader, field: string): Pick<NegTokenInit, 'mechTypes' | 'mechTypeList'> {
  const start = explicit.offset;
  const list = readElement(explicit, DerTag.SEQUENCE, field);
  const mechTypeList = explicit.message.subarray(start, explicit.offset);
  const mechTypes: MechType[] = [];
  while (list.remaining > 0) {
    if (mechTypes.length === MAX_MECH_TYPES) list.fail('out-of-range', field, `more than ${MAX_MECH_TYPES}`);
    mechTypes.push(readMechType(list, field));
  }
  if (mechTypes.length === 0) list.fail('malformed', field, 'must name one mechanism or more');
  return { mechTypes, mechTypeList };
}

function readMicOrHints(explicit: Reader, field: string): Buffer | { hintName: string | undefined } {
  if (peekTag(explicit) !== DerTag.SEQUENCE) return readOctetString(explicit, field);
  const hints = readElement(explicit, DerTag.SEQUENCE, 'negHints');
  const hintName = readField(hints, 0, 'hintName', (from, name) =>
    readElement(from, DerTag.GENERAL_STRING, name).rest().toString('latin1'),
  );
  ignoreExtensions(hints, 1);
  return { hintName };
}

/**
 * Encodes a first token with its framing; with a `hintName` it is a NegTokenInit2. asn1js spells out the schema here
 * because these tokens are made once for a server and once for a client's login; it costs 50 µs each.
 */
export function encodeNegTokenInit(token: {
  readonly mechTypes: readonly string[];
  readonly mechToken?: Buffer | undefined;
  readonly hintName?: string | undefined;
  readonly mechListMic?: Buffer | undefined;
}): Buffer {
  const { mechTypes, mechToken, hintName, mechListMic } = token;
  const fields: AsnType[] = [wrap(0, new Sequence({ value: mechTypes.map(objectIdentifier) }))];
  if (mechToken !== undefined) fields.push(wrap(2, octetString(mechToken)));
  if (hintName !== undefined) {
    const name = wrap(0, new GeneralString({ value: hintName }));
    fields.push(wrap(3, new Sequence({ value: [name] })));
  }
  if (mechListMic !== undefined) fields.push(wrap(hintName === undefined ? 3 : 4, octetString(mechListMic)));
  const frame = new Constructed({
    idBlock: { tagClass: 2, tagNumber: 0 },
    value: [objectIdentifier(spnegoOid), wrap(0, new Sequence({ value: fields }))],
  });
  return Buffer.from(frame.toBER());
}

function wrap(tagNumber: number, value: AsnType): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
}

function octetString(value: Buffer): OctetString {
  return new OctetString({ valueHex: value });
}

function objectIdentifier(oid: string): ObjectIdentifier {
  return new ObjectIdentifier({ value: oid });
}
