import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcCallAnonymous","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/RpcCallAnonymous.md","filePath":"reference/auth/interfaces/RpcCallAnonymous.md"}');
const _sfc_main = { name: "reference/auth/interfaces/RpcCallAnonymous.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpccallanonymous" tabindex="-1">Interface: RpcCallAnonymous <a class="header-anchor" href="#interface-rpccallanonymous" aria-label="Permalink to &quot;Interface: RpcCallAnonymous&quot;">​</a></h1><p>The first call over TCP that is carried out without a login. Reported once for a connection.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-interface"></a> <code>interface</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Its name, such as <code>epmapper</code>, or else its UUID.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;rpc-call-anonymous&quot;</code></td><td>-</td></tr><tr><td><a id="property-opnum"></a> <code>opnum</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The operation of the interface.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/RpcCallAnonymous.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcCallAnonymous = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcCallAnonymous as default
};
