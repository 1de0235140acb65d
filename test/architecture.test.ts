import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
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
 * The rooms of src/ and what each may import from; a room may always import from itself. `facts` are the leaves of
 * diagnosis/ to which every layer reports.
 */
const mayImport: Record<string, readonly string[]> = {
  'nt-status': [],
  'access-mask': [],
  runtime: [],
  'held-bytes': [],
  'event-loop': ['realm'],
  realm: [],
  'system-error': ['realm'],
  filled: [],
  frozen: [],
  problems: [],
  bytes: [],
  crypto: [],
  'smb2-codec': ['access-mask', 'bytes'],
  facts: ['nt-status', 'auth'],
  auth: [
    'frozen',
    'bytes',
    'crypto',
    'facts',
    'filled',
    'nt-status',
    'problems',
    'realm',
    'runtime',
    'system-error',
  ],
  rpc: ['event-loop', 'bytes', 'auth', 'held-bytes'],
  shares: [
    'event-loop',
    'access-mask',
    'bytes',
    'auth',
    'nt-status',
    'held-bytes',
    'problems',
    'realm',
    'runtime',
  ],
  session: [
    'event-loop',
    'frozen',
    'access-mask',
    'held-bytes',
    'smb2-codec',
    'auth',
    'shares',
    'crypto',
    'bytes',
    'facts',
    'nt-status',
    'realm',
    'runtime',
  ],
  diagnosis: [
    'frozen',
    'event-loop',
    'facts',
    'auth',
    'smb2-codec',
    'session',
    'crypto',
    'bytes',
    'nt-status',
    'runtime',
  ],
  schema: ['session', 'shares', 'auth', 'diagnosis', 'bytes'],
  server: [
    'frozen',
    'event-loop',
    'filled',
    'problems',
    'held-bytes',
    'schema',
    'session',
    'shares',
    'rpc',
    'auth',
    'diagnosis',
    'facts',
    'smb2-codec',
    'bytes',
    'realm',
    'runtime',
  ],
  index: ['problems', 'server', 'session', 'shares', 'auth', 'diagnosis', 'facts', 'nt-status', 'runtime'],
  config: ['problems', 'schema', 'server', 'session', 'auth', 'bytes', 'system-error'],
  cli: ['config', 'server', 'diagnosis', 'auth', 'bytes', 'realm', 'runtime', 'system-error'],
};

/** Who may reach outside the process, and the packages of the project by the only rooms that use them. */
const outside: readonly { readonly module: RegExp; readonly rooms: readonly string[] }[] = [
  { module: /^node:net$/, rooms: ['server'] },
  { module: /^node:os$/, rooms: ['server', 'shares', 'cli'] },
  { module: /^node:fs(\/promises)?$/, rooms: ['shares', 'auth', 'config', 'cli'] },
  { module: /^winston$/, rooms: ['cli'] },
  { module: /^commander$/, rooms: ['cli'] },
  { module: /^zod$/, rooms: ['problems', 'config', 'schema', 'server', 'shares', 'auth'] },
  { module: /^asn1js$/, rooms: ['auth'] },
];

/** Modules that a pure room may use: functions of bytes. */
const pure: Record<string, readonly string[]> = {
  bytes: [],
  'smb2-codec': [],
  crypto: ['node:crypto'],
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

  it('has no cycle of values between rooms: facts know the acceptors by type only', () => {
    const wrong = imports
      .filter(({ from, to, typeOnly }) => roomOf(from) === 'facts' && roomOf(to) === 'auth' && !typeOnly)
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(wrong, []);
  });

  it('lets only the named rooms reach outside', () => {
    const wrong = imports
      .filter(({ from, to }) =>
        outside.some(({ module, rooms }) => module.test(to) && !rooms.includes(roomOf(from))),
      )
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(wrong, []);
  });

  it('keeps the rooms of bytes pure', () => {
    const wrong = imports
      .filter(({ from, to }) => isModule(to) && pure[roomOf(from)]?.includes(to) === false)
      .map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(wrong, []);
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
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.split(sep).join('/'));
}

function readImports(): Import[] {
  return sourceFiles().flatMap((from) => {
    const text = readFileSync(join(SOURCE, from), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'/gm);
    return [...statements].map(([, type, to = '']) => ({
      from,
      to: to.startsWith('.') ? normalize(join(dirname(from), to)).replace(/\.js$/, '.ts') : to,
      typeOnly: type !== undefined,
    }));
  });
}

function isModule(to: string): boolean {
  return !to.endsWith('.ts');
}

function roomOf(file: string): string {
  if (/^diagnosis\/(facts\/|facts\.ts|recorder\.ts|tap\.ts)/.test(file)) return 'facts';
  return file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}
