import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: NO_FILE_ID","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/variables/NO_FILE_ID.md","filePath":"reference/smb2-codec/variables/NO_FILE_ID.md"}');
const _sfc_main = { name: "reference/smb2-codec/variables/NO_FILE_ID.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-no_file_id" tabindex="-1">Variable: NO_FILE_ID <a class="header-anchor" href="#variable-no_file_id" aria-label="Permalink to &quot;Variable: NO\\_FILE\\_ID&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> NO_FILE_ID</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> FileId</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>All ones: &quot;the open of the previous request&quot; in a related compound ([MS-SMB2] 3.3.5.2.7.2), and &quot;no open&quot; in an IOCTL that needs none.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/variables/NO_FILE_ID.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NO_FILE_ID = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NO_FILE_ID as default
};
