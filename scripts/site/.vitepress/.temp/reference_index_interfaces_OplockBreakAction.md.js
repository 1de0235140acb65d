import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OplockBreakAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/OplockBreakAction.md","filePath":"reference/index/interfaces/OplockBreakAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/OplockBreakAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-oplockbreakaction" tabindex="-1">Interface: OplockBreakAction <a class="header-anchor" href="#interface-oplockbreakaction" aria-label="Permalink to &quot;Interface: OplockBreakAction&quot;">​</a></h1><p>An oplock break comes before the answer: of the file that CREATE opens, otherwise of one that is not open.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;oplock-break&quot;</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/OplockBreakAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OplockBreakAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OplockBreakAction as default
};
