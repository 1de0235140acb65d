import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Endpoint","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Endpoint.md","filePath":"reference/index/interfaces/Endpoint.md"}');
const _sfc_main = { name: "reference/index/interfaces/Endpoint.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-endpoint" tabindex="-1">Interface: Endpoint <a class="header-anchor" href="#interface-endpoint" aria-label="Permalink to &quot;Interface: Endpoint&quot;">​</a></h1><p>An end of a connection.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./../../realm/interfaces/KdcPeer.html"><code>KdcPeer</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-address"></a> <code>address</code></td><td><code>readonly</code></td><td><code>string</code></td><td>An IP address as text.</td></tr><tr><td><a id="property-port"></a> <code>port</code></td><td><code>readonly</code></td><td><code>number</code></td><td>A TCP port.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Endpoint.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Endpoint = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Endpoint as default
};
