import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: QueryDirectoryResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/type-aliases/QueryDirectoryResponse.md","filePath":"reference/smb2-codec/type-aliases/QueryDirectoryResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/type-aliases/QueryDirectoryResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-querydirectoryresponse" tabindex="-1">Type Alias: QueryDirectoryResponse <a class="header-anchor" href="#type-alias-querydirectoryresponse" aria-label="Permalink to &quot;Type Alias: QueryDirectoryResponse&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">type</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> QueryDirectoryResponse</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> =</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> OutputBuffer</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>SMB2 QUERY_DIRECTORY Response ([MS-SMB2] 2.2.34).</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/type-aliases/QueryDirectoryResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const QueryDirectoryResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  QueryDirectoryResponse as default
};
