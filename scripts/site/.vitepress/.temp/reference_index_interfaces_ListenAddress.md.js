import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ListenAddress","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ListenAddress.md","filePath":"reference/index/interfaces/ListenAddress.md"}');
const _sfc_main = { name: "reference/index/interfaces/ListenAddress.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-listenaddress" tabindex="-1">Interface: ListenAddress <a class="header-anchor" href="#interface-listenaddress" aria-label="Permalink to &quot;Interface: ListenAddress&quot;">​</a></h1><p>Where a server listens.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-host"></a> <code>host</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The host of the options, or the address that it became.</td></tr><tr><td><a id="property-port"></a> <code>port</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The TCP port; never 0.</td></tr><tr><td><a id="property-tls"></a> <code>tls?</code></td><td><code>readonly</code></td><td><a href="./Fingerprints.html"><code>Fingerprints</code></a></td><td>The certificate of a carrier that speaks TLS; absent: it speaks none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ListenAddress.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ListenAddress = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ListenAddress as default
};
