import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: ProtocolId","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/ProtocolId.md","filePath":"reference/smb2-codec/variables/ProtocolId.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/ProtocolId.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-protocolid" tabindex="-1">Variable: ProtocolId <a class="header-anchor" href="#variable-protocolid" aria-label="Permalink to &quot;Variable: ProtocolId&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> ProtocolId</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>First four bytes of a message, read as a little-endian 32-bit number.</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-compression_transform"></a> <code>COMPRESSION_TRANSFORM</code></td><td><code>1112364028</code></td><td><code>0x424d53fc</code></td><td><code>FC &#39;SMB&#39;</code>, a compressed message ([MS-SMB2] 2.2.42)</td></tr><tr><td><a id="property-smb1"></a> <code>SMB1</code></td><td><code>1112364031</code></td><td><code>0x424d53ff</code></td><td><code>FF &#39;SMB&#39;</code> ([MS-CIFS] 2.2.3.1)</td></tr><tr><td><a id="property-smb2"></a> <code>SMB2</code></td><td><code>1112364030</code></td><td><code>0x424d53fe</code></td><td><code>FE &#39;SMB&#39;</code> ([MS-SMB2] 2.2.1)</td></tr><tr><td><a id="property-transform"></a> <code>TRANSFORM</code></td><td><code>1112364029</code></td><td><code>0x424d53fd</code></td><td><code>FD &#39;SMB&#39;</code>, an encrypted message ([MS-SMB2] 2.2.41)</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/ProtocolId.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProtocolId = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProtocolId as default
};
