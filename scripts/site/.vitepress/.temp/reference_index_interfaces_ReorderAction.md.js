import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReorderAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ReorderAction.md","filePath":"reference/index/interfaces/ReorderAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/ReorderAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-reorderaction" tabindex="-1">Interface: ReorderAction <a class="header-anchor" href="#interface-reorderaction" aria-label="Permalink to &quot;Interface: ReorderAction&quot;">​</a></h1><p>The answer leaves after the next one of the connection.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;reorder&quot;</code></td><td>-</td></tr><tr><td><a id="property-milliseconds"></a> <code>milliseconds?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>How long it waits for the next one; default 1000.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ReorderAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReorderAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReorderAction as default
};
