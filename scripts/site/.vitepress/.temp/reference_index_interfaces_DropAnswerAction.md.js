import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DropAnswerAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/DropAnswerAction.md","filePath":"reference/index/interfaces/DropAnswerAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/DropAnswerAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-dropansweraction" tabindex="-1">Interface: DropAnswerAction <a class="header-anchor" href="#interface-dropansweraction" aria-label="Permalink to &quot;Interface: DropAnswerAction&quot;">​</a></h1><p>There is no answer; the connection goes on.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;drop-answer&quot;</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/DropAnswerAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DropAnswerAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DropAnswerAction as default
};
