import assert from 'node:assert/strict';
import { decode, encode, type Received } from '../../src/der/structure.js';
import {
  type EncryptionType,
  encryptionTypeOf,
  keyUsage,
  type ProtocolKey,
} from '../../src/krb5/encryption/index.js';
import { krbErrorName } from '../../src/krb5/error-codes.js';
import { apReq, type Authenticator, authenticator } from '../../src/krb5/messages/ap.js';
import { authorizationData, AuthorizationDataType } from '../../src/krb5/messages/authorization-data.js';
import { checksum, encryptedData, type EncryptionKey } from '../../src/krb5/messages/encrypted-data.js';
import {
  asRep,
  asReq,
  encAsRepPart,
  type EncKdcRepPart,
  encTgsRepPart,
  type KdcRep,
  type KdcReqBody,
  kdcReqBody,
  KdcOptions,
  tgsRep,
  tgsReq,
} from '../../src/krb5/messages/kdc.js';
import { type KrbError, krbError } from '../../src/krb5/messages/krb-error.js';
import { etypeInfo2, type PaData, padata, PaDataType, paEncTsEnc } from '../../src/krb5/messages/padata.js';
import { NameType, type PrincipalName } from '../../src/krb5/messages/principal.js';
import { type EncTicketPart, encTicketPart, type Ticket } from '../../src/krb5/messages/ticket.js';
import { decodePac, type Pac } from '../../src/krb5/pac/index.js';
import { createTestRealm, type CreateTestRealmOptions, type TestRealm } from '../../src/realm/index.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';

export const REALM = 'EXAMPLE.TEST';
export const PASSWORD = 'Pa55w0rd!';
export const CIFS = name('cifs', 'files.example.test');
export const KRBTGT = name('krbtgt', REALM);
export const SECOND = 1000;
export const HOUR = 3_600_000;

/** A realm by hand-driven clocks, with alice, bob and an account that has its NT hash alone. */
export function makeRealm(options: Partial<CreateTestRealmOptions> = {}): {
  realm: TestRealm;
  runtime: HandDrivenRuntime;
  errors: unknown[];
} {
  const runtime = new HandDrivenRuntime();
  const errors: unknown[] = [];
  const realm = createTestRealm({
    realm: REALM,
    accounts: [
      { name: 'alice', password: PASSWORD, groups: ['staff'] },
      { name: 'bob', password: 'other' },
      { name: 'hashed', ntHash: '8846f7eaee8fb117ad06bdd830b7586c' },
    ],
    runtime,
    onError: (error) => errors.push(error),
    ...options,
  });
  return { realm, runtime, errors };
}

export function name(...nameString: string[]): PrincipalName {
  return { nameType: nameString.length > 1 ? NameType.SRV_INST : NameType.PRINCIPAL, nameString };
}

/** The key of a password with the salt that the realm gives. */
export function keyOf(account: string, etype = 18, password = PASSWORD): ProtocolKey {
  const type = typeOf(etype);
  return { type, key: type.stringToKey(password, `${REALM}${account}`) };
}

export function typeOf(etype: number): EncryptionType {
  const type = encryptionTypeOf(etype);
  assert.ok(type !== undefined, `encryption type ${etype}`);
  return type;
}

let lastNonce = 100;

function bodyOf(overrides: Partial<KdcReqBody>): Buffer {
  lastNonce += 1;
  return encode(kdcReqBody, {
    kdcOptions: KdcOptions.FORWARDABLE | KdcOptions.RENEWABLE,
    realm: REALM,
    sname: KRBTGT,
    till: 0,
    nonce: lastNonce,
    etype: [18, 17, 20, 19],
    ...overrides,
  });
}

const received = (der: Buffer): Received<KdcReqBody> => ({
  value: decode(kdcReqBody, der, 'KDC-REQ-BODY'),
  der,
});

/** An AS-REQ of alice. */
export function makeAsReq(overrides: Partial<KdcReqBody> = {}, data: PaData = []): Buffer {
  const reqBody = received(bodyOf({ cname: name('alice'), ...overrides }));
  return encode(asReq, { padata: data, reqBody });
}

/** PA-ENC-TIMESTAMP. */
export function timestampOf({ type, key }: ProtocolKey, now: number): PaData[number] {
  const plain = encode(paEncTsEnc, { patimestamp: now, pausec: 0 });
  const cipher = type.encrypt(key, keyUsage.asReqTimestamp, plain, Buffer.alloc(type.confounderLength, 7));
  return {
    padataType: PaDataType.ENC_TIMESTAMP,
    padataValue: encode(encryptedData, { etype: type.etype, cipher }),
  };
}

/** A ticket with what its client was told. */
export interface Got {
  readonly rep: KdcRep;
  readonly part: EncKdcRepPart;
  readonly ticket: Received<Ticket>;
}

/** An AS exchange with pre-authentication, which succeeds. */
export async function logIn(
  realm: Pick<TestRealm, 'answer'>,
  runtime: HandDrivenRuntime,
  overrides: Partial<KdcReqBody> = {},
  { key = keyOf('alice'), more = [] as PaData } = {},
): Promise<Got> {
  const request = makeAsReq(overrides, [timestampOf(key, runtime.now()), ...more]);
  const answer = await realm.answer(request);
  return readAsRep(answer, key);
}

