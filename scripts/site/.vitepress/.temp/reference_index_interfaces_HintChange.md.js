import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HintChange","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HintChange.md","filePath":"reference/index/interfaces/HintChange.md"}');
const _sfc_main = { name: "reference/index/interfaces/HintChange.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-hintchange" tabindex="-1">Interface: HintChange <a class="header-anchor" href="#interface-hintchange" aria-label="Permalink to &quot;Interface: HintChange&quot;">​</a></h1><p>Changes of a NegTokenInit2 ([MS-SPNG] 2.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-form"></a> <code>form?</code></td><td><code>readonly</code></td><td><code>&quot;missing&quot;</code> | <code>&quot;malformed&quot;</code></td><td><code>missing</code>: no bytes at all; <code>malformed</code>: its last byte is left out.</td></tr><tr><td><a id="property-oids"></a> <code>oids?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Object identifiers in dotted form instead of those of the server.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HintChange.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HintChange = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HintChange as default
};
