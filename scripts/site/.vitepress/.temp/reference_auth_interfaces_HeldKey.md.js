import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HeldKey","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/HeldKey.md","filePath":"reference/auth/interfaces/HeldKey.md"}');
const _sfc_main = { name: "reference/auth/interfaces/HeldKey.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-heldkey" tabindex="-1">Interface: HeldKey <a class="header-anchor" href="#interface-heldkey" aria-label="Permalink to &quot;Interface: HeldKey&quot;">​</a></h1><p>A service key without its bytes.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-etype"></a> <code>etype</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Number of its encryption type.</td></tr><tr><td><a id="property-kvno"></a> <code>kvno</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Its version.</td></tr><tr><td><a id="property-principal"></a> <code>principal</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The principal it belongs to, with its realm.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/HeldKey.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HeldKey = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HeldKey as default
};
