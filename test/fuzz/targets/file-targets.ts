import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccountFile, accountFileFormats } from '../../../src/accounts/account-file.js';
import { AccountError } from '../../../src/auth/account-definition.js';
import { parsedIpNetwork } from '../../../src/bytes/ip-network.js';
import { parsedIpAddress } from '../../../src/bytes/ip-text.js';
import { readCaptureFile } from '../../../src/capture/capture-file.js';
import { reassemble } from '../../../src/capture/tcp-streams.js';
import { FrameReader } from '../../../src/cli/workers/frames.js';
import { readReport } from '../../../src/cli/workers/read-report.js';
import { ConfigurationError } from '../../../src/config/index.js';
import { parseLayer } from '../../../src/config/layer.js';
import { noColours } from '../../../src/diagnosis/output/paragraph.js';
import { messagesOfText, textOfFile } from '../../../src/inspect/input.js';
import { Inspector } from '../../../src/inspect/inspect.js';
import { renderSections } from '../../../src/inspect/render.js';
import { decodeCredentialCache } from '../../../src/krb5/credential-cache.js';
import { decodeKeytab } from '../../../src/krb5/keytab.js';
import { principalFromText } from '../../../src/krb5/messages/principal.js';
import { fieldsOf, messagesOf } from '../../../src/replay/fields.js';
import { readBaseline } from '../../../src/scorecard/report/compare.js';
import { itemsOf } from '../../../src/shared-state/wire-items.js';
import { parseSharePath } from '../../../src/shares/share-path.js';
import { ShareError } from '../../../src/shares/share-error.js';
import { printable } from '../../../src/text/printable.js';
import { readTranscript } from '../../../src/transcript/read-transcript.js';
import { readStoreAddress } from '../../../src/valkey/address.js';
import { type FuzzTarget, isCodecError, OracleError } from '../engine/fuzz-target.js';
import { target } from './login-targets.js';

/** Inputs of forms that no test vector has. */
export interface FileSeeds {
  readonly transcripts: readonly Buffer[];
}

const utf8 = (...all: readonly (string | object)[]): Buffer[] =>
  all.map((each) => Buffer.from(typeof each === 'string' ? each : JSON.stringify(each)));

const isConfigurationError = (error: unknown): boolean => error instanceof ConfigurationError;

/** Files of people, and what is shown of bytes. */
export function fileTargets({ transcripts }: FileSeeds): FuzzTarget[] {
  return [
    target('krb5: decodeKeytab', 'bytes', decodeKeytab),
    target('krb5: decodeCredentialCache', 'bytes', decodeCredentialCache),
    target('capture: readCaptureFile', 'bytes', (bytes) => reassemble(readCaptureFile(bytes))),
    { ...target('inspect', 'bytes', inspectBytes), expects: () => false },
    { ...target('inspect: a text', 'text', inspectText, texts), expects: () => false },
    { ...target('replay: fields of a message', 'bytes', compareFields), expects: isCodecError },
    {
      ...target(
        'transcript: readTranscript',
        'json',
        (bytes) => readTranscript(bytes.toString(), 'x'),
        transcripts,
      ),
      expects: isConfigurationError,
    },
    {
      ...target(
        'config: parseLayer',
        'json',
        (bytes) => parseLayer(jsonOf(bytes), (path) => path.join('.')),
        configurations,
      ),
      expects: (error) => isConfigurationError(error) || error instanceof SyntaxError,
    },
    ...accountFileFormats.map((format) => accountFileTarget(format)),
    {
      ...target('scorecard: readBaseline', 'json', (bytes) => readBaseline(bytes.toString()), [
        ...utf8({ format: 'smb2-auth-server scorecard 1', cases: [{ id: 'a', verdict: 'held' }] }),
      ]),
      expects: (error) => error instanceof RangeError,
    },
    {
      ...target('workers: FrameReader', 'bytes', readFrames, [Buffer.from('00000002007b7d', 'hex')]),
      expects: (error) => error instanceof TypeError,
    },
    {
      ...target(
        'workers: readReport',
        'json',
        (bytes) => readReport(jsonOf(bytes)),
        utf8({ kind: 'listening' }),
      ),
      expects: (error) => error instanceof TypeError || error instanceof SyntaxError,
    },
    {
      ...target(
        'shared-state: itemsOf',
        'json',
        (bytes) => itemsOf(jsonOf(bytes)),
        utf8([['a', 1, 'x', null, true]]),
      ),
      expects: (error) => error instanceof TypeError || error instanceof SyntaxError,
    },
    ...textTargets(),
  ];
}

