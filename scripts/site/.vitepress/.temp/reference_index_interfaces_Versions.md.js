import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Versions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Versions.md","filePath":"reference/index/interfaces/Versions.md"}');
const _sfc_main = { name: "reference/index/interfaces/Versions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-versions" tabindex="-1">Interface: Versions <a class="header-anchor" href="#interface-versions" aria-label="Permalink to &quot;Interface: Versions&quot;">​</a></h1><p>The program that records.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-node"></a> <code>node</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Version of Node.js.</td></tr><tr><td><a id="property-platform"></a> <code>platform</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>linux</code>.</td></tr><tr><td><a id="property-software"></a> <code>software</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Version of this package.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Versions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Versions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Versions as default
};
