// Loaded before a server that runs with --expose-gc: collects four times a second, because memory in use is compared.
const PERIOD_MILLISECONDS = 250;

setInterval(() => globalThis.gc(), PERIOD_MILLISECONDS).unref();
