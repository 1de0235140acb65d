import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProofRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ProofRecord.md","filePath":"reference/index/interfaces/ProofRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/ProofRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-proofrecord" tabindex="-1">Interface: ProofRecord <a class="header-anchor" href="#interface-proofrecord" aria-label="Permalink to &quot;Interface: ProofRecord&quot;">​</a></h1><p>How a client proved itself, or tried to, by the mechanism&#39;s own account. A mechanism adds fields of its own.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./KerberosRecord.html"><code>KerberosRecord</code></a></li><li><a href="./NtlmRecord.html"><code>NtlmRecord</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-channelbindings"></a> <code>channelBindings?</code></td><td><code>readonly</code></td><td><code>&quot;absent&quot;</code> | <code>&quot;zero&quot;</code> | <code>&quot;present&quot;</code></td><td>The channel bindings that the client sent; undefined: the message has no room for them, or is not known.</td></tr><tr><td><a id="property-machine"></a> <code>machine?</code></td><td><code>readonly</code></td><td><a href="./MachineIdentity.html"><code>MachineIdentity</code></a></td><td>The client&#39;s machine, as it says itself; absent: it says nothing of it.</td></tr><tr><td><a id="property-mechanism"></a> <code>mechanism</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the mechanism, such as <code>NTLM</code>.</td></tr><tr><td><a id="property-passwordtype"></a> <code>passwordType</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>As <code>passwordType</code> of Samba&#39;s audit; undefined: nothing was proved, or nothing is known of it.</td></tr><tr><td><a id="property-remarks"></a> <code>remarks</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Further observations on the messages, in a few words each: <code>MIC valid</code>.</td></tr><tr><td><a id="property-version"></a> <code>version</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The kind of proof in a word, such as <code>NTLMv2</code>; undefined: the client did not come to one.</td></tr><tr><td><a id="property-weaknesses"></a> <code>weaknesses</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Codes of the weaknesses that this login shows; <code>MechanismWords.weaknesses</code> has them.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ProofRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProofRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProofRecord as default
};
