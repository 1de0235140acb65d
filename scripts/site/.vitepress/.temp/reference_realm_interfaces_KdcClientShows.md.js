import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: KdcClientShows","description":"","frontmatter":{},"headers":[],"relativePath":"reference/realm/interfaces/KdcClientShows.md","filePath":"reference/realm/interfaces/KdcClientShows.md"}');
const _sfc_main = { name: "reference/realm/interfaces/KdcClientShows.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-kdcclientshows" tabindex="-1">Interface: KdcClientShows <a class="header-anchor" href="#interface-kdcclientshows" aria-label="Permalink to &quot;Interface: KdcClientShows&quot;">​</a></h1><p>The messages that clients show for an answer of a KDC.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-linux"></a> <code>linux</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>mount -t cifs -o sec=krb5</code>, whose helper takes tickets from a cache.</td></tr><tr><td><a id="property-mit"></a> <code>mit</code></td><td><code>readonly</code></td><td><code>string</code></td><td>MIT&#39;s programs: <code>kinit</code> for an AS exchange, <code>kvno</code> for a TGS exchange.</td></tr><tr><td><a id="property-smbclient"></a> <code>smbclient</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Samba&#39;s smbclient with <code>--use-kerberos=required</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/realm/interfaces/KdcClientShows.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const KdcClientShows = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  KdcClientShows as default
};
