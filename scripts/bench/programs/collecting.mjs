// Loaded before a server that runs with --expose-gc: collects once a second, because memory in use is compared.
const PERIOD_MILLISECONDS = 1000;

setInterval(() => globalThis.gc(), PERIOD_MILLISECONDS).unref();
