import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CopyChunkResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/CopyChunkResponse.md","filePath":"reference/smb2-codec/interfaces/CopyChunkResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/CopyChunkResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-copychunkresponse" tabindex="-1">Interface: CopyChunkResponse <a class="header-anchor" href="#interface-copychunkresponse" aria-label="Permalink to &quot;Interface: CopyChunkResponse&quot;">​</a></h1><p>SRV_COPYCHUNK_RESPONSE ([MS-SMB2] 2.2.32.1); with STATUS_INVALID_PARAMETER the server&#39;s limits instead.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-chunkbyteswritten"></a> <code>chunkBytesWritten</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-chunkswritten"></a> <code>chunksWritten</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-totalbyteswritten"></a> <code>totalBytesWritten</code></td><td><code>readonly</code></td><td><code>number</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/CopyChunkResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CopyChunkResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CopyChunkResponse as default
};
