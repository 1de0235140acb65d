import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"After the login","description":"","frontmatter":{"title":"After the login"},"headers":[],"relativePath":"after-the-login.md","filePath":"after-the-login.md"}');
const _sfc_main = { name: "after-the-login.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="after-the-login" tabindex="-1">After the login <a class="header-anchor" href="#after-the-login" aria-label="Permalink to &quot;After the login&quot;">​</a></h1><p>A client that is let in always does something next, so that works as well: it lists shares (<code>srvsvc</code>, <code>wkssvc</code> over <code>IPC$</code>), shows names for SIDs (<code>lsarpc</code>), and reads and writes files in directories, or in shares that live as long as the server:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server serve --user alice:secret --share scans &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Listening on 127.0.0.1:4455</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ head -c 1200000 /dev/zero </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">&gt;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> invoice.pdf</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smbclient //127.0.0.1/scans -p 4455 -U alice%secret -c </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&#39;put invoice.pdf; mkdir 2024; rename invoice.pdf 2024\\invoice.pdf; cd 2024; ls&#39;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">putting file invoice.pdf as \\invoice.pdf (106533.1 kb/s) (average 106534.1 kb/s)</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  .                                   D        0  Wed Nov 25 16:52:18 2026</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  ..                                  D        0  Wed Nov 25 16:52:18 2026</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  invoice.pdf                         A  1200000  Wed Nov 25 16:52:18 2026</span></span>
<span class="line"></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">		66053021 blocks of size 4096. 19538075 blocks available</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("after-the-login.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const afterTheLogin = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  afterTheLogin as default
};
