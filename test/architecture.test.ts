import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const SOURCE = 'src';

interface Import {
  /** Path below src/, such as `session/chain.ts`. */
  readonly from: string;
  /** Path below src/, or the name of a package or of a `node:` module. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/**
 * The rooms of src/, from the ground up, and the rooms that each may import from; a room may always import from itself.
 * A room is a folder, and `.` is src/ itself, where only the public entry lives. The rooms of session/ and auth/ are
 * their floors.
 */
const mayImport: Record<string, readonly string[]> = {
  constants: [],
  text: [],
  values: ['text'],
  runtime: ['values'],
  bytes: [],
  'proxy-protocol': ['bytes'],
  crypto: ['runtime'],
  ndr: ['bytes'],
  der: ['bytes'],
  'smb2-codec': ['constants', 'bytes'],
  krb5: ['bytes', 'crypto', 'ndr', 'der'],
  facts: ['constants'],
  auth: ['constants', 'text', 'values', 'runtime', 'bytes', 'crypto', 'facts'],
  'auth/spnego': ['values', 'bytes', 'der', 'facts', 'auth'],
  'auth/kerberos': [
    'constants',
    'text',
    'values',
    'runtime',
    'bytes',
    'crypto',
    'der',
    'krb5',
    'facts',
    'auth',
  ],
  'auth/ntlm': ['constants', 'text', 'values', 'runtime', 'bytes', 'crypto', 'facts', 'auth'],
  'shared-state': ['values', 'runtime', 'auth', 'auth/kerberos', 'auth/ntlm'],
  valkey: ['values', 'runtime', 'crypto', 'auth', 'auth/kerberos'],
  credssp: ['constants', 'values', 'bytes', 'crypto', 'der', 'facts', 'auth', 'auth/spnego'],
  accounts: ['constants', 'text', 'values', 'runtime', 'bytes', 'krb5', 'auth', 'auth/kerberos'],
  protection: ['bytes', 'crypto', 'smb2-codec'],
  http: ['text', 'values', 'bytes', 'facts', 'auth', 'auth/spnego'],
  rpc: ['constants', 'values', 'runtime', 'bytes', 'ndr', 'facts', 'auth'],
  netlogon: ['constants', 'values', 'runtime', 'bytes', 'crypto', 'ndr', 'krb5', 'auth', 'rpc'],
  domain: [
    'constants',
    'values',
    'runtime',
    'krb5',
    'auth',
    'auth/kerberos',
    'auth/ntlm',
    'accounts',
    'netlogon',
  ],
  shares: ['constants', 'values', 'runtime', 'bytes', 'facts', 'auth'],
  'session/model': [
    'values',
    'runtime',
    'bytes',
    'smb2-codec',
    'facts',
    'auth',
    'shared-state',
    'protection',
    'shares',
  ],
  'session/profiles': ['auth', 'session/model'],
  'session/exchange': [
    'constants',
    'values',
    'runtime',
    'bytes',
    'smb2-codec',
    'facts',
    'protection',
    'shares',
    'session/model',
  ],
  faults: [
    'constants',
    'values',
    'runtime',
    'bytes',
    'smb2-codec',
    'krb5',
    'facts',
    'auth',
    'auth/ntlm',
    'credssp',
    'protection',
    'rpc',
    'session/model',
    'session/exchange',
  ],
  'session/commands': [
    'constants',
    'values',
    'runtime',
    'bytes',
    'smb2-codec',
    'facts',
    'auth',
    'auth/spnego',
    'protection',
    'shares',
    'session/model',
    'session/exchange',
  ],
  'session/intake': [
    'constants',
    'values',
    'bytes',
    'smb2-codec',
    'protection',
    'session/model',
    'session/exchange',
    'session/commands',
  ],
  realm: ['text', 'values', 'runtime', 'bytes', 'crypto', 'der', 'krb5', 'facts', 'auth', 'auth/kerberos'],
  diagnosis: [
    'constants',
    'text',
    'values',
    'runtime',
    'bytes',
    'crypto',
    'smb2-codec',
    'facts',
    'auth',
    'protection',
  ],
  capture: ['text', 'runtime', 'bytes', 'facts'],
  posture: ['text', 'bytes', 'auth', 'diagnosis'],
  inspect: [
    'constants',
    'text',
    'bytes',
    'crypto',
    'der',
    'smb2-codec',
    'krb5',
    'auth',
    'auth/spnego',
    'auth/kerberos',
    'auth/ntlm',
    'protection',
    'session/model',
    'session/commands',
    'diagnosis',
    'capture',
  ],
  explain: ['constants', 'text', 'krb5', 'auth', 'auth/kerberos', 'realm', 'diagnosis'],
  schema: [
    'values',
    'bytes',
    'krb5',
    'auth',
    'auth/kerberos',
    'valkey',
    'accounts',
    'protection',
    'shares',
    'session/model',
    'session/profiles',
    'realm',
    'diagnosis',
  ],
  transcript: ['values', 'runtime', 'facts', 'auth', 'accounts', 'faults', 'schema'],
  server: [
    'constants',
    'text',
    'values',
    'runtime',
    'bytes',
    'proxy-protocol',
    'der',
    'smb2-codec',
    'krb5',
    'facts',
    'auth',
    'auth/spnego',
    'auth/kerberos',
    'auth/ntlm',
    'shared-state',
    'valkey',
    'credssp',
    'accounts',
    'http',
    'rpc',
    'domain',
    'shares',
    'session/model',
    'session/profiles',
    'session/exchange',
    'faults',
    'session/intake',
    'realm',
    'diagnosis',
    'schema',
    'transcript',
  ],
  scorecard: [
    'text',
    'values',
    'auth',
    'protection',
    'shares',
    'session/model',
    'faults',
    'diagnosis',
    'server',
  ],
  replay: [
    'values',
    'runtime',
    'bytes',
    'smb2-codec',
    'facts',
    'auth',
    'diagnosis',
    'inspect',
    'transcript',
    'server',
  ],
  testing: ['text', 'values', 'runtime', 'bytes', 'auth', 'shares', 'diagnosis', 'server'],
  'local-http': ['text', 'values', 'runtime', 'crypto'],
  'output-schema': [
    'text',
    'facts',
    'auth',
    'auth/kerberos',
    'auth/ntlm',
    'domain',
    'diagnosis',
    'posture',
    'inspect',
    'explain',
    'scorecard',
    'replay',
  ],
  control: [
    'text',
    'values',
    'runtime',
    'bytes',
    'facts',
    'auth',
    'accounts',
    'faults',
    'diagnosis',
    'server',
    'testing',
    'local-http',
    'output-schema',
  ],
  watch: [
    'constants',
    'text',
    'runtime',
    'bytes',
    'smb2-codec',
    'facts',
    'auth',
    'rpc',
    'diagnosis',
    'capture',
    'posture',
    'inspect',
    'server',
    'local-http',
  ],
  'watch/page': ['text', 'facts', 'diagnosis', 'watch'],
  admin: [
    'text',
    'runtime',
    'krb5',
    'auth/kerberos',
    'auth/ntlm',
    'protection',
    'session/model',
    'faults',
    'diagnosis',
    'server',
    'local-http',
  ],
  '.': [
    'constants',
    'text',
    'values',
    'runtime',
    'krb5',
    'facts',
    'auth',
    'auth/spnego',
    'auth/kerberos',
    'auth/ntlm',
    'valkey',
    'credssp',
    'protection',
    'domain',
    'shares',
    'session/model',
    'faults',
    'diagnosis',
    'capture',
    'transcript',
    'server',
    'testing',
  ],
  config: [
    'text',
    'values',
    'bytes',
    'auth',
    'valkey',
    'accounts',
    'domain',
    'session/model',
    'faults',
    'schema',
    'server',
  ],
  cli: [
    'text',
    'values',
    'runtime',
    'bytes',
    'facts',
    'auth',
    'shared-state',
    'accounts',
    'shares',
    'session/model',
    'diagnosis',
    'capture',
    'posture',
    'inspect',
    'explain',
    'schema',
    'transcript',
    'server',
    'scorecard',
    'replay',
    'local-http',
    'output-schema',
    'control',
    'watch',
    'admin',
    'config',
  ],
};

/** Modules that reach outside the process, and the packages of the project by the only rooms that use them. */
const outside: readonly { readonly module: RegExp; readonly rooms: readonly string[] }[] = [
  // The channel between the processes of a server, and the sockets on which they accept, are those of the command line.
  { module: /^node:net$/, rooms: ['domain', 'server', 'realm', 'replay', 'cli'] },
  // The controllers of a domain are found by its DNS.
  { module: /^node:dns\/promises$/, rooms: ['domain', 'cli'] },
  { module: /^node:tls$/, rooms: ['server'] },
  { module: /^node:http$/, rooms: ['local-http', 'server'] },
  { module: /^node:child_process$/, rooms: ['cli'] },
  { module: /^node:dgram$/, rooms: ['realm'] },
  { module: /^node:os$/, rooms: ['server', 'shares', 'realm', 'testing', 'cli'] },
  // A test realm leaves krb5.conf, a keytab and credential caches for the clients of a test.
  { module: /^node:fs(\/promises)?$/, rooms: ['shares', 'accounts', 'realm', 'config', 'cli'] },
  { module: /^winston$/, rooms: ['cli'] },
  { module: /^commander$/, rooms: ['cli'] },
  {
    module: /^zod$/,
    rooms: [
      'values',
      'config',
      'schema',
      'transcript',
      'server',
      'shares',
      'accounts',
      'faults',
      'output-schema',
      'control',
    ],
  },
  { module: /^@redis\/client$/, rooms: ['valkey'] },
  { module: /^prom-client$/, rooms: ['admin'] },
  { module: /^asn1js$/, rooms: ['der', 'auth/spnego'] },
  { module: /^string-width$/, rooms: ['text'] },
  { module: /^preact(\/hooks)?$/, rooms: ['watch/page'] },
  { module: /^@humanwhocodes\/momoa$/, rooms: ['text'] },
];

/** Folders of test/ that mirror no room: what they test is more than one. */
const besidesRooms: readonly string[] = [
  'attack',
  'auth/toy-mechanism',
  'documents',
  'examples',
  'fuzz',
  'interop',
  'runners',
  'scripts',
  'support',
  'wire',
];

/** Modules of Node.js that a room without I/O may use: bytes in, bytes or outcomes out, time from the runtime. */
const pure: Record<string, readonly string[]> = {
  bytes: [],
  'smb2-codec': [],
  ndr: [],
  crypto: ['node:crypto'],
  netlogon: [],
  der: ['asn1js'],
  krb5: ['node:crypto', 'node:util'],
  credssp: [],
  'proxy-protocol': [],
  facts: [],
  http: [],
  // To tell during which message something happens.
  transcript: ['node:async_hooks', 'zod'],
  protection: ['node:crypto'],
  // For the signal that a connection has ended.
  'session/model': ['node:events'],
  'session/exchange': [],
  'session/commands': [],
  'session/intake': [],
  // It runs in a browser.
  'watch/page': ['preact', 'preact/hooks'],
};

describe('architecture', () => {
  const imports = readImports();

  it('reads the imports of every file', () => {
    assert.ok(imports.length > 300);
  });

  it('keeps the arrows between the rooms', () => {
    const wrong = imports
      .filter(({ to }) => !isModule(to))
      .filter(({ from, to }) => roomOf(from) !== roomOf(to) && !mayImport[roomOf(from)]?.includes(roomOf(to)))
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(wrong, []);
  });

  it('permits no arrow that there is not', () => {
    const drawn = new Set(imports.map(({ from, to }) => `${roomOf(from)} -> ${roomOf(to)}`));
    const idle = Object.entries(mayImport).flatMap(([from, rooms]) =>
      rooms.map((to) => `${from} -> ${to}`).filter((arrow) => !drawn.has(arrow)),
    );
    assert.deepEqual(idle, []);
  });

  it('lets nobody reach outside who does not', () => {
    const idle = outside.flatMap(({ module, rooms }) =>
      rooms
        .filter((room) => !imports.some(({ from, to }) => roomOf(from) === room && module.test(to)))
        .map((room) => `${room} -> ${module.source}`),
    );
    assert.deepEqual(idle, []);
  });

  it('names a folder for every room, from the ground up', () => {
    const rooms = Object.keys(mayImport);
    assert.deepEqual([...new Set(sourceFiles().map(roomOf))].toSorted(), rooms.toSorted());
    const upward = Object.entries(mayImport).flatMap(([from, below], floor) =>
      below.filter((room) => rooms.indexOf(room) >= floor).map((room) => `${from} -> ${room}`),
    );
    assert.deepEqual(upward, []);
  });

  it('has one way out: handlers return their outcome, and the places that let one out are these', () => {
    const users = (file: string) => imports.filter(({ to }) => to === file).map(({ from }) => from);
    assert.deepEqual(users('session/exchange/carry-out.ts').toSorted(), [
      'server/socket-connection.ts',
      'session/exchange/decide.ts',
      'session/intake/compound-answers.ts',
      'session/intake/compound.ts',
      'session/intake/waiting.ts',
    ]);
    // An oplock break is the one thing of a command that answers no request.
    const commands = users('session/exchange/decide.ts').filter((from) =>
      from.startsWith('session/commands'),
    );
    assert.deepEqual(commands, ['session/commands/files/oplock-break.ts']);
  });

  it('has two files that are in no folder: public entries above all that they export', () => {
    assert.deepEqual(
      sourceFiles().filter((file) => roomOf(file) === '.'),
      ['auth.ts', 'index.ts'],
    );
  });

  it('lets only the named rooms reach outside', () => {
    const wrong = imports
      .filter(({ from, to }) =>
        outside.some(({ module, rooms }) => module.test(to) && !rooms.includes(roomOf(from))),
      )
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(wrong, []);
  });

  it('keeps the rooms free of I/O that take bytes and give bytes or outcomes', () => {
    const wrong = imports
      .filter(({ from, to }) => isModule(to) && pure[roomOf(from)]?.includes(to) === false)
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(wrong, []);
  });

  it('has the tests of a room in the same folder of test/', () => {
    const folders = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => dirname(name).split(sep).join('/'))
      .filter((folder) => !besidesRooms.some((besides) => `${folder}/`.startsWith(`${besides}/`)));
    const rooms = new Set(sourceFiles().map((file) => dirname(file)));
    const strays = [...new Set(folders)].filter((folder) => !rooms.has(folder) && folder !== '.');
    assert.deepEqual(strays, []);
  });

  it('lets the live page take words alone from the rest, which is bundled with it, and types', () => {
    const taken = imports
      .filter(({ from, to, typeOnly }) => roomOf(from) === 'watch/page' && !typeOnly && !isModule(to))
      .map(({ to }) => to)
      .filter((to) => roomOf(to) !== 'watch/page');
    assert.deepEqual([...new Set(taken)].toSorted(), [
      'diagnosis/carrier-names.ts',
      'diagnosis/client-names.ts',
      'diagnosis/output/carrier-parts.ts',
      'diagnosis/qualified-name.ts',
      'text/host-and-port.ts',
      'text/listed.ts',
      'text/printable.ts',
    ]);
  });

  it('leaves clocks and timers to the runtime', () => {
    const users = sourceFiles()
      // The live page has those of its browser.
      .filter((file) => roomOf(file) !== 'runtime' && roomOf(file) !== 'watch/page')
      .filter((file) =>
        /\b(setTimeout|setInterval|Date\.now|performance\.now|new Date\(\))/.test(
          readFileSync(join(SOURCE, file), 'utf8'),
        ),
      );
    assert.deepEqual(users, []);
  });

  it('leaves process and console to the command line', () => {
    const users = sourceFiles()
      .filter((file) => roomOf(file) !== 'cli')
      .filter((file) => /\b(process|console)\.[a-z]/.test(readFileSync(join(SOURCE, file), 'utf8')));
    assert.deepEqual(users, []);
  });
});

function sourceFiles(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => name.split(sep).join('/'));
}

function readImports(): Import[] {
  return sourceFiles().flatMap((from) => {
    const text = readFileSync(join(SOURCE, from), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    const statements = text.matchAll(
      /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|(?<=\bawait import\(')([^']+)/gm,
    );
    return [...statements].map(([, type, statically, later, to = statically ?? later ?? '']) => ({
      from,
      to: to.startsWith('.') ? sourceOf(normalize(join(dirname(from), to))) : to,
      typeOnly: type !== undefined,
    }));
  });
}

/** The source of a module of ours, below src/. */
function sourceOf(path: string): string {
  const source = path.replace(/\.js$/, '.ts');
  return existsSync(join(SOURCE, source)) ? source : source.replace(/\.ts$/, '.tsx');
}

function isModule(to: string): boolean {
  return !/\.tsx?$/.test(to);
}

/** The folder of a file: that below src/, or a floor of session/ or auth/ that is a room by itself. */
function roomOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  const inner = folders.slice(0, 2).join('/');
  return inner in mayImport || folders[0] === 'session' ? inner : (folders[0] ?? '.');
}
