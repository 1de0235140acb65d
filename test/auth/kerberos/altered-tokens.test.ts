import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Acceptor, Step } from '../../../src/auth/mechanism.js';
import { commonRejections } from '../../../src/auth/rejection.js';
import { kerberosRejections } from '../../../src/auth/kerberos/rejections.js';
import { createSpnegoAcceptor } from '../../../src/auth/spnego/index.js';
import { encode } from '../../../src/der/structure.js';
import { int32, uint32 } from '../../../src/der/types.js';
import { sequenceOf } from '../../../src/der/structure.js';
import { ContextFlags } from '../../../src/krb5/gss/authenticator-checksum.js';
import { encodePac } from '../../../src/krb5/pac/index.js';
import {
  framed,
  ifRelevant,
  KerberosForge,
  KerberosServer,
  keyOf,
  serviceKey,
} from '../../support/kerberos-client.js';
import { offer } from '../spnego/support.js';

const forge = new KerberosForge();
const authTime = forge.runtime.now() - 60_000;
const signer = { etype: 18, key: serviceKey().key };
const pac = encodePac({ clientInfo: { authTime, name: 'alice' } }, { server: signer, kdc: signer });
const ticket = forge.ticket({ part: { authorizationData: ifRelevant({ adType: 128, adData: pac }) } });
const etypes = ifRelevant({ adType: 129, adData: encode(sequenceOf(int32, 8), [18, 17]) });
const apReq = forge.request(ticket, {
  subkey: keyOf(17, 0x44),
  authenticator: { authorizationData: etypes },
});
const dceStyle = forge.request(ticket, { flags: ContextFlags.DCE_STYLE });

const reasons = new Set([...Object.keys(kerberosRejections), ...Object.keys(commonRejections)]);

/** A server that has seen no authenticator yet. */
function server(): KerberosServer {
  return new KerberosServer({ replays: { admit: () => true } }, forge);
}

function bare(): Acceptor {
  return server().acceptor();
}

function spnego(): Acceptor {
  return createSpnegoAcceptor({ mechanisms: [server().mechanism] });
}

/** Asserts that a step lets nobody in but alice, and refuses for a reason that there is. */
function assertHarmless(step: Step, what: string): boolean {
  if (step.kind === 'rejected') {
    assert.ok(reasons.has(step.reason), `${what}: ${step.reason}`);
    return false;
  }
  if (step.kind === 'accepted') {
    const { account, domain, kind } = step.context.identity;
    assert.deepEqual([kind, account, domain], ['user', 'alice', 'EXAMPLE.COM'], what);
  }
  return true;
}

/** The bytes of an AP-REQ that nothing protects: its options, and the ticket's names and key version. */
function unprotected(message: Buffer): ReadonlySet<number> {
  const bytes = new Set<number>();
  const add = (contents: Buffer): void => {
    const at = message.indexOf(contents);
    assert.ok(at > 0);
    for (let i = 0; i < contents.length; i++) bytes.add(at + i);
  };
  // The number of unused bits, and the flags.
  add(Buffer.from('0020000000', 'hex'));
  for (const text of ['EXAMPLE.COM', 'cifs', 'files.example.com']) add(Buffer.from(text));
  // The kind of the name, and kvno [1] 3: the last octet of each.
  bytes.add(message.indexOf(Buffer.from('a003020102', 'hex')) + 4);
  bytes.add(message.indexOf(Buffer.concat([Buffer.from([0xa1, 3]), encode(uint32, 3)])) + 4);
  return bytes;
}

