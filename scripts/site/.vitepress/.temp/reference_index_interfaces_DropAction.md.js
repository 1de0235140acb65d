import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DropAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/DropAction.md","filePath":"reference/index/interfaces/DropAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/DropAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-dropaction" tabindex="-1">Interface: DropAction <a class="header-anchor" href="#interface-dropaction" aria-label="Permalink to &quot;Interface: DropAction&quot;">​</a></h1><p>The KDC does not answer: over UDP nothing comes, and over TCP the connection stays without an answer.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;drop&quot;</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/DropAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DropAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DropAction as default
};
