import assert from 'node:assert/strict';
import { encodeNegTokenInit, encodeNegTokenResp } from '../../src/auth/spnego/index.js';
import type { ServiceKeys } from '../../src/auth/kerberos/service-keys.js';
import { noColours } from '../../src/diagnosis/output/paragraph.js';
import { encode, required, sequence, sequenceOf } from '../../src/der/structure.js';
import { int32, octetString } from '../../src/der/types.js';
import { Inspector } from '../../src/inspect/inspect.js';
import { renderSections } from '../../src/inspect/render.js';
import { problemsOf, type Section } from '../../src/inspect/section.js';
import { ContextFlags } from '../../src/krb5/gss/authenticator-checksum.js';
import { kerberosOids } from '../../src/krb5/gss/context-token.js';
import { decodeKeytab } from '../../src/krb5/keytab.js';
import { ApOptions } from '../../src/krb5/messages/ap.js';
import { authorizationData } from '../../src/krb5/messages/authorization-data.js';
import { krbError } from '../../src/krb5/messages/krb-error.js';
import { principalFromText, principalToText } from '../../src/krb5/messages/principal.js';
import { TicketFlags } from '../../src/krb5/messages/ticket.js';
import { encodePac, logonInfoOfAccount } from '../../src/krb5/pac/index.js';
import {
  client,
  type Forgery,
  forgeApRep,
  forgeApReq,
  NOW,
  service,
  serviceKey,
} from '../krb5/support/forge.js';
import { frameToken } from '../krb5/support/frame-token.js';
import { throwsOnlyCodecError } from '../rpc/support/codec-error.js';
import { readVectors } from '../support/vectors.js';

const recorded = readVectors('kerberos-logins.json') as {
  readonly keytabs: Record<'domain' | 'realm', string>;
  readonly captures: Record<'domain' | 'sealed' | 'impacket' | 'rc4' | 'sha2', string>;
};

const keysOf = (name: keyof typeof recorded.keytabs): ServiceKeys => {
  const keys = decodeKeytab(Buffer.from(recorded.keytabs[name], 'base64')).map(
    ({ principal, etype, kvno, key }) => ({
      principal: principalToText(principal),
      etype,
      kvno,
      key,
    }),
  );
  return { source: `keytab ${name}`, current: () => keys };
};
const captured = (name: keyof typeof recorded.captures): Buffer =>
  Buffer.from(recorded.captures[name], 'base64');
const ours: ServiceKeys = { source: 'keytab ours', current: () => [serviceKey] };

const text = (sections: readonly Section[]): string => renderSections(sections, noColours);
const problems = (sections: readonly Section[]): string[] =>
  sections.flatMap(problemsOf).map(({ level, text: what }) => `${level}: ${what}`);
const count = (shown: string, words: string): number => shown.split(words).length - 1;
const signed = (shown: string): number => [...shown.matchAll(/^ +Signature /gm)].length;
const shows = (shown: string, ...lines: readonly RegExp[]): void => {
  for (const line of lines) assert.match(shown, line);
};

const restrictions = sequenceOf(
  sequence('KERB-AD-RESTRICTION-ENTRY', {
    restrictionType: required(0, int32),
    restriction: required(1, octetString),
  }),
  1,
);

