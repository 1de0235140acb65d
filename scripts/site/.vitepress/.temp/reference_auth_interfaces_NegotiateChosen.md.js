import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NegotiateChosen","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NegotiateChosen.md","filePath":"reference/auth/interfaces/NegotiateChosen.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NegotiateChosen.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-negotiatechosen" tabindex="-1">Interface: NegotiateChosen <a class="header-anchor" href="#interface-negotiatechosen" aria-label="Permalink to &quot;Interface: NegotiateChosen&quot;">​</a></h1><p>The contents of the NEGOTIATE response ([MS-SMB2] 3.3.5.4).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-cipher"></a> <code>cipher?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>CipherId; absent: none.</td></tr><tr><td><a id="property-dialect"></a> <code>dialect</code></td><td><code>readonly</code></td><td><code>number</code></td><td>DialectRevision, never a wildcard.</td></tr><tr><td><a id="property-encryption"></a> <code>encryption</code></td><td><code>readonly</code></td><td><code>&quot;enabled&quot;</code> | <code>&quot;required&quot;</code> | <code>&quot;off&quot;</code></td><td>The policy of the server.</td></tr><tr><td><a id="property-hashalgorithm"></a> <code>hashAlgorithm?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>HashAlgorithm, CipherId and SigningAlgorithmId of 3.1.1; CipherId 2 (or 1) under 3.0.x with encryption.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;negotiate-chosen&quot;</code></td><td>-</td></tr><tr><td><a id="property-signing"></a> <code>signing</code></td><td><code>readonly</code></td><td><code>&quot;enabled&quot;</code> | <code>&quot;required&quot;</code></td><td>The policy of the server.</td></tr><tr><td><a id="property-signingalgorithm"></a> <code>signingAlgorithm?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>SigningAlgorithmId; absent: that of the dialect.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NegotiateChosen.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NegotiateChosen = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NegotiateChosen as default
};
