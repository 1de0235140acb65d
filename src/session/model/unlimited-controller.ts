import { setMaxListeners } from 'node:events';

/** As many logins may wait on one connection as its limits allow: their listeners are no leak to be warned of. */
export function unlimitedController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
