import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: NegotiateContextType","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/NegotiateContextType.md","filePath":"reference/smb2-codec/variables/NegotiateContextType.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/NegotiateContextType.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-negotiatecontexttype" tabindex="-1">Variable: NegotiateContextType <a class="header-anchor" href="#variable-negotiatecontexttype" aria-label="Permalink to &quot;Variable: NegotiateContextType&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> NegotiateContextType</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>ContextType of a negotiate context ([MS-SMB2] 2.2.3.1).</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-compression_capabilities"></a> <code>COMPRESSION_CAPABILITIES</code></td><td><code>3</code></td><td><code>0x0003</code></td><td>-</td></tr><tr><td><a id="property-encryption_capabilities"></a> <code>ENCRYPTION_CAPABILITIES</code></td><td><code>2</code></td><td><code>0x0002</code></td><td>-</td></tr><tr><td><a id="property-netname_negotiate_context_id"></a> <code>NETNAME_NEGOTIATE_CONTEXT_ID</code></td><td><code>5</code></td><td><code>0x0005</code></td><td>-</td></tr><tr><td><a id="property-posix_extensions"></a> <code>POSIX_EXTENSIONS</code></td><td><code>256</code></td><td><code>0x0100</code></td><td>SMB2_CONTEXTTYPE_RESERVED, which Linux and Samba use for the POSIX extensions.</td></tr><tr><td><a id="property-preauth_integrity_capabilities"></a> <code>PREAUTH_INTEGRITY_CAPABILITIES</code></td><td><code>1</code></td><td><code>0x0001</code></td><td>-</td></tr><tr><td><a id="property-rdma_transform_capabilities"></a> <code>RDMA_TRANSFORM_CAPABILITIES</code></td><td><code>7</code></td><td><code>0x0007</code></td><td>-</td></tr><tr><td><a id="property-signing_capabilities"></a> <code>SIGNING_CAPABILITIES</code></td><td><code>8</code></td><td><code>0x0008</code></td><td>-</td></tr><tr><td><a id="property-transport_capabilities"></a> <code>TRANSPORT_CAPABILITIES</code></td><td><code>6</code></td><td><code>0x0006</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/NegotiateContextType.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NegotiateContextType = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NegotiateContextType as default
};
