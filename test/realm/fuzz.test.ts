import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../src/der/structure.js';
import { apReq } from '../../src/krb5/messages/ap.js';
import { tgsReq } from '../../src/krb5/messages/kdc.js';
import {
  keyOf,
  logIn,
  makeAsReq,
  makeRealm,
  makeTgsReq,
  name,
  readError,
  timestampOf,
} from './kdc-client.js';

const KRB_ERROR = 0x7e;

/** Sends bytes, and says which kind of answer there is. Errors can be decoded, and no exception leaves a trace. */
async function kindOf({ realm, errors }: ReturnType<typeof makeRealm>, request: Buffer): Promise<string> {
  const answer = await realm.answer(request);
  assert.deepEqual(errors, []);
  if (answer === undefined) return 'nothing';
  if (answer[0] !== KRB_ERROR) return 'reply';
  readError(answer);
  return 'error';
}

/** The parts of a TGS-REQ that a key protects. */
function protectedPartsOf(request: Buffer): readonly Buffer[] {
  const { padata = [], reqBody } = decode(tgsReq, request, 'TGS-REQ');
  const [shown] = padata;
  assert.ok(shown);
  const { ticket, authenticator } = decode(apReq, shown.padataValue, 'AP-REQ');
  return [reqBody.der, ticket.value.encPart.cipher, authenticator.cipher];
}

describe('realm: bytes of strangers', function () {
  this.timeout(60_000);

  for (const kind of ['AS-REQ', 'TGS-REQ'] as const) {
    /** Makes requests that succeed, each with another nonce and another authenticator. */
    async function sound(): Promise<{ made: ReturnType<typeof makeRealm>; make: () => Buffer }> {
      const made = makeRealm();
      const { realm, runtime } = made;
      const tgt = await logIn(realm, runtime);
      const timestamp = timestampOf(keyOf('alice'), runtime.now());
      const make = (): Buffer =>
        kind === 'AS-REQ' ? makeAsReq({}, [timestamp]) : makeTgsReq(tgt, runtime.now());
      return { made, make };
    }

    it(`${kind} cut at every byte is an error or nothing`, async () => {
      const { made, make } = await sound();
      const request = make();
      for (let length = 0; length < request.length; length++) {
        const kindOfAnswer = await kindOf(made, request.subarray(0, length));
        assert.equal(kindOfAnswer, length === 0 ? 'nothing' : 'error');
      }
      assert.equal(await kindOf(made, request), 'reply');
    });

    it(`${kind} with a bit flipped anywhere is an error, or is protected by nothing and binds nothing`, async () => {
      const { made, make } = await sound();
      let replies = 0;
      for (let at = 0; at < make().length; at++) {
        for (const bit of [0x01, 0x20, 0x80]) {
          const request = make();
          const flipped = Buffer.from(request);
          flipped.writeUInt8(flipped.readUInt8(at) ^ bit, at);
          if ((await kindOf(made, flipped)) !== 'reply') continue;
          replies += 1;
          if (kind === 'TGS-REQ') assert.deepEqual(protectedPartsOf(flipped), protectedPartsOf(request));
        }
      }
      assert.ok(replies > 0);
      assert.equal(await kindOf(made, make()), 'reply');
    });

    it(`${kind} with bytes behind it is an error`, async () => {
      const { made, make } = await sound();
      assert.equal(await kindOf(made, Buffer.concat([make(), Buffer.alloc(1)])), 'error');
    });
  }

  it('bytes that begin as no message of Kerberos get no answer, and others of Kerberos an error', async () => {
    const made = makeRealm();
    for (let tag = 0; tag < 256; tag++) {
      const kind = await kindOf(made, Buffer.of(tag, 2, 0x30, 0));
      assert.equal(kind, tag >= 0x6a && tag < KRB_ERROR ? 'error' : 'nothing', `tag ${tag}`);
    }
    assert.equal(readError(await made.realm.answer(Buffer.of(0x6e, 0))).code, 'KRB_AP_ERR_MSG_TYPE');
  });

  it('an error gets no answer: two KDCs would answer each other without end', async () => {
    const { realm } = makeRealm();
    const error = await realm.answer(makeAsReq());
    assert.ok(error);
    assert.equal(error[0], KRB_ERROR);
    assert.equal(await realm.answer(error), undefined);
  });

  it('another version of the protocol is told so', async () => {
    const { realm } = makeRealm();
    const request = makeAsReq();
    const at = request.indexOf(Buffer.from('a103020105', 'hex'));
    assert.ok(at > 0);
    request.writeUInt8(4, at + 4);
    assert.equal(readError(await realm.answer(request)).code, 'KDC_ERR_BAD_PVNO');
  });

  it('anything at all', async () => {
    const made = makeRealm();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0x6a, 0x6c, 0x6e, 0x30),
        fc.uint8Array({ maxLength: 200 }),
        async (tag, bytes) => {
          assert.notEqual(await kindOf(made, Buffer.of(tag, ...bytes)), 'reply');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names of any text are unknown, and are told again as they came', async () => {
    const made = makeRealm();
    const text = fc
      .string({ minLength: 1, maxLength: 40, unit: 'binary' })
      .filter((each) => !each.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), async (components) => {
        const error = readError(await made.realm.answer(makeAsReq({ cname: name(...components) })));
        assert.equal(error.code, 'KDC_ERR_C_PRINCIPAL_UNKNOWN');
        assert.deepEqual(error.cname?.nameString, components);
      }),
      { numRuns: 200 },
    );
  });
});
