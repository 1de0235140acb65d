import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CarrierReasonText","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/CarrierReasonText.md","filePath":"reference/index/interfaces/CarrierReasonText.md"}');
const _sfc_main = { name: "reference/index/interfaces/CarrierReasonText.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-carrierreasontext" tabindex="-1">Interface: CarrierReasonText <a class="header-anchor" href="#interface-carrierreasontext" aria-label="Permalink to &quot;Interface: CarrierReasonText&quot;">​</a></h1><p>The words about a reason that SMB has not, before anything is known about the attempt.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>Pick</code>&lt;<a href="./ReasonText.html"><code>ReasonText</code></a>, <code>&quot;sentence&quot;</code> | <code>&quot;advice&quot;</code> | <code>&quot;section&quot;</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Inherited from</th></tr></thead><tbody><tr><td><a id="property-advice"></a> <code>advice</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The advice.</td><td><a href="./ReasonText.html"><code>ReasonText</code></a>.<a href="./ReasonText.html#property-advice"><code>advice</code></a></td></tr><tr><td><a id="property-clientshows"></a> <code>clientShows</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/ClientShows.html"><code>ClientShows</code></a></td><td>The message of each client of the carriers that have this reason.</td><td>-</td></tr><tr><td><a id="property-section"></a> <code>section</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The section of the specification with the rule that decided.</td><td><a href="./ReasonText.html"><code>ReasonText</code></a>.<a href="./ReasonText.html#property-section"><code>section</code></a></td></tr><tr><td><a id="property-sentence"></a> <code>sentence</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The event, in one sentence.</td><td><a href="./ReasonText.html"><code>ReasonText</code></a>.<a href="./ReasonText.html#property-sentence"><code>sentence</code></a></td></tr><tr><td><a id="property-symptoms"></a> <code>symptoms?</code></td><td><code>readonly</code></td><td><a href="./CarrierSymptoms.html"><code>CarrierSymptoms</code></a></td><td>The errors among those messages; absent: there are none, or none to search for.</td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/CarrierReasonText.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CarrierReasonText = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CarrierReasonText as default
};
