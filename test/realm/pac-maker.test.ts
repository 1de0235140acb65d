import assert from 'node:assert/strict';
import { createAccount } from '../../src/auth/account-definition.js';
import { GroupTable } from '../../src/auth/groups.js';
import { deriveSid } from '../../src/auth/identity.js';
import { decodePac, PacAttributes } from '../../src/krb5/pac/index.js';
import { PacMaker } from '../../src/realm/pac-maker.js';

const machineSid = 'S-1-5-21-1-2-3';
const signer = { etype: 18, key: Buffer.alloc(32, 1) };

describe('realm: PACs of accounts', () => {
  const maker = new PacMaker({
    realm: 'EXAMPLE.TEST',
    domain: 'FILES',
    dnsDomain: 'example.test',
    logonServer: 'FILES',
    machineSid,
    groups: new GroupTable({}, machineSid),
  });
  const account = createAccount({ name: 'alice', password: 'secret' });
  const pacFor = (attributes?: number) =>
    decodePac(maker.make(account, 1_700_000_000_000, attributes, { server: signer, kdc: signer }));

  it('[MS-KILE] 3.3.5.6.4.7, 3.3.5.6.4.8: attributes and requestor are in ticket-granting tickets alone', () => {
    const { attributes, requestorSid } = pacFor(PacAttributes.WAS_REQUESTED);
    assert.equal(attributes, PacAttributes.WAS_REQUESTED);
    assert.equal(requestorSid, deriveSid(machineSid, 'alice'));
    const ofService = pacFor();
    assert.deepEqual([ofService.attributes, ofService.requestorSid], [undefined, undefined]);
    assert.deepEqual(ofService.logonInfo, pacFor(PacAttributes.WAS_REQUESTED).logonInfo);
  });
});
