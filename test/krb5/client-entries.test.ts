import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { encode, required, sequence, sequenceOf } from '../../src/der/structure.js';
import { int32, octetString } from '../../src/der/types.js';
import { ClientApOptions, clientEntries } from '../../src/krb5/client-entries.js';
import { AuthorizationDataType } from '../../src/krb5/messages/authorization-data.js';
import { buffer } from '../rpc/support/codec-error.js';

const { ETYPE_NEGOTIATION, AP_OPTIONS, TARGET_PRINCIPAL, KERB_AUTH_DATA_TOKEN_RESTRICTIONS } =
  AuthorizationDataType;

const entry = (adType: number, adData: Buffer) => ({ adType, adData, isIfRelevant: true });
const restriction = Buffer.alloc(40, 7);
const restrictionEntry = sequence('entry', {
  restrictionType: required(0, int32),
  restriction: required(1, octetString),
});

describe('krb5: entries of an authenticator', () => {
  it('RFC 4537: smbclient’s list of encryption types', () => {
    const adData = Buffer.from('3012020112020111020114020113020110020117', 'hex');
    assert.deepEqual(clientEntries([entry(ETYPE_NEGOTIATION, adData)]), { etypes: [18, 17, 20, 19, 16, 23] });
  });

  it('[MS-KILE] 3.2.5.8 options, the service that is meant, and the restriction', () => {
    const target = 'cifs/files.example.test@EXAMPLE.TEST';
    const entries = [
      entry(AP_OPTIONS, Buffer.from('00c00000', 'hex')),
      entry(TARGET_PRINCIPAL, Buffer.from(target, 'utf16le')),
      entry(
        KERB_AUTH_DATA_TOKEN_RESTRICTIONS,
        encode(sequenceOf(restrictionEntry, 1), [{ restrictionType: 0, restriction }]),
      ),
    ];
    const apOptions = ClientApOptions.CBT | ClientApOptions.UNVERIFIED_TARGET_NAME;
    assert.deepEqual(clientEntries(entries), { apOptions, target, restriction });
  });

  it('2.2.6 reads a restriction without the SEQUENCE OF too, and no restriction of another type', () => {
    const lone = (restrictionType: number): Buffer =>
      encode(restrictionEntry, { restrictionType, restriction });
    assert.deepEqual(clientEntries([entry(KERB_AUTH_DATA_TOKEN_RESTRICTIONS, lone(0))]), { restriction });
    assert.deepEqual(clientEntries([entry(KERB_AUTH_DATA_TOKEN_RESTRICTIONS, lone(1))]), {});
  });

  it('leaves out what it cannot read, and never throws', () => {
    const types = [ETYPE_NEGOTIATION, AP_OPTIONS, TARGET_PRINCIPAL, KERB_AUTH_DATA_TOKEN_RESTRICTIONS];
    for (const type of types) assert.deepEqual(clientEntries([entry(type, Buffer.of(1))]), {});
    assert.deepEqual(clientEntries([]), {});
    fc.assert(
      fc.property(fc.constantFrom(...types), buffer(60), (type, bytes) => {
        clientEntries([entry(type, bytes)]);
      }),
    );
  });
});
