// npm run build: packages if they are missing, then build/ from src/ and test/.
import { prepare } from './support/prepare.mjs';
import { main } from './support/project.mjs';

await main(prepare);