describe('inspect: recorded logins with Kerberos', () => {
  it('shows service, realm, encryption type and key version without a key, and asks for a keytab', () => {
    const shown = text(new Inspector().inspect(captured('domain')));
    shows(
      shown,
      /Service +cifs\/dc1\.ad\.lab\.test@AD\.LAB\.TEST/,
      /Ticket +aes256-cts-hmac-sha1-96 \(18\), key version 1/,
      /ApOptions +MUTUAL_REQUIRED/,
      /Contents +encrypted; --keytab with a key of the service shows them/,
      /Kerberos AP-REP[\s\S]*Contents +encrypted; --keytab and the AP-REQ before it show them/,
    );
    assert.equal(count(shown, 'the signature is right'), 0);
  });

  it('a domain: ticket, PAC, authenticator, AP-REP, and every signature of the session', () => {
    const sections = new Inspector({ serviceKeys: keysOf('domain') }).inspect(captured('domain'));
    const shown = text(sections);
    const domain = 'S-1-5-21-2667838132-319082908-2687974535';
    shows(
      shown,
      /Decrypted with +DC1\$@AD\.LAB\.TEST, aes256-cts-hmac-sha1-96 \(18\), key version 1, of keytab domain/,
      /Client +alice@AD\.LAB\.TEST/,
      /Flags +RENEWABLE, PRE_AUTHENT, TRANSITED_POLICY_CHECKED, OK_AS_DELEGATE/,
      /User +ADLAB\\alice/,
      new RegExp(`UserSid +${domain}-1103`),
      new RegExp(`Groups +${domain}-513, ${domain}-1107, ${domain}-1108, ${domain}-1110`),
      /ExtraSids +S-1-18-1/,
      /Upn +alice@ad\.lab\.test/,
      /ServerSignature +checksum of aes256-cts-hmac-sha1-96: right/,
      /KdcSignature +.*: the KDC’s, which only the KDC can verify/,
      /ContextFlags +MUTUAL, REPLAY, SEQUENCE, INTEG/,
      /SubkeyTypes +aes256-cts-hmac-sha1-96 \(18\), aes128-cts-hmac-sha1-96 \(17\), aes256-cts-hmac-sha384-192 \(20\)/,
      /Kerberos AP-REP[\s\S]*Subkey +aes256/,
    );
    assert.deepEqual(problems(sections), []);
    assert.equal(signed(shown), count(shown, 'the signature is right'));
    assert.ok(count(shown, 'the signature is right') > 15);
  });

  it('AES-256-GCM: the whole key of the acceptor decrypts every message', () => {
    const sections = new Inspector({ serviceKeys: keysOf('realm') }).inspect(captured('sealed'));
    const shown = text(sections);
    assert.deepEqual(problems(sections), []);
    assert.ok(count(shown, 'SMB2 TRANSFORM_HEADER') > 10);
    assert.equal(count(shown, 'Contents'), 0);
    assert.match(shown, /SMB2 TREE_CONNECT request[\s\S]*Path +\\\\nopac\.lab\.test\\data/);
  });

  it('impacket, which wants no answer: the session key of the ticket', () => {
    const sections = new Inspector({ serviceKeys: keysOf('realm') }).inspect(captured('impacket'));
    assert.deepEqual(problems(sections), ['weak: no checksum: the flags of the context are unknown']);
    shows(
      text(sections),
      /ApOptions +none/,
      /Subkey +none/,
      /AuthorizationData +none/,
      /the signature is right/,
    );
  });

  for (const [name, type] of [
    ['rc4', /Ticket +rc4-hmac \(23\)/],
    ['sha2', /Ticket +aes256-cts-hmac-sha384-192 \(20\)/],
  ] as const)
    it(`${name}: every signature is right`, () => {
      const shown = text(new Inspector({ serviceKeys: keysOf('realm') }).inspect(captured(name)));
      assert.match(shown, type);
      assert.equal(signed(shown), count(shown, 'the signature is right'));
      assert.equal(count(shown, 'is under rc4-hmac, which is refused by default'), name === 'rc4' ? 2 : 0);
    });

  it('tells which key is asked for and which ones there are', () => {
    const [refused] = problems(new Inspector({ serviceKeys: keysOf('realm') }).inspect(captured('domain')));
    assert.equal(
      refused,
      'refused: the ticket is for cifs/dc1.ad.lab.test@AD.LAB.TEST under aes256-cts-hmac-sha1-96 (18), key version 1; keytab realm has key version 1 of that encryption type, and none decrypts it',
    );
  });

  it('an AP-REP that cannot be read leaves the wrong key: the client’s own', () => {
    const whole = captured('domain');
    const at = whole.indexOf(Buffer.from('6f81', 'hex'));
    assert.ok(at > 0);
    const broken = Buffer.from(whole);
    broken[at + 60]! ^= 1;
    const shown = text(new Inspector({ serviceKeys: keysOf('domain') }).inspect(broken));
    shows(
      shown,
      /refused: it does not decrypt with the ticket’s session key/,
      /refused: the signature does not verify/,
    );
  });
});

