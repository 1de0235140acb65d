import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A declared name: its lines, comments included, and whether a comment stands above it. */
interface Declaration {
  readonly kind: string;
  text: string;
  documented: boolean;
}

/** A declaration file: the names that it declares, imports or passes on, and those that it exports. */
interface DeclarationFile {
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly foreign: ReadonlyMap<string, Place>;
  readonly exported: ReadonlySet<string>;
}

interface Place {
  readonly file: string;
  readonly name: string;
}

/** The entries of the package, each with the declaration file that its importers see. */
const entries = new Map(
  Object.entries(
    (JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, string> }).exports,
  )
    .filter(([, target]) => target.endsWith('.js'))
    .map(([entry, target]) => [entry, normalize(target).replace(/\.js$/, '.d.ts')]),
);

/**
 * The server is made of acceptors and shares: an embedder who writes one imports its types from the entry of that part,
 * and a share knows users and logins. All other types that an entry mentions are its own.
 */
const leansOn: Readonly<Record<string, readonly string[]>> = {
  '.': ['./auth', './shares', './realm'],
  './shares': ['./auth', '.'],
  './realm': ['./auth'],
};

/** The module tells once how messages are encoded and decoded: the pair of a message needs no sentence of its own. */
const pairsOfCodec = /^(en|de)code[A-Z]/;

const files = new Map<string, DeclarationFile>();
const start = /^(export )?(?:declare )?(?:abstract )?(const|let|class|function|interface|type|enum) (\w+)/;

function fileAt(path: string): DeclarationFile {
  const known = files.get(path);
  if (known) return known;
  const text = readFileSync(path, 'utf8');
  const { declared, exported } = declarationsOf(text);
  const foreign = new Map<string, Place>();
  const withoutComments = text.replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  const there = (module: string): string => normalize(join(dirname(path), module.replace(/\.js$/, '.d.ts')));
  for (const [, kind, braces = '', module = ''] of withoutComments.matchAll(
    /^(import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']*)'/gm,
  )) {
    for (const [name, as] of namesIn(braces)) {
      foreign.set(as, { file: there(module), name });
      if (kind === 'export') exported.add(as);
    }
  }
  for (const [, module = ''] of withoutComments.matchAll(/^export (?:type )?\* from '(\.[^']*)'/gm)) {
    for (const name of fileAt(there(module)).exported) {
      if (exported.has(name)) continue;
      exported.add(name);
      foreign.set(name, { file: there(module), name });
    }
  }
  const file = { declared, foreign, exported };
  files.set(path, file);
  return file;
}

/** A constant and its type, or a function's overloads, have one name and one declaration here. */
function declarationsOf(text: string): { declared: Map<string, Declaration>; exported: Set<string> } {
  const declared = new Map<string, Declaration>();
  const exported = new Set<string>();
  let current: Declaration | undefined;
  let isComment = false;
  let isCommented = false;
  for (const line of text.split('\n')) {
    if (isComment || line.startsWith('/**')) {
      isComment = !line.includes('*/');
      isCommented = true;
      current = undefined;
      continue;
    }
    const [, exports, kind = '', name] = start.exec(line) ?? [];
    if (name !== undefined) {
      current = declared.get(name) ?? { kind, text: '', documented: false };
      current.documented ||= isCommented;
      declared.set(name, current);
      if (exports) exported.add(name);
    } else if (/^(?:import|export)\b/.test(line)) current = undefined;
    isCommented = false;
    if (current) current.text += `${line}\n`;
  }
  return { declared, exported };
}

/** The names between braces of an import or export: there, and here. */
function namesIn(braces: string): [string, string][] {
  return braces
    .split(',')
    .map((item) => item.trim().replace(/^type\s+/, ''))
    .filter((item) => item !== '')
    .map((item) => {
      const [name = '', as = name] = item.split(/\s+as\s+/);
      return [name, as];
    });
}

/** The place where a name is declared in the end. */
function declarationOf(file: string, name: string): Place {
  const from = fileAt(file).foreign.get(name);
  return from === undefined ? { file, name } : declarationOf(from.file, from.name);
}

const keyOf = ({ file, name }: Place): string => `${file} ${name}`;

/** The places of all names that an entry exports. */
function offeredBy(entry: string): Place[] {
  const file = entries.get(entry) ?? '';
  return [...fileAt(file).exported].map((name) => declarationOf(file, name));
}

