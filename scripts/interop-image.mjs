// npm run interop:image: builds the image of the Dockerfile with the engine that is there (docker, podman or buildah),
// and asks the program inside for its version. Arguments after `--` go to the build, such as
// `--build-arg BUILD_IMAGE=…`.
import { spawnSync } from 'node:child_process';
import { main, run, Stop } from './support/project.mjs';

const name = 'localhost/smb2-auth-server';

/** Each engine: what succeeds where it works, how it builds, and how it runs a program of an image. */
const engines = [
  { program: 'docker', works: ['info'], build: ['build'], start: ['run', '--rm', name, '--version'] },
  {
    program: 'podman',
    works: ['info'],
    build: ['build'],
    start: ['run', '--rm', name, '--version'],
  },
  { program: 'buildah', works: ['version'], build: ['build'], start: undefined },
];

await main(() => {
  const asked = process.env.ENGINE;
  const engine = engines.find(
    ({ program, works }) => (asked ?? program) === program && succeeds(program, works),
  );
  if (engine === undefined) throw new Stop('No engine for containers works here (docker, podman, buildah).');
  const { program, build, start } = engine;
  run(`${program} ${build.join(' ')}`, program, [...build, '-t', name, ...process.argv.slice(2), '.']);
  if (start !== undefined) run(`${program} ${start.join(' ')}`, program, start);
  else runInside();
});

/** Buildah starts programs in containers that are being built. */
function runInside() {
  const { stdout } = spawnSync('buildah', ['from', name], { encoding: 'utf8' });
  const container = stdout.trim();
  try {
    run('buildah run', 'buildah', ['run', container, '/usr/local/bin/smb2-auth-server', '--version']);
  } finally {
    spawnSync('buildah', ['rm', container]);
  }
}

function succeeds(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
