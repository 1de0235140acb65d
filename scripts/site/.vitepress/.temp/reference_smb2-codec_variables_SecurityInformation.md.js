import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: SecurityInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/SecurityInformation.md","filePath":"reference/smb2-codec/variables/SecurityInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/SecurityInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-securityinformation" tabindex="-1">Variable: SecurityInformation <a class="header-anchor" href="#variable-securityinformation" aria-label="Permalink to &quot;Variable: SecurityInformation&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> SecurityInformation</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p><code>…_SECURITY_INFORMATION</code>: which parts of a security descriptor are meant ([MS-SMB2] 2.2.37).</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th></tr></thead><tbody><tr><td><a id="property-attribute"></a> <code>ATTRIBUTE</code></td><td><code>32</code></td><td><code>0x00000020</code></td></tr><tr><td><a id="property-backup"></a> <code>BACKUP</code></td><td><code>65536</code></td><td><code>0x00010000</code></td></tr><tr><td><a id="property-dacl"></a> <code>DACL</code></td><td><code>4</code></td><td><code>0x00000004</code></td></tr><tr><td><a id="property-group"></a> <code>GROUP</code></td><td><code>2</code></td><td><code>0x00000002</code></td></tr><tr><td><a id="property-label"></a> <code>LABEL</code></td><td><code>16</code></td><td><code>0x00000010</code></td></tr><tr><td><a id="property-owner"></a> <code>OWNER</code></td><td><code>1</code></td><td><code>0x00000001</code></td></tr><tr><td><a id="property-sacl"></a> <code>SACL</code></td><td><code>8</code></td><td><code>0x00000008</code></td></tr><tr><td><a id="property-scope"></a> <code>SCOPE</code></td><td><code>64</code></td><td><code>0x00000040</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/SecurityInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SecurityInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SecurityInformation as default
};
