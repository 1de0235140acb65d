import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HintAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HintAction.md","filePath":"reference/index/interfaces/HintAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/HintAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-hintaction" tabindex="-1">Interface: HintAction <a class="header-anchor" href="#interface-hintaction" aria-label="Permalink to &quot;Interface: HintAction&quot;">​</a></h1><p>The NegTokenInit2 of the server offers other mechanisms, or is none.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;hint&quot;</code></td><td>-</td></tr><tr><td><a id="property-form"></a> <code>form?</code></td><td><code>readonly</code></td><td><code>&quot;missing&quot;</code> | <code>&quot;malformed&quot;</code></td><td><code>missing</code>: the server says nothing; <code>malformed</code>: the last byte is cut off.</td></tr><tr><td><a id="property-mechanisms"></a> <code>mechanisms?</code></td><td><code>readonly</code></td><td>readonly <a href="./../type-aliases/OfferedMechanism.html"><code>OfferedMechanism</code></a>[]</td><td>The mechanisms in their order; default: those of the server.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HintAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HintAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HintAction as default
};
