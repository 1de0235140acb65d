import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SmbClientShows","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/SmbClientShows.md","filePath":"reference/index/interfaces/SmbClientShows.md"}');
const _sfc_main = { name: "reference/index/interfaces/SmbClientShows.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-smbclientshows" tabindex="-1">Interface: SmbClientShows <a class="header-anchor" href="#interface-smbclientshows" aria-label="Permalink to &quot;Interface: SmbClientShows&quot;">​</a></h1><p>The message that each client of SMB shows its user.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-linux"></a> <code>linux</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>mount -t cifs</code>; the kernel log has more.</td></tr><tr><td><a id="property-macos"></a> <code>macos</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The Finder.</td></tr><tr><td><a id="property-smbclient"></a> <code>smbclient</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Samba&#39;s smbclient.</td></tr><tr><td><a id="property-windows"></a> <code>windows</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Windows Explorer and <code>net use</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/SmbClientShows.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SmbClientShows = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SmbClientShows as default
};
