import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Frame","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/Frame.md","filePath":"reference/smb2-codec/interfaces/Frame.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/Frame.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-frame" tabindex="-1">Interface: Frame <a class="header-anchor" href="#interface-frame" aria-label="Permalink to &quot;Interface: Frame&quot;">​</a></h1><p>A frame of the transport, taken apart.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-memory"></a> <code>memory</code></td><td><code>readonly</code></td><td><code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt; | <code>undefined</code></td><td>The memory of a frame that spanned chunks, which holds nothing else; undefined: it is that of the chunk.</td></tr><tr><td><a id="property-payload"></a> <code>payload</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The bytes behind the prefix; a view of the chunk if the frame arrived in one.</td></tr><tr><td><a id="property-type"></a> <code>type</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/FrameType.html"><code>FrameType</code></a></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/Frame.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Frame = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Frame as default
};
