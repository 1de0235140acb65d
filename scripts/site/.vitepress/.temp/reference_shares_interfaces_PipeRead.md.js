import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PipeRead","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/PipeRead.md","filePath":"reference/shares/interfaces/PipeRead.md"}');
const _sfc_main = { name: "reference/shares/interfaces/PipeRead.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-piperead" tabindex="-1">Interface: PipeRead <a class="header-anchor" href="#interface-piperead" aria-label="Permalink to &quot;Interface: PipeRead&quot;">​</a></h1><p>The part of a message that a READ takes from a pipe in message mode.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-data"></a> <code>data</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>Bytes of one message.</td></tr><tr><td><a id="property-more"></a> <code>more</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>The message goes on: the client is told STATUS_BUFFER_OVERFLOW and reads again.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/PipeRead.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PipeRead = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PipeRead as default
};
