import assert from 'node:assert/strict';
import { createAccount } from '../../src/auth/account-definition.js';
import { deriveSid } from '../../src/auth/identity.js';
import { decode, encode } from '../../src/der/structure.js';
import { keyUsage } from '../../src/krb5/encryption/index.js';
import { KdcOptions } from '../../src/krb5/messages/kdc.js';
import { kerbPaPacRequest, PaDataType } from '../../src/krb5/messages/padata.js';
import { encTicketPart } from '../../src/krb5/messages/ticket.js';
import { type Pac, PacAttributes } from '../../src/krb5/pac/index.js';
import { createKdcState } from '../../src/realm/create-kdc-state.js';
import { Kdc } from '../../src/realm/kdc.js';
import { checkedRuntime } from '../../src/runtime/runtime.js';
import { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import {
  type Got,
  KRBTGT,
  logIn,
  makeTgsReq,
  pacOf,
  PASSWORD,
  readError,
  readTgsRep,
  REALM,
} from './kdc-client.js';

const machineSid = 'S-1-5-21-1-2-3';

describe('realm: the PAC of ticket-granting tickets ([MS-KILE])', () => {
  /** A KDC whose account has another SID whenever a test wants it, and the PACs of its tickets. */
  function makeKdc() {
    const runtime = new HandDrivenRuntime();
    const owner: { sid?: string } = {};
    const state = createKdcState(
      { realm: REALM },
      {
        accounts: { find: async (asked) => createAccount({ name: asked, password: PASSWORD, ...owner }) },
        names: {
          netbiosName: 'FILES',
          dnsName: 'files.example.test',
          netbiosDomain: '',
          dnsDomain: 'example.test',
        },
        machineSid,
        groups: {},
        runtime: checkedRuntime(runtime),
        onError: (error) => assert.fail(String(error)),
      },
    );
    const kdc = new Kdc(state, (error) => assert.fail(String(error)));
    const pacIn = ({ ticket }: Got): Pac | undefined => {
      const { etype, cipher } = ticket.value.encPart;
      const found = state.services
        .keysOf(state.services.ticketGranting)
        .find(({ type }) => type.etype === etype);
      const plain = found?.type.decrypt(found.key, keyUsage.ticket, cipher);
      assert.ok(plain);
      return pacOf(decode(encTicketPart, plain, 'EncTicketPart'));
    };
    return { kdc, runtime, owner, pacIn };
  }

  for (const [includePac, attributes] of [
    [true, PacAttributes.WAS_REQUESTED],
    [false, PacAttributes.WAS_GIVEN_IMPLICITLY],
    [undefined, PacAttributes.WAS_GIVEN_IMPLICITLY],
  ] as const) {
    it(`3.3.5.6.4.7: attributes for a request with ${includePac ?? 'no'} include-pac; a forwarded ticket keeps them`, async () => {
      const { kdc, runtime, pacIn } = makeKdc();
      const more =
        includePac === undefined
          ? []
          : [{ padataType: PaDataType.PAC_REQUEST, padataValue: encode(kerbPaPacRequest, { includePac }) }];
      const tgt = await logIn(kdc, runtime, {}, { more });
      assert.equal(pacIn(tgt)?.attributes, attributes);
      assert.equal(pacIn(tgt)?.requestorSid, deriveSid(machineSid, 'alice'));
      const body = { sname: KRBTGT, kdcOptions: KdcOptions.FORWARDED };
      const answer = await kdc.answer(makeTgsReq(tgt, runtime.now(), { body }));
      assert.equal(pacIn(readTgsRep(answer, tgt.part.key))?.attributes, attributes);
    });
  }

  it('3.3.5.7: the ticket of an account that had the name before is revoked', async () => {
    const { kdc, runtime, owner } = makeKdc();
    const tgt = await logIn(kdc, runtime);
    owner.sid = 'S-1-5-21-1-2-3-4000';
    const error = readError(await kdc.answer(makeTgsReq(tgt, runtime.now())));
    assert.equal(error.code, 'KDC_ERR_TGT_REVOKED');
    owner.sid = deriveSid(machineSid, 'alice');
    readTgsRep(await kdc.answer(makeTgsReq(tgt, runtime.now())), tgt.part.key);
  });
});
