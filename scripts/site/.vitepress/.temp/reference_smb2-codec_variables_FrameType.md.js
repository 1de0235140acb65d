import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: FrameType","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/FrameType.md","filePath":"reference/smb2-codec/variables/FrameType.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/FrameType.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-frametype" tabindex="-1">Variable: FrameType <a class="header-anchor" href="#variable-frametype" aria-label="Permalink to &quot;Variable: FrameType&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> FrameType</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>First byte of a frame: 0 in direct TCP ([MS-SMB2] 2.1), the others only in NetBIOS over TCP (RFC 1002 4.3).</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th></tr></thead><tbody><tr><td><a id="property-keep_alive"></a> <code>KEEP_ALIVE</code></td><td><code>133</code></td><td><code>0x85</code></td></tr><tr><td><a id="property-negative_session_response"></a> <code>NEGATIVE_SESSION_RESPONSE</code></td><td><code>131</code></td><td><code>0x83</code></td></tr><tr><td><a id="property-positive_session_response"></a> <code>POSITIVE_SESSION_RESPONSE</code></td><td><code>130</code></td><td><code>0x82</code></td></tr><tr><td><a id="property-retarget_session_response"></a> <code>RETARGET_SESSION_RESPONSE</code></td><td><code>132</code></td><td><code>0x84</code></td></tr><tr><td><a id="property-session_message"></a> <code>SESSION_MESSAGE</code></td><td><code>0</code></td><td><code>0x00</code></td></tr><tr><td><a id="property-session_request"></a> <code>SESSION_REQUEST</code></td><td><code>129</code></td><td><code>0x81</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/FrameType.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FrameType = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FrameType as default
};