describe('inspect: tokens of Kerberos', () => {
  const inspect = (...tokens: readonly Buffer[]): Section[] => {
    const inspector = new Inspector({ serviceKeys: ours });
    return tokens.flatMap((token) => inspector.inspect(token));
  };
  const forged = (forgery: Forgery = {}): string[] => problems(inspect(forgeApReq(forgery)));
  const noChecksum = 'weak: no checksum: the flags of the context are unknown';

  for (const oid of kerberosOids)
    it(`framed under ${oid}, bare, and inside SPNEGO`, () => {
      const framed = frameToken(oid, '0100', forgeApReq());
      const answer = frameToken(oid, '0200', forgeApRep());
      const init = encodeNegTokenInit({ mechTypes: [oid], mechToken: framed });
      const resp = encodeNegTokenResp({ negState: 'accept-completed', responseToken: answer });
      for (const [request, reply] of [
        [framed, answer],
        [forgeApReq(), forgeApRep()],
        [init, resp],
      ] as const) {
        const shown = text(inspect(request, reply));
        shows(
          shown,
          /Kerberos AP-REQ/,
          /Client +alice@EXAMPLE\.TEST/,
          /Kerberos AP-REP/,
          /Time +2026-05-06T07:08:09\.000042Z/,
        );
      }
      shows(text(inspect(framed)), new RegExp(`Framing +${oid.replaceAll('.', '\\.')}`));
      shows(text(inspect(forgeApReq())), /Framing +none, as in DCE style/);
    });

  it('a good one has no problem but that of its missing checksum', () => {
    assert.deepEqual(forged(), [noChecksum]);
  });

  for (const [fault, forgery, problem] of [
    [
      'another client',
      { authenticator: { cname: principalFromText('bob@EXAMPLE.TEST')!.name } },
      /names another client/,
    ],
    ['another realm', { authenticator: { crealm: 'OTHER.TEST' } }, /names another client/],
    ['a ticket of tomorrow', { part: { starttime: NOW + 400_000 } }, /not yet valid \(KRB_AP_ERR_TKT_NYV\)/],
    ['a ticket of yesterday', { part: { endtime: NOW - 400_000 } }, /has expired \(KRB_AP_ERR_TKT_EXPIRED\)/],
    ['an invalid ticket', { part: { flags: TicketFlags.INVALID } }, /marked as invalid/],
    ['user-to-user', { apOptions: ApOptions.USE_SESSION_KEY }, /user-to-user/],
    ['DES', { claimed: { etype: 3 } }, /the ticket is under des-cbc-md5, which is refused/],
    ['an unknown encryption type', { claimed: { etype: 77 } }, /under etype 77, which is refused/],
    [
      'an authenticator under another key',
      { authenticatorKey: { keytype: 18, keyvalue: Buffer.alloc(32, 9) } },
      /authenticator does not decrypt with the ticket’s session key/,
    ],
    [
      'another checksum',
      { authenticator: { cksum: { cksumtype: 7, checksum: Buffer.alloc(16) } } },
      /type is 7, not 0x8003/,
    ],
    [
      'a checksum that is cut',
      { authenticator: { cksum: { cksumtype: 0x8003, checksum: Buffer.alloc(3) } } },
      /Lgth/,
    ],
    ['a PAC that is none', { pac: Buffer.from('no PAC') }, /PACTYPE/],
  ] as const satisfies readonly (readonly [string, Forgery, RegExp])[])
    it(`marks ${fault}`, () => {
      const found = forged(forgery);
      assert.ok(
        found.some((each) => problem.test(each)),
        found.join('\n'),
      );
    });

  it('shows delegation and channel bindings', () => {
    const checksum = Buffer.concat([
      Buffer.from('10000000', 'hex'),
      Buffer.alloc(16, 0xcb),
      Buffer.from([ContextFlags.DELEG | ContextFlags.MUTUAL, 0x10, 0, 0, 1, 0, 2, 0, 0xee, 0xee]),
    ]);
    const sections = inspect(forgeApReq({ authenticator: { cksum: { cksumtype: 0x8003, checksum } } }));
    shows(
      text(sections),
      /ContextFlags +DELEG, MUTUAL, DCE_STYLE/,
      /ChannelBindings +(cb){16}/,
      /Delegated +credentials in 2 bytes/,
    );
    assert.deepEqual(problems(sections), ['weak: the client hands its ticket-granting ticket to the server']);
    assert.ok(!text(sections).includes('eeee'));
  });

  it('shows what a client of Windows says of itself', () => {
    const restriction = Buffer.concat([Buffer.alloc(8), Buffer.alloc(32, 0xa1)]);
    const entries = [
      { adType: 141, adData: encode(restrictions, [{ restrictionType: 0, restriction }]) },
      { adType: 143, adData: Buffer.from('00400000', 'hex') },
      { adType: 144, adData: Buffer.from('cifs/files.example.test@EXAMPLE.TEST', 'utf16le') },
    ];
    const data = [{ adType: 1, adData: encode(authorizationData, entries) }];
    shows(
      text(inspect(forgeApReq({ authenticator: { authorizationData: data } }))),
      /AuthorizationData +KERB_AUTH_DATA_TOKEN_RESTRICTIONS, AP_OPTIONS, TARGET_PRINCIPAL/,
      /ClientApOptions +CBT/,
      /Target +cifs\/files\.example\.test@EXAMPLE\.TEST/,
      /MachineID +(a1){32}/,
    );
  });

  it('takes the key of the same version first, and any other of the encryption type', () => {
    const wrong = { ...serviceKey, kvno: 9, key: Buffer.alloc(32, 1) };
    const keys = {
      source: 'keytab several',
      current: () => [wrong, { ...wrong, kvno: 3 }, { ...serviceKey, kvno: 4 }],
    };
    const shown = text(new Inspector({ serviceKeys: keys }).inspect(forgeApReq()));
    assert.match(shown, /Decrypted with .*, key version 4, of keytab several/);
    const none = new Inspector({ serviceKeys: { source: 'keytab old', current: () => [wrong] } }).inspect(
      forgeApReq(),
    );
    assert.match(
      problems(none)[0] ?? '',
      /key version 3; keytab old has key version 9 of that encryption type, and none decrypts it/,
    );
    const empty = new Inspector({ serviceKeys: { source: 'keytab none', current: () => [] } }).inspect(
      forgeApReq(),
    );
    assert.match(problems(empty)[0] ?? '', /keytab none has no key of that encryption type/);
  });

  it('verifies the server’s signature of a PAC, and for whom it was made', () => {
    const logonInfo = logonInfoOfAccount({
      account: 'alice',
      domain: 'EXAMPLE',
      domainSid: 'S-1-5-21-1-2-3',
      userId: 1001,
      primaryGroupId: 513,
      groupIds: [],
      logonServer: 'KDC',
      logonTime: NOW,
    });
    const pacFor = (name: string): Buffer =>
      encodePac(
        { logonInfo, clientInfo: { name, authTime: NOW - 3_600_000 } },
        { server: serviceKey, kdc: { etype: 17, key: Buffer.alloc(16) } },
      );
    const right = inspect(forgeApReq({ pac: pacFor('alice') }));
    assert.deepEqual(problems(right), [noChecksum]);
    shows(
      text(right),
      /UserSid +S-1-5-21-1-2-3-1001/,
      /ServerSignature +checksum of aes256-cts-hmac-sha1-96: right/,
    );
    const changed = pacFor('alice');
    changed[changed.indexOf(Buffer.from('alice', 'utf16le'))]! ^= 1;
    assert.match(
      forged({ pac: changed }).join('\n'),
      /refused: the server’s signature \(.*\) does not verify/,
    );
    assert.match(
      forged({ pac: pacFor('bob') }).join('\n'),
      /refused: it was made for another client or another ticket/,
    );
    assert.match(forged({ pac: Buffer.alloc(8) }).join('\n'), /refused: there is no signature of the server/);
  });

  it('marks an AP-REP that answers another request', () => {
    assert.match(
      problems(inspect(forgeApReq(), forgeApRep({ ctime: NOW - 1000 }))).join('\n'),
      /another time than that of the AP-REQ/,
    );
    const key = { keytype: 18, keyvalue: Buffer.alloc(32, 8) };
    assert.match(problems(inspect(forgeApReq(), forgeApRep({ key }))).join('\n'), /does not decrypt/);
    const otherType = { keytype: 17, keyvalue: Buffer.alloc(16, 8) };
    assert.match(
      problems(inspect(forgeApReq(), forgeApRep({ key: otherType }))).join('\n'),
      /does not decrypt/,
    );
  });

  it('marks subkeys that are no keys, and takes none of them for the session', () => {
    const subkey = { keytype: 18, keyvalue: Buffer.alloc(3) };
    const found = problems(inspect(forgeApReq({ authenticator: { subkey } }), forgeApRep({ subkey })));
    const problem = 'refused: the subkey is of encryption type 18 and 3 bytes';
    assert.deepEqual(
      found.filter((each) => each === problem),
      [problem, problem],
    );
  });

  it('a KRB-ERROR: name of the code, both clocks, the skew', () => {
    const error = encode(krbError, {
      ctime: NOW + 420_000,
      cusec: 7,
      stime: NOW,
      susec: 0,
      errorCode: 37,
      crealm: client.realm,
      cname: client.name,
      realm: service.realm,
      sname: service.name,
      eText: 'skew',
    });
    shows(
      text(inspect(error)),
      /ErrorCode +KRB_AP_ERR_SKEW \(37\)/,
      /Service +cifs\/files\.example\.test@EXAMPLE\.TEST/,
      /Client +alice@EXAMPLE\.TEST/,
      /ServerTime +2026-05-06T07:08:09\.000000Z/,
      /Skew +420 seconds/,
      /Text +skew/,
    );
  });

  it('names a token that it does not know, and tokens that are cut', () => {
    const [oid] = kerberosOids;
    assert.deepEqual(problems(inspect(frameToken(oid, '0400', Buffer.alloc(4)))), [
      'refused: the token’s TOK_ID is 0400',
    ]);
    assert.match(problems(inspect(frameToken(oid, '0100', Buffer.alloc(4)))).join(), /refused: AP-REQ/);
    assert.match(problems(inspect(frameToken(oid, '0200', Buffer.alloc(4)))).join(), /refused: AP-REP/);
    assert.match(problems(inspect(frameToken(oid, '0300', Buffer.alloc(4)))).join(), /refused: KRB-ERROR/);
  });

  it('shows no key, whatever it decrypts', () => {
    const subkey = { keytype: 18, keyvalue: Buffer.alloc(32, 0xd5) };
    const sections = inspect(forgeApReq({ authenticator: { subkey } }), forgeApRep({ subkey }));
    const shown = JSON.stringify(sections);
    for (const key of ['03', '04', 'd5']) assert.ok(!shown.includes(key.repeat(8)), key);
  });

  it('never throws for a changed byte', () => {
    const token = frameToken(kerberosOids[0], '0100', forgeApReq());
    for (let at = 0; at < token.length; at++) {
      const changed = Buffer.from(token);
      changed[at]! ^= 1 << (at % 8);
      throwsOnlyCodecError(() => assert.ok(inspect(changed, forgeApRep()).length > 0));
      assert.doesNotThrow(() => inspect(changed));
      assert.doesNotThrow(() => inspect(token.subarray(0, at)));
    }
  });
});
