// Programs and packages that the whole of the tests needs beside the project's own; npm test runs it beside the build.
import { provideClients } from './clients.mjs';
import { isKernelPrepared, kernelPrograms, prepareKernel } from './kernel.mjs';
import { areNodeVersionsInstalled, installNodeVersions } from './node-versions.mjs';
import { areRunnersInstalled, installRunners } from './runners.mjs';
import { main } from './project.mjs';

await main(() => {
  const isWhole = process.env.CI === 'true';
  const hasKernel = isWhole || isKernelPrepared();
  provideClients(hasKernel ? kernelPrograms : []);
  if (hasKernel) prepareKernel();
  if (isWhole || areRunnersInstalled()) installRunners();
  if (isWhole || areNodeVersionsInstalled()) installNodeVersions();
});
