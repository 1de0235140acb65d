import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReasonText","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ReasonText.md","filePath":"reference/index/interfaces/ReasonText.md"}');
const _sfc_main = { name: "reference/index/interfaces/ReasonText.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-reasontext" tabindex="-1">Interface: ReasonText <a class="header-anchor" href="#interface-reasontext" aria-label="Permalink to &quot;Interface: ReasonText&quot;">​</a></h1><p>The words about a reason before anything is known about the attempt.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./../../auth/interfaces/Rejection.html"><code>Rejection</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-advice"></a> <code>advice</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The advice.</td></tr><tr><td><a id="property-clientshows"></a> <code>clientShows</code></td><td><code>readonly</code></td><td><a href="./SmbClientShows.html"><code>SmbClientShows</code></a></td><td>The message of each client for this reason.</td></tr><tr><td><a id="property-section"></a> <code>section</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The section of the specification with the rule that decided.</td></tr><tr><td><a id="property-sentence"></a> <code>sentence</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The event, in one sentence.</td></tr><tr><td><a id="property-symptoms"></a> <code>symptoms?</code></td><td><code>readonly</code></td><td><a href="./Symptoms.html"><code>Symptoms</code></a></td><td>The errors among those messages; absent: there are none, or none to search for.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ReasonText.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReasonText = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReasonText as default
};
