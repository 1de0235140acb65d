import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MechListMicAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/MechListMicAction.md","filePath":"reference/index/interfaces/MechListMicAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/MechListMicAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mechlistmicaction" tabindex="-1">Interface: MechListMicAction <a class="header-anchor" href="#interface-mechlistmicaction" aria-label="Permalink to &quot;Interface: MechListMicAction&quot;">​</a></h1><p>The mechListMIC of an answer that has one is wrong or missing; <code>early</code>: an answer that asks for the next token has one, before there is a key.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;mech-list-mic&quot;</code></td><td>-</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td><code>&quot;wrong&quot;</code> | <code>&quot;missing&quot;</code> | <code>&quot;early&quot;</code></td><td><code>wrong</code>: one bit is changed.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/MechListMicAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MechListMicAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MechListMicAction as default
};
