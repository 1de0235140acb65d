import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NegotiateResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/NegotiateResponse.md","filePath":"reference/smb2-codec/interfaces/NegotiateResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/NegotiateResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-negotiateresponse" tabindex="-1">Interface: NegotiateResponse <a class="header-anchor" href="#interface-negotiateresponse" aria-label="Permalink to &quot;Interface: NegotiateResponse&quot;">​</a></h1><p>SMB2 NEGOTIATE Response ([MS-SMB2] 2.2.4).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-capabilities"></a> <code>capabilities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/Capabilities.html">Capabilities</a>.</td></tr><tr><td><a id="property-dialectrevision"></a> <code>dialectRevision</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/Dialect.html">Dialect</a>.</td></tr><tr><td><a id="property-maxreadsize"></a> <code>maxReadSize</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-maxtransactsize"></a> <code>maxTransactSize</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-maxwritesize"></a> <code>maxWriteSize</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-negotiatecontexts"></a> <code>negotiateContexts</code></td><td><code>readonly</code></td><td>readonly <a href="./NegotiateContext.html"><code>NegotiateContext</code></a>[]</td><td>Only in 3.1.1; not written in any other dialect.</td></tr><tr><td><a id="property-securitybuffer"></a> <code>securityBuffer</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The token the server begins SPNEGO with, or nothing.</td></tr><tr><td><a id="property-securitymode"></a> <code>securityMode</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/SecurityMode.html">SecurityMode</a>.</td></tr><tr><td><a id="property-serverguid"></a> <code>serverGuid</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes.</td></tr><tr><td><a id="property-serverstarttime"></a> <code>serverStartTime</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>FILETIME.</td></tr><tr><td><a id="property-systemtime"></a> <code>systemTime</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>FILETIME.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/NegotiateResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NegotiateResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NegotiateResponse as default
};
