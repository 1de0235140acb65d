import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CopyChunk","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/CopyChunk.md","filePath":"reference/smb2-codec/interfaces/CopyChunk.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/CopyChunk.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-copychunk" tabindex="-1">Interface: CopyChunk <a class="header-anchor" href="#interface-copychunk" aria-label="Permalink to &quot;Interface: CopyChunk&quot;">​</a></h1><p>SRV_COPYCHUNK ([MS-SMB2] 2.2.31.1.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-length"></a> <code>length</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes.</td></tr><tr><td><a id="property-sourceoffset"></a> <code>sourceOffset</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr><tr><td><a id="property-targetoffset"></a> <code>targetOffset</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/CopyChunk.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CopyChunk = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CopyChunk as default
};
