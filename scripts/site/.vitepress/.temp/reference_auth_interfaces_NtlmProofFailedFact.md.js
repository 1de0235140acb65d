import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NtlmProofFailedFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NtlmProofFailedFact.md","filePath":"reference/auth/interfaces/NtlmProofFailedFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NtlmProofFailedFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ntlmprooffailedfact" tabindex="-1">Interface: NtlmProofFailedFact <a class="header-anchor" href="#interface-ntlmprooffailedfact" aria-label="Permalink to &quot;Interface: NtlmProofFailedFact&quot;">​</a></h1><p>Evidence of a failed proof. Diagnosis uses it after the answer to find out how a password or a name was mangled. Secret: it holds the account with its hash.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-account"></a> <code>account</code></td><td><code>readonly</code></td><td><a href="./../../index/interfaces/Account.html"><code>Account</code></a> | <code>undefined</code></td><td>The account of that name; undefined: there is none.</td></tr><tr><td><a id="property-agreedflags"></a> <code>agreedFlags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The flags that are in both CHALLENGE and AUTHENTICATE.</td></tr><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>As sent, so as hashed.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;proof-failed&quot;</code></td><td>-</td></tr><tr><td><a id="property-lmresponse"></a> <code>lmResponse</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>Raw LmChallengeResponse.</td></tr><tr><td><a id="property-ntresponse"></a> <code>ntResponse</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>Raw NtChallengeResponse and LmChallengeResponse.</td></tr><tr><td><a id="property-serverchallenge"></a> <code>serverChallenge</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>8 bytes.</td></tr><tr><td><a id="property-user"></a> <code>user</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The user name as sent; the client hashes it in this form.</td></tr><tr><td><a id="property-workstation"></a> <code>workstation</code></td><td><code>readonly</code></td><td><code>string</code></td><td>As sent.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NtlmProofFailedFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NtlmProofFailedFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NtlmProofFailedFact as default
};
