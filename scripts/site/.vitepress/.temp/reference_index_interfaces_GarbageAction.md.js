import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: GarbageAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/GarbageAction.md","filePath":"reference/index/interfaces/GarbageAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/GarbageAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-garbageaction" tabindex="-1">Interface: GarbageAction <a class="header-anchor" href="#interface-garbageaction" aria-label="Permalink to &quot;Interface: GarbageAction&quot;">​</a></h1><p>Random bytes leave in the place of the message, as many as it has; a length in front of them is right.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;garbage&quot;</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/GarbageAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GarbageAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GarbageAction as default
};
