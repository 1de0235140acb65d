import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OutputBuffer","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/OutputBuffer.md","filePath":"reference/smb2-codec/interfaces/OutputBuffer.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/OutputBuffer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-outputbuffer" tabindex="-1">Interface: OutputBuffer <a class="header-anchor" href="#interface-outputbuffer" aria-label="Permalink to &quot;Interface: OutputBuffer&quot;">​</a></h1><p>The one field of QUERY_DIRECTORY, CHANGE_NOTIFY and QUERY_INFO responses, which share their layout.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-outputbuffer"></a> <code>outputBuffer</code></td><td><code>readonly</code></td><td><code>Buffer</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/OutputBuffer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OutputBuffer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OutputBuffer as default
};
