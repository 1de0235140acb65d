// npm run interop:classes: what a client reads with C structures, beside smbd's; each difference with its explanation.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { provide } from './support/clients.mjs';
import { prepare } from './support/prepare.mjs';
import { main, root, Stop } from './support/project.mjs';

const smbd = { debianPackage: 'samba', isPresent: () => existsSync('/usr/sbin/smbd') };

await main(async () => {
  await prepare();
  provide([smbd]);
  if (!smbd.isPresent() || process.getuid?.() !== 0) throw new Stop('smbd is needed, and root to run it.');
  const load = (name) => import(pathToFileURL(join(root, `build/test/interop/classes/${name}.js`)).href);
  const { observeBoth } = await load('both-servers');
  const { compare, judge, matches } = await load('differences');
  const { explained } = await load('explained');
  const both = await observeBoth();
  const differences = compare(both.smbd, both.ours);
  for (const { path, smbd: theirs, ours } of differences) {
    const why = explained.find(({ paths }) => paths.some((pattern) => matches(pattern, path)))?.why;
    console.log(`${path}\n  smbd  ${theirs}\n  ours  ${ours}\n  ${why ?? 'NOT EXPLAINED'}\n`);
  }
  const { unexplained, idle } = judge(differences, explained);
  for (const pattern of idle) console.log(`${pattern}\n  explained, and does not occur\n`);
  console.log(
    `${both.ours.size} observations, ${differences.length} differences, ${unexplained.length} not explained`,
  );
  if (unexplained.length + idle.length > 0) process.exitCode = 1;
});
