import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DuplicateAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/DuplicateAction.md","filePath":"reference/index/interfaces/DuplicateAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/DuplicateAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-duplicateaction" tabindex="-1">Interface: DuplicateAction <a class="header-anchor" href="#interface-duplicateaction" aria-label="Permalink to &quot;Interface: DuplicateAction&quot;">​</a></h1><p>The answer is sent twice, byte for byte.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;duplicate&quot;</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/DuplicateAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DuplicateAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DuplicateAction as default
};
