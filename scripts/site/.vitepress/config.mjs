import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assembled } from '../folders.mjs';
import { groups } from '../pages.mjs';
import { slugOf } from '../slug.mjs';

const reference = 'reference/';

/** Nothing is loaded from elsewhere: the theme brings its fonts, and the search its index. */
export default {
  title: 'smb2-auth-server',
  description: 'The SMB2/3 authentication server that tells you why each login passed or failed.',
  srcDir: '../../build/site-pages',
  outDir: '../../build/site',
  cacheDir: '../../build/site-cache',
  cleanUrls: false,
  lastUpdated: false,
  // The list of pages is one file, not a part of each.
  metaChunk: true,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify: slugOf },
    config: writePlainText,
  },
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    search: { provider: 'local', options: { _render: indexed } },
    outline: [2, 3],
    sidebar: [
      ...groups.map(({ title, pages }) => ({
        text: title,
        items: pages.map(({ title: text, path }) => ({ text, link: `/${path}` })),
      })),
      { text: 'API reference', collapsed: true, items: referenceItems() },
    ],
  },
};

/** Words of a page are text, never markup or an expression, but for the anchors in the tables of the reference. */
function writePlainText(md) {
  const render = md.render.bind(md);
  md.render = (source, env) => {
    md.set({ html: env?.relativePath?.startsWith(reference) === true });
    return render(source, env);
  };
  const { text } = md.renderer.rules;
  md.renderer.rules.text = (...args) => text(...args).replaceAll('{{', '&#123;&#123;');
}

/** The reference is found by its names alone: its words would hide the guides. */
function indexed(source, env, md) {
  const isReference = env.relativePath.startsWith(reference);
  const [name = ''] = isReference ? (/^# .*$/m.exec(source) ?? []) : [source];
  const html = md.render(name, env);
  return env.frontmatter?.search === false ? '' : html;
}

function referenceItems() {
  const folder = join(assembled, reference);
  if (!existsSync(folder)) return [];
  return [{ text: 'Entries', link: `/${reference}` }];
}