function textTargets(): FuzzTarget[] {
  const asText =
    (run: (text: string) => unknown) =>
    (bytes: Buffer): unknown =>
      run(bytes.toString('utf8'));
  return [
    target(
      'text: parsedIpAddress',
      'text',
      asText(parsedIpAddress),
      utf8('::ffff:1.2.3.4', '10.0.0.1', 'fe80::1%1'),
    ),
    target('text: parsedIpNetwork', 'text', asText(parsedIpNetwork), utf8('10.0.0.0/8', 'fd00::/64')),
    target(
      'text: readStoreAddress',
      'text',
      asText(readStoreAddress),
      utf8('redis://u:p@[::1]:6379/0', 'unix:/x'),
    ),
    target(
      'text: principalFromText',
      'text',
      asText((text) => principalFromText(text, 'R')),
      utf8('a/b\\@c@R'),
    ),
    {
      ...target('text: parseSharePath', 'text', asText(parseSharePath), utf8('a\\b:c:$DATA', '..\\x')),
      expects: (error) => error instanceof ShareError,
    },
    target('text: printable', 'text', asText(expectPrintable), utf8('a\u001b[31m\u202e\ud83d')),
  ];
}

const configurations = utf8(
  {
    accounts: [{ name: 'alice', password: 'x' }],
    shares: [{ name: 's', temporary: true, access: { '*': 'read' } }],
  },
  {
    port: 0,
    http: { port: 0, schemes: ['NTLM'] },
    rpc: {},
    credssp: {},
    limits: { connections: 4 },
    profile: {},
  },
  {
    kerberos: { testRealm: { realm: 'A.B' } },
    faults: ['guest'],
    policy: { dialects: ['3.1.1'] },
    authPolicy: {},
  },
);

const texts = utf8(
  'Authorization: NTLM TlRMTVNTUAABAAAAl4II4gAAAAAAAAAAAAAAAAAAAAA=\n',
  '0000  4e 54 4c 4d 53 53 50 00  01 00 00 00 97 82 08 e2   NTLMSSP.........\n0010  00 00 00 00\n',
  '0x4e,0x54,0x4c,0x4d,0x53,0x53,0x50,0x00,0x01',
);

function jsonOf(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'));
}

function expectPrintable(text: string): unknown {
  const shown = printable(text);
  // A terminal takes its orders from these, and text turns about with the others.
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(shown)) {
    throw new OracleError('control characters are printable');
  }
  return shown;
}

function inspectBytes(bytes: Buffer): unknown {
  const sections = new Inspector({ password: 'secret' }).inspect(bytes);
  const shown = renderSections(sections, noColours);
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(shown)) {
    throw new OracleError('control characters reach the terminal');
  }
  return sections.map(({ title }) => title.replaceAll(/\d+/g, '#').slice(0, 40));
}

function inspectText(bytes: Buffer): unknown {
  const text = textOfFile(bytes);
  const messages = text === undefined ? [bytes] : (messagesOfText(text) ?? []);
  return messages.slice(0, 20).map(inspectBytes);
}

function compareFields(bytes: Buffer): unknown {
  return messagesOf(bytes).map((message) => fieldsOf(message.bytes).length);
}

function readFrames(bytes: Buffer): unknown {
  const kinds: string[] = [];
  const reader = new FrameReader(
    () => 0x10000,
    ({ kind }) => kinds.push(kind),
  );
  const size = 1 + (bytes.length % 7);
  for (let at = 0; at < bytes.length; at += size) reader.push(Buffer.from(bytes.subarray(at, at + size)));
  return kinds;
}

/** Only a file has the formats of accounts. */
function accountFileTarget(format: (typeof accountFileFormats)[number]): FuzzTarget {
  const seeds = {
    json: utf8([{ name: 'a', password: 'b', sid: 'S-1-5-21-1-2-3-1000', groups: ['g'] }], {
      accounts: [{ name: 'x', ntHash: '0'.repeat(32) }],
    }),
    smbpasswd: utf8(`root:0:${'X'.repeat(32)}:${'0123456789ABCDEF'.repeat(2)}:[U          ]:LCT-5F000000:\n`),
    'ntlm-user-file': utf8('DOM:alice:pass:word\n# comment\n:bob:x\n'),
  }[format];
  const run = async (bytes: Buffer): Promise<unknown> => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-accounts-'));
    try {
      const path = join(folder, 'accounts');
      writeFileSync(path, bytes);
      const store = await openAccountFile({ format, path }, { onProblem: () => {} });
      return (await store.find('alice', 'DOM')) !== undefined;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return {
    ...target(`accounts: ${format}`, format === 'json' ? 'json' : 'text', run, seeds),
    expects: (error) => error instanceof AccountError,
  };
}
