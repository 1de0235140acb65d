// npm-client.mjs PACKAGE PORT PASSWORD: logs in with an SMB client of the npm registry, writes a file, lists it, reads
// it and removes it. The last line is what it saw, as JSON; a failure is {"error": …}.
import { createRequire } from 'node:module';
import process from 'node:process';

const [name, port, password] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const account = { domain: 'WORKGROUP', username: 'alice', password };
const text = 'written by a client of the npm registry';

/** `@awo00/smb2`, and `node-smb2` that was made from it and knows NTLMv2. */
async function withPromises() {
  const { Client } = require(name);
  const client = new Client('127.0.0.1', { port: Number(port) });
  try {
    const session = await client.authenticate({ ...account, forceNtlmVersion: 'v2' });
    const tree = await session.connectTree('files');
    await tree.createFile('npm.txt', text);
    const names = (await tree.readDirectory()).map(({ filename }) => filename);
    const content = (await tree.readFile('npm.txt')).toString();
    await tree.removeFile('npm.txt');
    return { names, content };
  } finally {
    await client.close();
  }
}

/** `@marsaud/smb2` and what was made from it. */
async function withCallbacks() {
  const Client = require(name);
  const share = '\\\\127.0.0.1\\files';
  const client = new Client({ ...account, share, port: Number(port), autoCloseTimeout: 0 });
  const ask = (method, ...args) =>
    new Promise((resolve, reject) => {
      client[method](...args, (error, value) => (error ? reject(error) : resolve(value)));
    });
  await ask('writeFile', 'npm.txt', text);
  const names = await ask('readdir', '');
  const content = String(await ask('readFile', 'npm.txt'));
  await ask('unlink', 'npm.txt');
  return { names, content };
}

const client = name.includes('marsaud') || name.startsWith('v9u') ? withCallbacks : withPromises;
const seen = await client().catch((error) => ({
  error: error.code ?? error.message ?? `status ${error.header?.status}`,
}));
process.stdout.write(`\n${JSON.stringify(seen)}\n`, () => process.exit());
