// npm run check:package: packs the package as npm publishes it, and reads it as its users’ tools do: publint, a check
// of its types, its size and that of everything an installation of it brings. Exit code 1: something is not right.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './support/prepare.mjs';
import { measureInstallation, pack } from './support/packed.mjs';
import { main, Stop } from './support/project.mjs';

/** The most bytes of the package once it is unpacked, and of it with all packages that it needs. */
const MOST_UNPACKED = 28_000_000;
const MOST_INSTALLED = 47_000_000;
/** The most packages that an installation brings, this one included. */
const MOST_PACKAGES = 48;

await main(async () => {
  // The tests of this command are part of what was built just before.
  if (!process.argv.includes('--as-built')) await prepare();
  const folder = mkdtempSync(join(tmpdir(), 'smb2-package-'));
  try {
    const packed = pack(folder);
    const tarball = readFileSync(packed.file);
    const problems = [...(await askPublint(tarball)), ...(await askAboutTypes(tarball))];
    const installation = measureInstallation(folder, packed.file);
    const figures = [
      ['packed, bytes', packed.packedBytes],
      ['unpacked, bytes', packed.unpackedBytes, MOST_UNPACKED],
      ['files', packed.files],
      ['installed with what it needs, bytes', installation.bytes, MOST_INSTALLED],
      ['packages installed', installation.packages.length, MOST_PACKAGES],
      ['of them with an install script', installation.withScripts.length, 0],
    ];
    for (const [name, value, most] of figures) {
      console.log(
        `${name}: ${value.toLocaleString('en')}${most === undefined ? '' : ` (at most ${most.toLocaleString('en')})`}`,
      );
      if (most !== undefined && value > most) problems.push(`${name}: ${value}, more than ${most}`);
    }
    problems.push(...installation.withScripts.map((name) => `${name} runs a script when it is installed`));
    if (problems.length > 0) throw new Stop(problems.join('\n'));
    console.log('publint and the check of types found nothing.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The complaints of publint, suggestions included. */
async function askPublint(tarball) {
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const { buffer, byteOffset, byteLength } = tarball;
  const { messages, pkg } = await publint({
    pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) },
    strict: true,
  });
  return messages.map((message) => `publint: ${message.type}: ${formatMessage(message, pkg)}`);
}

/**
 * The complaints about types, for `nodenext` in a module of ECMAScript and for `bundler`. Two kinds are none here:
 * every supported version of Node.js requires modules of ECMAScript from CommonJS, so that there is one copy of the
 * server and not two; and none resolves as Node.js 10 did, which knows no `exports`.
 */
async function askAboutTypes(tarball) {
  const { checkPackage, createPackageFromTarballData } = await import('@arethetypeswrong/core');
  const { types, problems } = await checkPackage(createPackageFromTarballData(tarball));
  if (types === false) return ['types: there are none'];
  return problems
    .filter(({ kind, resolutionKind }) => kind !== 'CJSResolvesToESM' && resolutionKind !== 'node10')
    .map((problem) => `types: ${JSON.stringify(problem)}`);
}
