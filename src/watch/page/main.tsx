import { render } from 'preact';
import { listenToKeys } from './state/keys.js';
import { useColours } from './state/preferences.js';
import { Store } from './state/store.js';
import { App } from './views/app.js';

// Before the body is there, so that the page never shows in colours that were not chosen.
useColours();

document.addEventListener('DOMContentLoaded', () => {
  const store: Store = new Store(() => render(<App store={store} />, document.body));
  listenToKeys(store);
  store.start();
});
