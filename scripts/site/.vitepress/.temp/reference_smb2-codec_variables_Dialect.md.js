import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: Dialect","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/Dialect.md","filePath":"reference/smb2-codec/variables/Dialect.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/Dialect.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-dialect" tabindex="-1">Variable: Dialect <a class="header-anchor" href="#variable-dialect" aria-label="Permalink to &quot;Variable: Dialect&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> Dialect</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>Dialect revision numbers ([MS-SMB2] 2.2.3, 2.2.4).</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-smb_2_0_2"></a> <code>SMB_2_0_2</code></td><td><code>514</code></td><td><code>0x0202</code></td><td>-</td></tr><tr><td><a id="property-smb_2_1"></a> <code>SMB_2_1</code></td><td><code>528</code></td><td><code>0x0210</code></td><td>-</td></tr><tr><td><a id="property-smb_3_0"></a> <code>SMB_3_0</code></td><td><code>768</code></td><td><code>0x0300</code></td><td>-</td></tr><tr><td><a id="property-smb_3_0_2"></a> <code>SMB_3_0_2</code></td><td><code>770</code></td><td><code>0x0302</code></td><td>-</td></tr><tr><td><a id="property-smb_3_1_1"></a> <code>SMB_3_1_1</code></td><td><code>785</code></td><td><code>0x0311</code></td><td>-</td></tr><tr><td><a id="property-wildcard"></a> <code>WILDCARD</code></td><td><code>767</code></td><td><code>0x02ff</code></td><td>Answer to the SMB1 dialect string &quot;SMB 2.???&quot;: a second NEGOTIATE follows.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/Dialect.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Dialect = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Dialect as default
};
