import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SplitAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/SplitAction.md","filePath":"reference/index/interfaces/SplitAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/SplitAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-splitaction" tabindex="-1">Interface: SplitAction <a class="header-anchor" href="#interface-splitaction" aria-label="Permalink to &quot;Interface: SplitAction&quot;">​</a></h1><p>The answer leaves in pieces, each in a TCP segment of its own.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-bytes"></a> <code>bytes</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes of each piece but the last.</td></tr><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;split&quot;</code></td><td>-</td></tr><tr><td><a id="property-milliseconds"></a> <code>milliseconds?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Milliseconds between two pieces; default 1.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/SplitAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SplitAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SplitAction as default
};