describe('Kerberos: an AP-REQ that was altered on its way', () => {
  it('each bit of it is protected, or binds nothing', async () => {
    const open = unprotected(apReq);
    const taken = new Set<number>();
    for (let bit = 0; bit < apReq.length * 8; bit++) {
      const altered = Buffer.from(apReq);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const step = await bare().step(framed(altered));
      assert.notEqual(step.kind, 'continue', `bit ${bit}`);
      if (assertHarmless(step, `bit ${bit}`)) taken.add(bit >> 3);
    }
    assert.deepEqual(
      [...taken].filter((byte) => !open.has(byte)),
      [],
    );
    assert.ok(taken.size > 20, 'names and the key version may be anything');
  }).timeout(60_000);

  it('each byte of its framing counts', async () => {
    const token = framed(apReq);
    const header = token.length - apReq.length;
    for (let at = 0; at < header; at++) {
      for (const mask of [0x01, 0x10, 0x80, 0xff]) {
        const altered = Buffer.from(token);
        altered[at] = (altered[at] ?? 0) ^ mask;
        const step = await bare().step(altered);
        assert.equal(assertHarmless(step, `byte ${at}`), false, `byte ${at}, ${mask}`);
      }
    }
  });

  it('each beginning of it is refused, and so is one with more behind it', async () => {
    const token = framed(apReq);
    for (let length = 0; length < token.length; length++) {
      assert.equal(assertHarmless(await bare().step(token.subarray(0, length)), `${length}`), false);
      if (length >= apReq.length) continue;
      const shorter = framed(apReq.subarray(0, length));
      assert.equal(assertHarmless(await bare().step(shorter), `${length}`), false);
    }
    assert.equal(
      assertHarmless(await bare().step(framed(Buffer.concat([apReq, Buffer.of(0)]))), 'more'),
      false,
    );
    assert.equal(assertHarmless(await bare().step(Buffer.concat([token, Buffer.of(0)])), 'more'), false);
  });

  it('the same in SPNEGO: nobody else gets in', async () => {
    const { token } = offer(['1.2.840.48018.1.2.2', '1.3.6.1.4.1.311.2.2.10'], framed(apReq));
    assert.equal((await spnego().step(token)).kind, 'accepted');
    for (let at = 0; at < token.length; at++) {
      for (const mask of [0x01, 0x80]) {
        const altered = Buffer.from(token);
        altered[at] = (altered[at] ?? 0) ^ mask;
        assertHarmless(await spnego().step(altered), `byte ${at}`);
      }
      assertHarmless(await spnego().step(token.subarray(0, at)), `${at} bytes`);
    }
  }).timeout(30_000);

  it('a bare one in DCE style, too: it goes on or is refused', async () => {
    for (let at = 0; at < dceStyle.length; at++) {
      const altered = Buffer.from(dceStyle);
      altered[at] = (altered[at] ?? 0) ^ 0x01;
      const step = await bare().step(altered);
      assert.notEqual(step.kind, 'accepted');
      assertHarmless(step, `byte ${at}`);
    }
  });

  it('whatever a KDC puts into a ticket makes no acceptor throw', async () => {
    const parts = fc.record(
      {
        flags: fc.nat(),
        crealm: fc.string(),
        cname: fc.record({ nameType: fc.integer(), nameString: fc.array(fc.string(), { maxLength: 4 }) }),
        authtime: fc.nat().map((seconds) => seconds * 1000),
        starttime: fc.nat().map((seconds) => seconds * 1000),
        endtime: fc.nat().map((seconds) => seconds * 1000),
        authorizationData: fc.array(
          fc.record({
            adType: fc.constantFrom(1, 4, 5, 8, 128, 129, 141, 142, 143, 144, 512),
            adData: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
          }),
          { maxLength: 4 },
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(parts, fc.boolean(), async (part, inside) => {
        const { authorizationData = [] } = part;
        const data = inside ? ifRelevant(...authorizationData) : authorizationData;
        const forged = forge.ticket({ part: { ...part, authorizationData: data } });
        const authenticator = {
          crealm: part.crealm ?? 'EXAMPLE.COM',
          ...(part.cname && { cname: part.cname }),
          authorizationData: data,
        };
        const step = await bare().step(framed(forge.request(forged, { authenticator })));
        assert.ok(step.kind === 'accepted' || (step.kind === 'rejected' && reasons.has(step.reason)));
      }),
      { numRuns: 300 },
    );
  });

  it('no bytes make it throw', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each));
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(0x0100, 0x0200, 0x0300, 0x0404), async (message, tokenId) => {
        for (const token of [message, framed(message, tokenId)]) {
          const step = await bare().step(token);
          assert.ok(step.kind === 'rejected' && reasons.has(step.reason));
        }
      }),
      { numRuns: 300 },
    );
  });
});
