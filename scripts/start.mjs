// npm start: a server to try, with a demo account and a demo share. Arguments after `--` go to the server.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './support/prepare.mjs';
import { main, root } from './support/project.mjs';

const demo = { account: 'demo', password: 'demo', share: 'demo' };

await main(async () => {
  await prepare();
  const { loadRun } = await import(pathToFileURL(join(root, 'build/src/cli/bundle/load-run.js')).href);
  const run = await loadRun();
  const given = process.argv.slice(2);
  const asked = (...flags) =>
    given.some((argument) => flags.includes(argument.split('=')[0])) ||
    flags.some((flag) => process.env[`SMB2_AUTH_${flag.slice(2).toUpperCase()}`] !== undefined);
  // The demo account and share are left out when the arguments bring accounts or shares.
  const ownAccounts = asked('--config', '--user');
  const ownShares = asked('--config', '--share');
  const options = [
    ...(ownAccounts ? [] : ['--user', `${demo.account}:${demo.password}`]),
    ...(ownShares ? [] : ['--share', demo.share]),
    // A person watches, even through a pipe, so the lines are readable.
    ...(asked('--json', '--no-json') ? [] : ['--no-json']),
  ];
  process.exitCode = await run(['serve', ...options, ...given], {
    script: join(root, 'build/src/cli/main.js'),
    // npm sends a SIGTERM to the shell between itself and this process, and that shell ends without passing it on.
    stopWithParent: process.env.npm_lifecycle_event === 'start',
    onListening: (listening) => {
      if (listening.addresses.smb === undefined) return;
      const print = asked('--json') ? console.error : console.log;
      print(`\nTry it:\n\n  ${smbclientLine(listening, ownAccounts ? '' : `%${demo.password}`)}\n`);
    },
  });
});

function smbclientLine({ host, port, accounts, shares }, password) {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  const login = accounts.length > 0 ? `-U '${accounts[0]}${password}'` : '-N';
  return `smbclient '//${reachable}/${shares[0] ?? 'IPC$'}' -p ${port} ${login}`;
}
