import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Miscomputation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/Miscomputation.md","filePath":"reference/auth/interfaces/Miscomputation.md"}');
const _sfc_main = { name: "reference/auth/interfaces/Miscomputation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-miscomputation" tabindex="-1">Interface: Miscomputation <a class="header-anchor" href="#interface-miscomputation" aria-label="Permalink to &quot;Interface: Miscomputation&quot;">​</a></h1><p>A proof that a client makes of the right password by a wrong computation.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-matches"></a> <code>matches</code></td><td><code>readonly</code></td><td>() =&gt; <code>boolean</code></td><td>Whether the proof is the one that the mistake makes; constant time.</td></tr><tr><td><a id="property-variant"></a> <code>variant</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Stable name, such as <code>zero-challenge</code>.</td></tr><tr><td><a id="property-words"></a> <code>words</code></td><td><code>readonly</code></td><td><code>string</code></td><td>As the end of “the proof is right …”.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/Miscomputation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Miscomputation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Miscomputation as default
};
