import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: ShareCapabilities","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/ShareCapabilities.md","filePath":"reference/smb2-codec/variables/ShareCapabilities.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/ShareCapabilities.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-sharecapabilities" tabindex="-1">Variable: ShareCapabilities <a class="header-anchor" href="#variable-sharecapabilities" aria-label="Permalink to &quot;Variable: ShareCapabilities&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> ShareCapabilities</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p><code>SMB2_SHARE_CAP_…</code> ([MS-SMB2] 2.2.10).</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th></tr></thead><tbody><tr><td><a id="property-asymmetric"></a> <code>ASYMMETRIC</code></td><td><code>128</code></td><td><code>0x00000080</code></td></tr><tr><td><a id="property-cluster"></a> <code>CLUSTER</code></td><td><code>64</code></td><td><code>0x00000040</code></td></tr><tr><td><a id="property-continuous_availability"></a> <code>CONTINUOUS_AVAILABILITY</code></td><td><code>16</code></td><td><code>0x00000010</code></td></tr><tr><td><a id="property-dfs"></a> <code>DFS</code></td><td><code>8</code></td><td><code>0x00000008</code></td></tr><tr><td><a id="property-redirect_to_owner"></a> <code>REDIRECT_TO_OWNER</code></td><td><code>256</code></td><td><code>0x00000100</code></td></tr><tr><td><a id="property-scaleout"></a> <code>SCALEOUT</code></td><td><code>32</code></td><td><code>0x00000020</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/ShareCapabilities.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ShareCapabilities = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ShareCapabilities as default
};
