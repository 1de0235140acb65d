import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CheckFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/CheckFact.md","filePath":"reference/auth/interfaces/CheckFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/CheckFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-checkfact" tabindex="-1">Interface: CheckFact <a class="header-anchor" href="#interface-checkfact" aria-label="Permalink to &quot;Interface: CheckFact&quot;">​</a></h1><p>A check that a layer made, reported at that moment. A check that was not reached is not reported.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-check"></a> <code>check</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Stable name such as <code>nt-proof</code>.</td></tr><tr><td><a id="property-data"></a> <code>data?</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code> | <code>number</code> | <code>boolean</code>&gt;&gt;</td><td>The detail as data, for programs, such as <code>{ avId: 3 }</code>. No program reads the words.</td></tr><tr><td><a id="property-detail"></a> <code>detail?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The value seen and the one expected, in words; never a secret.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;check&quot;</code></td><td>-</td></tr><tr><td><a id="property-outcome"></a> <code>outcome</code></td><td><code>readonly</code></td><td><code>&quot;passed&quot;</code> | <code>&quot;failed&quot;</code></td><td>The outcome; a check that was not reached is not reported.</td></tr><tr><td><a id="property-section"></a> <code>section</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The section of the rule, such as <code>[MS-NLMP] 3.2.5.1.2</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/CheckFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CheckFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CheckFact as default
};