/** Types of the package that a declaration mentions, its private members left out. */
function mentionedBy({ file, name }: Place): Place[] {
  const { declared, foreign } = fileAt(file);
  const text = (declared.get(name)?.text ?? '')
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
    .replaceAll(/^ +private .*$/gm, '');
  return [...new Set(text.match(/\b[A-Z]\w*\b/g))]
    .filter((word) => word !== name && (declared.has(word) || foreign.has(word)))
    .map((word) => declarationOf(file, word));
}

/**
 * The members of an interface or a class that have no comment. A member whose type is one literal, or none, tells all,
 * a constructor is that of its class, and the name of an error is that of its class as well.
 */
function membersWithoutComment({ kind, text }: Declaration): string[] {
  if (kind !== 'interface' && kind !== 'class') return [];
  const found: string[] = [];
  let isComment = false;
  let isCommented = false;
  let before = '';
  for (const line of text.split('\n').slice(1)) {
    if (isComment || line.startsWith('    /**')) {
      isComment = !line.includes('*/');
      isCommented = true;
      continue;
    }
    const [, name, rest = ''] =
      /^ {4}(?:(?:readonly|static|get|set|abstract|override) )*([[\]\w.]+)(.*)$/.exec(line) ?? [];
    if (name === undefined || name === 'private') continue;
    const isPlain =
      name === 'constructor' ||
      /^\??: (?:['"][^'"]*['"]|undefined|never);$/.test(rest) ||
      (name === 'name' && / extends \w*Error /.test(text));
    if (!isCommented && !isPlain && name !== before) found.push(name);
    before = name;
    isCommented = false;
  }
  return found;
}

describe('public types', () => {
  for (const entry of entries.keys()) {
    const offered = offeredBy(entry);

    it(`${entry}: every exported name is declared in one of the files that were read`, () => {
      assert.ok(offered.length >= 10, String(offered.length));
      const lost = offered.filter(({ file, name }) => !fileAt(file).declared.has(name));
      assert.deepEqual(lost, []);
    });

    it(`${entry}: every type that a signature mentions is exported beside it`, () => {
      const known = new Set([entry, ...(leansOn[entry] ?? [])].flatMap(offeredBy).map(keyOf));
      const missing = offered.flatMap((place) =>
        mentionedBy(place)
          .filter((mentioned) => !known.has(keyOf(mentioned)))
          .map((mentioned) => `${keyOf(mentioned)}, mentioned by ${place.name}`),
      );
      assert.deepEqual(missing, []);
    });

    it(`${entry}: every name and every member has a sentence`, () => {
      const bare = offered.flatMap(({ file, name }) => {
        const declaration = fileAt(file).declared.get(name);
        if (!declaration || (entry === './smb2-codec' && pairsOfCodec.test(name))) return [];
        // The members of a message are the fields of the specification's structure that its sentence names.
        const members = entry === './smb2-codec' ? [] : membersWithoutComment(declaration);
        return [...(declaration.documented ? [] : [name]), ...members.map((member) => `${name}.${member}`)];
      });
      assert.deepEqual(bare, []);
    });
  }
});

describe('public types: the check', () => {
  const declarations = `
/** A value. */
export interface Documented {
    /** The first. */
    readonly one: string;
    readonly kind: 'documented';
    two(): void;
    /**
     * A value.
     */
    three?: {
        inside: number;
    };
}
export declare class Bare extends Error {
    #private;
    constructor(value: Documented);
    get four(): number;
    readonly name: string;
}
`;

  it('sees names and members without a comment', () => {
    const { declared, exported } = declarationsOf(declarations);
    assert.deepEqual([...exported], ['Documented', 'Bare']);
    assert.deepEqual(
      [...declared].map(([name, declaration]) => [
        name,
        declaration.documented,
        membersWithoutComment(declaration),
      ]),
      [
        ['Documented', true, ['two']],
        ['Bare', false, ['four']],
      ],
    );
  });

  it('sees the types that a signature mentions', () => {
    const file = entries.get('./auth') ?? '';
    const mechanism = declarationOf(file, 'Mechanism');
    assert.ok(mentionedBy(mechanism).some(({ name }) => name === 'Acceptor'));
  });
});
