import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TokensRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/TokensRecord.md","filePath":"reference/index/interfaces/TokensRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/TokensRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tokensrecord" tabindex="-1">Interface: TokensRecord <a class="header-anchor" href="#interface-tokensrecord" aria-label="Permalink to &quot;Interface: TokensRecord&quot;">​</a></h1><p>SPNEGO, or a mechanism without it.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./CredSspLoginRecord.html"><code>CredSspLoginRecord</code></a></li><li><a href="./HttpLoginRecord.html"><code>HttpLoginRecord</code></a></li><li><a href="./PipeLoginRecord.html"><code>PipeLoginRecord</code></a></li><li><a href="./RpcLoginRecord.html"><code>RpcLoginRecord</code></a></li><li><a href="./SmbLoginRecord.html"><code>SmbLoginRecord</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-authdescription"></a> <code>authDescription</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The mechanism as Samba&#39;s audit calls it, such as <code>NTLMSSP</code>.</td></tr><tr><td><a id="property-mechanism"></a> <code>mechanism</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The mechanism that was chosen; undefined: none.</td></tr><tr><td><a id="property-mechlistmic"></a> <code>mechListMic</code></td><td><code>readonly</code></td><td><code>&quot;invalid&quot;</code> | <code>&quot;valid&quot;</code> | <code>&quot;absent&quot;</code> | <code>&quot;unverifiable&quot;</code> | <code>undefined</code></td><td>The client&#39;s MIC over its list of mechanisms (RFC 4178 5); undefined: it did not come to that.</td></tr><tr><td><a id="property-offeredmechanisms"></a> <code>offeredMechanisms</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of the mechanisms in the client&#39;s order, each once; without SPNEGO, the mechanism of the token.</td></tr><tr><td><a id="property-optimistictoken"></a> <code>optimisticToken</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether a token of the client&#39;s first mechanism came with its list, such as a ticket of Kerberos.</td></tr><tr><td><a id="property-spnego"></a> <code>spnego</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether SPNEGO carried the tokens.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/TokensRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TokensRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TokensRecord as default
};