export function readAsRep(answer: Buffer | undefined, { type, key }: ProtocolKey): Got {
  assert.equal(answer?.[0], 0x6b, describe(answer));
  const rep = decode(asRep, answer, 'AS-REP');
  assert.equal(rep.encPart.etype, type.etype);
  const plain = type.decrypt(key, keyUsage.asRepEncPart, rep.encPart.cipher);
  assert.ok(plain);
  return { rep, part: decode(encAsRepPart, plain, 'EncASRepPart'), ticket: rep.ticket };
}

/** The parts of a TGS-REQ that a test may want otherwise. */
export interface TgsChanges {
  readonly body?: Partial<KdcReqBody>;
  readonly authenticator?: Partial<Authenticator>;
  readonly ticket?: Received<Ticket>;
  /** Where the checksum is made over other bytes. */
  readonly summed?: Buffer;
  readonly more?: PaData;
}

/** A TGS-REQ for alice's ticket of cifs, shown a ticket-granting ticket. */
export function makeTgsReq({ part, ticket }: Got, now: number, changes: TgsChanges = {}): Buffer {
  const der = bodyOf({ sname: CIFS, ...changes.body });
  const type = typeOf(part.key.keytype);
  const key = part.key.keyvalue;
  const plain = encode(authenticator, {
    crealm: REALM,
    cname: name('alice'),
    cusec: (now % 1000) * 1000,
    ctime: now,
    cksum: {
      cksumtype: type.checksumType,
      checksum: type.checksum(key, keyUsage.tgsReqChecksum, changes.summed ?? der),
    },
    ...changes.authenticator,
  });
  // Not the same confounder twice: two requests of one moment are no replay.
  const confounder = Buffer.alloc(type.confounderLength);
  confounder.writeUInt32BE(lastNonce);
  const shown = encode(apReq, {
    apOptions: 0,
    ticket: changes.ticket ?? ticket,
    authenticator: {
      etype: type.etype,
      cipher: type.encrypt(key, keyUsage.tgsReqAuthenticator, plain, confounder),
    },
  });
  return encode(tgsReq, {
    padata: [{ padataType: PaDataType.TGS_REQ, padataValue: shown }, ...(changes.more ?? [])],
    reqBody: received(der),
  });
}

export function readTgsRep(answer: Buffer | undefined, key: EncryptionKey, usage = 8): Got {
  assert.equal(answer?.[0], 0x6d, describe(answer));
  const rep = decode(tgsRep, answer, 'TGS-REP');
  const plain = typeOf(key.keytype).decrypt(key.keyvalue, usage, rep.encPart.cipher);
  assert.ok(plain);
  return { rep, part: decode(encTgsRepPart, plain, 'EncTGSRepPart'), ticket: rep.ticket };
}

/** A TGS exchange, which succeeds. */
export async function ask(realm: TestRealm, tgt: Got, now: number, changes: TgsChanges = {}): Promise<Got> {
  return readTgsRep(await realm.answer(makeTgsReq(tgt, now, changes)), tgt.part.key);
}

/** The KRB-ERROR that an answer is, with the name of its code. */
export function readError(answer: Buffer | undefined): KrbError & { readonly code: string } {
  assert.equal(answer?.[0], 0x7e);
  const error = decode(krbError, answer, 'KRB-ERROR');
  return { ...error, code: krbErrorName(error.errorCode) };
}

/** METHOD-DATA of an error. */
export function methodsOf({ eData }: KrbError): PaData {
  assert.ok(eData);
  return decode(padata, eData, 'METHOD-DATA');
}

export function saltsOf(data: PaData): { etype: number; salt?: string | undefined }[] {
  const info = data.find(({ padataType }) => padataType === PaDataType.ETYPE_INFO2);
  assert.ok(info);
  return [...decode(etypeInfo2, info.padataValue, 'ETYPE-INFO2')];
}

/** The contents of a service ticket, decrypted as an acceptor would. */
export function openServiceTicket(realm: TestRealm, { value: { encPart } }: Received<Ticket>): EncTicketPart {
  const key = realm.keys
    .current()
    .find(({ etype, kvno }) => etype === encPart.etype && kvno === encPart.kvno);
  assert.ok(key);
  const plain = typeOf(key.etype).decrypt(key.key, keyUsage.ticket, encPart.cipher);
  assert.ok(plain);
  return decode(encTicketPart, plain, 'EncTicketPart');
}

export function pacOf({ authorizationData: entries = [] }: EncTicketPart): Pac | undefined {
  const [entry] = entries;
  if (entry?.adType !== AuthorizationDataType.IF_RELEVANT) return undefined;
  const [inner] = decode(authorizationData, entry.adData, 'AD-IF-RELEVANT');
  return inner?.adType === AuthorizationDataType.WIN2K_PAC ? decodePac(inner.adData) : undefined;
}

/** For the message of a failed assertion. */
function describe(answer: Buffer | undefined): string {
  if (answer?.[0] !== 0x7e) return `answer ${answer?.toString('hex') ?? 'none'}`;
  const { code, eText } = readError(answer);
  return `${code}: ${eText ?? ''}`;
}

export { checksum };
