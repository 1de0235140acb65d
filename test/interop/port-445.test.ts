import assert from 'node:assert/strict';
import { requireProgram } from '../support/require-program.js';
import { run, type Finished } from '../support/run.js';
import { cliPath } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** A user without rights. It may read what it runs, which lies in a folder of somebody else. */
const asNobody = [
  'setpriv --reuid=65534 --regid=65534 --clear-groups',
  '--inh-caps=+dac_read_search --ambient-caps=+dac_read_search --',
].join(' ');

describe('port 445, as PORT-445.md has it, in a network of its own', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();

  before(async function () {
    for (const program of ['unshare', 'setpriv', 'setcap', 'ip', 'smbclient']) requireProgram(this, program);
    const { code } = await run('unshare', ['--net', 'true']);
    if (code !== 0) this.skip();
  });

  /** Runs lines of a shell where nobody else has a port. `$serve` is the server, and `$login` a client that logs in. */
  function inItsNetwork(lines: readonly string[]): Promise<Finished> {
    const prelude = [
      'ip link set lo up',
      `cd ${folder()}`,
      'rm -f port',
      `serve='${cliPath} serve --user alice:secret --share data --port 445 --port-file port --timeout 20'`,
      `login='smbclient //127.0.0.1/data -U alice%secret -c exit'`,
      'reachable() { for _ in $(seq 200); do [ -s port ] && return; sleep 0.05; done; return 1; }',
    ];
    return run('unshare', ['--net', 'bash', '-euc', [...prelude, ...lines].join('\n')], { timeout: 50_000 });
  }

  it('is refused to a user without rights, with what would give them', async () => {
    const { code, stderr } = await inItsNetwork([`${asNobody} ${process.execPath} $serve`]);
    assert.equal(code, 3);
    assert.match(stderr, /^cannot listen on 127\.0\.0\.1 port 445: EACCES\n.*CAP_NET_BIND_SERVICE/m);
  });

  it('is given by a capability of a copy of Node.js', async () => {
    const { code, stdout, stderr } = await inItsNetwork([
      `install ${process.execPath} node`,
      'setcap cap_net_bind_service,cap_dac_read_search=+ep node',
      'chmod 777 .',
      'setpriv --reuid=65534 --regid=65534 --clear-groups -- ./node $serve &',
      'reachable; $login; kill %1; wait %1',
    ]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /"reason":"accepted"/);
  });

  it('is given by ip_unprivileged_port_start', async () => {
    const { code, stdout, stderr } = await inItsNetwork([
      'sysctl -qw net.ipv4.ip_unprivileged_port_start=445',
      'chmod 777 .',
      `${asNobody} ${process.execPath} $serve &`,
      'reachable; $login; kill %1; wait %1',
    ]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /"reason":"accepted"/);
  });

  it('leads to another port by a rule of nft, for clients of the network', async function () {
    requireProgram(this, 'nft', false);
    const { code, stdout, stderr } = await inItsNetwork([
      'ip link add here type veth peer name there',
      // The client is a host of its own, at the other end of a cable.
      'unshare --net sleep 60 & other=$!',
      'while [ "$(readlink /proc/$other/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done',
      'ip link set there netns $other',
      'ip address add 192.0.2.1/24 dev here; ip link set here up',
      'at() { nsenter --net --target $other "$@"; }',
      'at ip address add 192.0.2.2/24 dev there; at ip link set there up',
      'nft add table ip smb2',
      "nft add chain ip smb2 prerouting '{ type nat hook prerouting priority dstnat; }'",
      'nft add rule ip smb2 prerouting tcp dport 445 redirect to :4455',
      `${process.execPath} $serve --port 4455 --host 0.0.0.0 &`,
      'reachable; at smbclient //192.0.2.1/data -U alice%secret -c exit; kill %2; wait %2; kill $other',
    ]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /"remoteAddress":"ipv4:192\.0\.2\.2:/);
    assert.match(stdout, /"reason":"accepted"/);
  });

  it('is told to be taken where another server has it', async () => {
    const { code, stderr } = await inItsNetwork([
      `${process.execPath} $serve > first &`,
      'reachable',
      `${process.execPath} $serve --port-file other || code=$?; kill %1; wait %1; exit $code`,
    ]);
    assert.equal(code, 3);
    assert.match(stderr, /^cannot listen on 127\.0\.0\.1 port 445: EADDRINUSE\n.*Samba/m);
  });
});
