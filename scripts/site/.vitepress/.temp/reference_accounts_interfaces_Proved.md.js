import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Proved","description":"","frontmatter":{},"headers":[],"relativePath":"reference/accounts/interfaces/Proved.md","filePath":"reference/accounts/interfaces/Proved.md"}');
const _sfc_main = { name: "reference/accounts/interfaces/Proved.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-proved" tabindex="-1">Interface: Proved <a class="header-anchor" href="#interface-proved" aria-label="Permalink to &quot;Interface: Proved&quot;">​</a></h1><p>A right response: the key and the user. One of <code>sessionBaseKey</code> and <code>keyExchangeKey</code> is given; with a response of kind <code>lm</code> it must be <code>keyExchangeKey</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-identity"></a> <code>identity</code></td><td><code>readonly</code></td><td><a href="./ProvedIdentity.html"><code>ProvedIdentity</code></a></td><td>The user that the response proves.</td></tr><tr><td><a id="property-keyexchangekey"></a> <code>keyExchangeKey?</code></td><td><code>readonly</code></td><td><code>Uint8Array</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>KeyExchangeKey ([MS-NLMP] 3.4.5.1), 16 bytes. Secret.</td></tr><tr><td><a id="property-lmkey"></a> <code>lmKey?</code></td><td><code>readonly</code></td><td><code>Uint8Array</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>The first 8 bytes of LMOWFv1 (LMKey of NETLOGON_VALIDATION_SAM_INFO). It is needed only with NTLMSSP_NEGOTIATE_LM_KEY, which is granted if policy accepts LM responses. Secret.</td></tr><tr><td><a id="property-sessionbasekey"></a> <code>sessionBaseKey?</code></td><td><code>readonly</code></td><td><code>Uint8Array</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>SessionBaseKey ([MS-NLMP] 3.3), 16 bytes, as NETLOGON_VALIDATION_SAM_INFO has it in UserSessionKey. Secret.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/accounts/interfaces/Proved.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Proved = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Proved as default
};
