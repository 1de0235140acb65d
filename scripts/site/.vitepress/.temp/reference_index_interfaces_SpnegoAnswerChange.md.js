import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SpnegoAnswerChange","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/SpnegoAnswerChange.md","filePath":"reference/index/interfaces/SpnegoAnswerChange.md"}');
const _sfc_main = { name: "reference/index/interfaces/SpnegoAnswerChange.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-spnegoanswerchange" tabindex="-1">Interface: SpnegoAnswerChange <a class="header-anchor" href="#interface-spnegoanswerchange" aria-label="Permalink to &quot;Interface: SpnegoAnswerChange&quot;">​</a></h1><p>Changes of a NegTokenResp (RFC 4178 4.2.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-mechlistmic"></a> <code>mechListMic?</code></td><td><code>readonly</code></td><td><code>&quot;wrong&quot;</code> | <code>&quot;missing&quot;</code> | <code>&quot;early&quot;</code></td><td><code>wrong</code>: one bit is changed; <code>missing</code>: there is none; <code>early</code>: there is one that no key made. The first two alter an answer that has one, the last one that has none and asks for the next token.</td></tr><tr><td><a id="property-negstate"></a> <code>negState?</code></td><td><code>readonly</code></td><td>| <code>&quot;missing&quot;</code> | <code>&quot;accept-completed&quot;</code> | <code>&quot;accept-incomplete&quot;</code> | <code>&quot;reject&quot;</code> | <code>&quot;request-mic&quot;</code></td><td>The state that is told; <code>missing</code>: none is.</td></tr><tr><td><a id="property-responsetoken"></a> <code>responseToken?</code></td><td><code>readonly</code></td><td><code>&quot;missing&quot;</code> | <code>&quot;empty&quot;</code></td><td><code>missing</code>: the mechanism’s token is left out; <code>empty</code>: it has no bytes.</td></tr><tr><td><a id="property-supportedmech"></a> <code>supportedMech?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>An object identifier in dotted form; <code>missing</code>: there is none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/SpnegoAnswerChange.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SpnegoAnswerChange = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SpnegoAnswerChange as default
};
