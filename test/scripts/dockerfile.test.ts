import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { validate, ValidationSeverity } from 'dockerfile-utils';

const dockerfile = readFileSync('Dockerfile', 'utf8');

/** The arguments of each instruction of a name, in order. */
function argumentsOf(instruction: string): string[] {
  const lines = dockerfile.replaceAll('\\\n', ' ').split('\n');
  return lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));
}

describe('the Dockerfile', () => {
  it('has nothing that its linter finds', () => {
    const found = validate(dockerfile, {
      deprecatedMaintainer: ValidationSeverity.ERROR,
      directiveCasing: ValidationSeverity.ERROR,
      emptyContinuationLine: ValidationSeverity.ERROR,
      instructionCasing: ValidationSeverity.ERROR,
      instructionCmdMultiple: ValidationSeverity.ERROR,
      instructionEntrypointMultiple: ValidationSeverity.ERROR,
      instructionHealthcheckMultiple: ValidationSeverity.ERROR,
      instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
      instructionWorkdirRelative: ValidationSeverity.ERROR,
    });
    assert.deepEqual(found, []);
  });

  it('runs an account without rights, by its number, so that who starts it can demand that', () => {
    assert.deepEqual(argumentsOf('USER'), ['65532:65532']);
  });

  it('names each image with what it is of, and copies files that there are', () => {
    assert.deepEqual(argumentsOf('ARG'), [
      'BUILD_IMAGE=node:22-bookworm-slim',
      'RUN_IMAGE=gcr.io/distroless/cc-debian12:nonroot',
    ]);
    const copied = argumentsOf('COPY')
      .filter((words) => !words.startsWith('--from'))
      .flatMap((words) => words.split(' ').slice(0, -1));
    assert.ok(copied.length > 5);
    assert.deepEqual(
      copied.filter((path) => !existsSync(path)),
      [],
    );
  });
});
