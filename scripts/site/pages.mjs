/**
 * The pages of the site in the order of its menu. Each lies beside the code that it explains; `path` is its place
 * in the site. `test/documents/pages.test.ts` fails on a page that is missing here.
 */
export const groups = [
  {
    title: 'Begin',
    pages: [
      { file: 'README.md', path: 'index', title: 'The first hour' },
      { file: 'src/testing/TESTING.md', path: 'test-my-client', title: 'Test my client' },
      {
        file: 'src/cli/diagnose/SCANNER.md',
        path: 'my-scanner-cannot-scan',
        title: 'My scanner cannot scan',
      },
      { file: 'src/posture/AUDIT.md', path: 'audit', title: 'Who still uses NTLMv1' },
      { file: 'src/realm/KERBEROS.md', path: 'kerberos', title: 'Kerberos in ten lines' },
      { file: 'src/domain/DOMAIN.md', path: 'domain', title: 'A domain controller decides' },
      { file: 'src/credssp/RDP.md', path: 'remote-desktop', title: 'Remote Desktop' },
      { file: 'src/http/HTTP.md', path: 'http', title: 'HTTP' },
      { file: 'src/server/carriers/CARRIERS.md', path: 'carriers', title: 'Other carriers' },
    ],
  },
  {
    title: 'Tests of clients',
    pages: [
      { file: 'src/faults/GUIDE.md', path: 'wrong-on-purpose', title: 'Wrong on purpose' },
      { file: 'src/control/CONTROL.md', path: 'from-any-language', title: 'From any language' },
      { file: 'src/scorecard/CHECK-CLIENT.md', path: 'check-client', title: 'The scorecard' },
      { file: 'src/replay/REPLAY.md', path: 'replay', title: 'Record and replay' },
      { file: 'src/inspect/INSPECT.md', path: 'inspect', title: 'Look into a capture' },
      { file: 'src/shares/SHARES.md', path: 'after-the-login', title: 'After the login' },
    ],
  },
  {
    title: 'Run it',
    pages: [
      { file: 'src/cli/COMMANDS.md', path: 'commands', title: 'Commands and flags' },
      { file: 'src/config/CONFIGURATION.md', path: 'configuration', title: 'The configuration file' },
      { file: 'src/server/EMBEDDING.md', path: 'embedding', title: 'In a program' },
      {
        file: 'src/cli/serve/container/CONTAINER.md',
        path: 'container',
        title: 'Container, one file, workflow',
      },
      { file: 'src/cli/serve/OPERATIONS.md', path: 'service', title: 'Running it as a service' },
      { file: 'src/cli/serve/PORT-445.md', path: 'port-445', title: 'Port 445' },
      { file: 'src/watch/WATCH.md', path: 'live-page', title: 'The live page' },
      { file: 'src/admin/METRICS.md', path: 'metrics', title: 'Health and metrics' },
      { file: 'src/cli/workers/WORKERS.md', path: 'several-cores', title: 'Several cores' },
      { file: 'src/proxy-protocol/BALANCER.md', path: 'balancer', title: 'Behind a balancer' },
      { file: 'src/valkey/STORE.md', path: 'several-machines', title: 'Several machines' },
    ],
  },
  {
    title: 'Look up',
    pages: [
      { file: 'src/diagnosis/REASONS.md', path: 'reasons', title: 'Every reason' },
      { file: 'src/explain/ERRORS.md', path: 'errors', title: 'I see error …' },
      { file: 'src/faults/FAULTS.md', path: 'faults', title: 'Every fault' },
      { file: 'src/session/profiles/PROFILES.md', path: 'profiles', title: 'How servers differ' },
      { file: 'src/output-schema/OUTPUT.md', path: 'output', title: 'Output in JSON' },
      { file: 'src/server/COMPATIBILITY.md', path: 'compatibility', title: 'Compatibility' },
      { file: 'src/scorecard/SCORECARDS.md', path: 'scorecards', title: 'Scorecards of clients' },
    ],
  },
  {
    title: 'The project',
    pages: [
      { file: 'src/INSIDE.md', path: 'inside', title: 'How it works inside' },
      { file: 'scripts/bench/SPEED.md', path: 'speed', title: 'Speed' },
      { file: 'SECURITY.md', path: 'security', title: 'What it withstands' },
      { file: 'CONTRIBUTING.md', path: 'contributing', title: 'Contributing' },
      { file: 'scripts/RELEASING.md', path: 'releasing', title: 'Releasing' },
      { file: 'certs/README.md', path: 'development-certificate', title: 'A certificate for development' },
      { file: 'CHANGELOG.md', path: 'changelog', title: 'Changes' },
    ],
  },
];

export const pages = groups.flatMap(({ pages: ofGroup }) => ofGroup);
