import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Diagnosis<Reason, Shows>","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Diagnosis.md","filePath":"reference/index/interfaces/Diagnosis.md"}');
const _sfc_main = { name: "reference/index/interfaces/Diagnosis.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-diagnosisreason-shows" tabindex="-1">Interface: Diagnosis&lt;Reason, Shows&gt; <a class="header-anchor" href="#interface-diagnosisreason-shows" aria-label="Permalink to &quot;Interface: Diagnosis\\&lt;Reason, Shows\\&gt;&quot;">​</a></h1><p>The explanation of an answer: reason, sentences, advice.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./AttemptRecord.html"><code>AttemptRecord</code></a></li><li><a href="./FailureRecord.html"><code>FailureRecord</code></a></li><li><a href="./IncidentRecord.html"><code>IncidentRecord</code></a></li><li><a href="./TreeRecord.html"><code>TreeRecord</code></a></li></ul><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Type Parameter</th><th>Default type</th></tr></thead><tbody><tr><td><a id="type-parameter-reason"></a> <code>Reason</code> <em>extends</em> <code>string</code></td><td>-</td></tr><tr><td><a id="type-parameter-shows"></a> <code>Shows</code> <em>extends</em> <a href="./../type-aliases/ClientShows.html"><code>ClientShows</code></a></td><td><a href="./SmbClientShows.html"><code>SmbClientShows</code></a></td></tr></tbody></table><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-advice"></a> <code>advice</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The remedy.</td></tr><tr><td><a id="property-clientshows"></a> <code>clientShows</code></td><td><code>readonly</code></td><td><code>Shows</code></td><td>The message that each client of the carrier shows its user.</td></tr><tr><td><a id="property-explanation"></a> <code>explanation</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The event, with the evidence. May quote what the client sent; use <code>printable</code> before showing it.</td></tr><tr><td><a id="property-reason"></a> <code>reason</code></td><td><code>readonly</code></td><td><code>Reason</code></td><td>Stable code; <code>REASONS.md</code> has them all.</td></tr><tr><td><a id="property-section"></a> <code>section</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The section of the rule that decided.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Diagnosis.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Diagnosis = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Diagnosis as default
};
