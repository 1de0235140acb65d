// The API reference of every public entry of the package, from its TSDoc.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { root, Stop } from '../support/project.mjs';
import { assembled } from './folders.mjs';

/** The sources of the entries that programs import: `build/src/index.js` is made of `src/index.ts`. */
function entryPoints() {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.values(exports)
    .filter((target) => target.endsWith('.js'))
    .map((target) => join(root, target.replace('build/', '').replace(/\.js$/, '.ts')));
}

const application = await Application.bootstrapWithPlugins({
  name: 'API reference',
  entryPoints: entryPoints(),
  tsconfig: join(root, 'tsconfig.json'),
  plugin: ['typedoc-plugin-markdown'],
  readme: 'none',
  entryFileName: 'index',
  router: 'member',
  disableSources: true,
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  // Text of a comment is no markup: a page of the site would run it.
  sanitizeComments: true,
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  propertyMembersFormat: 'table',
  typeDeclarationFormat: 'table',
  enumMembersFormat: 'table',
  indexFormat: 'table',
  treatWarningsAsErrors: false,
  logLevel: 'Warn',
  outputs: [{ name: 'markdown', path: join(assembled, 'reference') }],
});
const project = await application.convert();
if (!project) throw new Stop('The API reference failed.');
await application.generateOutputs(project);
