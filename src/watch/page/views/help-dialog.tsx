import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { keyWords } from '../state/keys.js';
import { keysAreOn, setKeys } from '../state/preferences.js';
import type { Store } from '../state/store.js';
import { byteWords } from '../words/time-words.js';
import { Icon } from './icons.js';

/** The keys, and what the page keeps. */
export function HelpDialog({ store }: { readonly store: Store }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [keys, showKeys] = useState(keysAreOn);
  const { helpIsOpen, watched } = store;
  useEffect(() => {
    if (helpIsOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [helpIsOpen]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={() => store.showHelp(false)}>
      {helpIsOpen && (
        <>
          <header>
            <h2 id="help-title">Help</h2>
            <button type="button" class="tool" aria-label="Close" onClick={() => store.showHelp(false)}>
              <Icon name="close" />
            </button>
          </header>
          <dl class="keys">
            {keyWords.map(([key, what]) => (
              <div>
                <dt>
                  {key.split(', ').map((one) => (
                    <kbd>{one}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <label class="check">
            <input
              type="checkbox"
              checked={keys}
              onChange={({ currentTarget }) => {
                setKeys(currentTarget.checked);
                showKeys(currentTarget.checked);
              }}
            />{' '}
            Single letters are commands
          </label>
          {watched.server && (
            <p class="dim">
              The server keeps the latest {watched.server.keeps.attempts} attempts for this page, and at most{' '}
              {byteWords(watched.server.keeps.bytesPerConnection)} of each connection. The page asks nobody
              else for anything.
            </p>
          )}
        </>
      )}
    </dialog>
  );
}
