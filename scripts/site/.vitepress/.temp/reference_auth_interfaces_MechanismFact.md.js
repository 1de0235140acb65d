import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MechanismFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/MechanismFact.md","filePath":"reference/auth/interfaces/MechanismFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/MechanismFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mechanismfact" tabindex="-1">Interface: MechanismFact <a class="header-anchor" href="#interface-mechanismfact" aria-label="Permalink to &quot;Interface: MechanismFact&quot;">​</a></h1><p>A fact in a mechanism&#39;s own terms; only the words of that mechanism read it. It may hold secrets.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-fact"></a> <code>fact</code></td><td><code>readonly</code></td><td><code>object</code></td><td>A plain value; copy bytes into it, because the fact may be held as long as the connection lasts.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;mechanism&quot;</code></td><td>-</td></tr><tr><td><a id="property-mechanism"></a> <code>mechanism</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the mechanism, such as <code>NTLM</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/MechanismFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MechanismFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MechanismFact as default
};
