import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: Smb1Dialect","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/Smb1Dialect.md","filePath":"reference/smb2-codec/variables/Smb1Dialect.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/Smb1Dialect.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-smb1dialect" tabindex="-1">Variable: Smb1Dialect <a class="header-anchor" href="#variable-smb1dialect" aria-label="Permalink to &quot;Variable: Smb1Dialect&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> Smb1Dialect</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>SMB1 dialect strings by which a client offers SMB2 ([MS-SMB2] 3.3.5.3).</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-smb_2_002"></a> <code>SMB_2_002</code></td><td><code>&quot;SMB 2.002&quot;</code></td><td><code>&#39;SMB 2.002&#39;</code></td><td>Offers 2.0.2.</td></tr><tr><td><a id="property-smb_2_wildcard"></a> <code>SMB_2_WILDCARD</code></td><td><code>&quot;SMB 2.???&quot;</code></td><td><code>&#39;SMB 2.???&#39;</code></td><td>Offers 2.1 or later; answered with <a href="./Dialect.html">Dialect</a>.WILDCARD.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/Smb1Dialect.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Smb1Dialect = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Smb1Dialect as default
};
