import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: READ_DATA_OFFSET","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/READ_DATA_OFFSET.md","filePath":"reference/smb2-codec/variables/READ_DATA_OFFSET.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/READ_DATA_OFFSET.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-read_data_offset" tabindex="-1">Variable: READ_DATA_OFFSET <a class="header-anchor" href="#variable-read_data_offset" aria-label="Permalink to &quot;Variable: READ\\_DATA\\_OFFSET&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> READ_DATA_OFFSET</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> number</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>Offset of the data of a READ response from its header on ([MS-SMB2] 2.2.20): right behind the fixed part.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/READ_DATA_OFFSET.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const READ_DATA_OFFSET = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  READ_DATA_OFFSET as default
};
