import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CopyChunkRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/CopyChunkRequest.md","filePath":"reference/smb2-codec/interfaces/CopyChunkRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/CopyChunkRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-copychunkrequest" tabindex="-1">Interface: CopyChunkRequest <a class="header-anchor" href="#interface-copychunkrequest" aria-label="Permalink to &quot;Interface: CopyChunkRequest&quot;">​</a></h1><p>SRV_COPYCHUNK_COPY ([MS-SMB2] 2.2.31.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-chunks"></a> <code>chunks</code></td><td><code>readonly</code></td><td>readonly <a href="./CopyChunk.html"><code>CopyChunk</code></a>[]</td><td>-</td></tr><tr><td><a id="property-sourcekey"></a> <code>sourceKey</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The 24 bytes of the source&#39;s resume key.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/CopyChunkRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CopyChunkRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CopyChunkRequest as default
};
