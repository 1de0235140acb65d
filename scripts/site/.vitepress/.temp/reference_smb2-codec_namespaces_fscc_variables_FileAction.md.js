import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: FileAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/variables/FileAction.md","filePath":"reference/smb2-codec/namespaces/fscc/variables/FileAction.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/variables/FileAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-fileaction" tabindex="-1">Variable: FileAction <a class="header-anchor" href="#variable-fileaction" aria-label="Permalink to &quot;Variable: FileAction&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> FileAction</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p><code>FILE_ACTION_…</code> ([MS-FSCC] 2.7.1).</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th></tr></thead><tbody><tr><td><a id="property-added"></a> <code>ADDED</code></td><td><code>1</code></td><td><code>0x00000001</code></td></tr><tr><td><a id="property-added_stream"></a> <code>ADDED_STREAM</code></td><td><code>6</code></td><td><code>0x00000006</code></td></tr><tr><td><a id="property-id_not_tunnelled"></a> <code>ID_NOT_TUNNELLED</code></td><td><code>10</code></td><td><code>0x0000000a</code></td></tr><tr><td><a id="property-modified"></a> <code>MODIFIED</code></td><td><code>3</code></td><td><code>0x00000003</code></td></tr><tr><td><a id="property-modified_stream"></a> <code>MODIFIED_STREAM</code></td><td><code>8</code></td><td><code>0x00000008</code></td></tr><tr><td><a id="property-removed"></a> <code>REMOVED</code></td><td><code>2</code></td><td><code>0x00000002</code></td></tr><tr><td><a id="property-removed_by_delete"></a> <code>REMOVED_BY_DELETE</code></td><td><code>9</code></td><td><code>0x00000009</code></td></tr><tr><td><a id="property-removed_stream"></a> <code>REMOVED_STREAM</code></td><td><code>7</code></td><td><code>0x00000007</code></td></tr><tr><td><a id="property-renamed_new_name"></a> <code>RENAMED_NEW_NAME</code></td><td><code>5</code></td><td><code>0x00000005</code></td></tr><tr><td><a id="property-renamed_old_name"></a> <code>RENAMED_OLD_NAME</code></td><td><code>4</code></td><td><code>0x00000004</code></td></tr><tr><td><a id="property-tunnelled_id_collision"></a> <code>TUNNELLED_ID_COLLISION</code></td><td><code>11</code></td><td><code>0x0000000b</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/variables/FileAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileAction as default
};
