// npm run build: packages if they are missing, then build/ from src/ and test/.
import { build } from './support/build.mjs';
import { install } from './support/install.mjs';
import { main } from './support/project.mjs';

await main(async () => {
  install();
  await build();
});
