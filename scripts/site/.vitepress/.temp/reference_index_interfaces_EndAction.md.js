import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EndAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/EndAction.md","filePath":"reference/index/interfaces/EndAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/EndAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-endaction" tabindex="-1">Interface: EndAction <a class="header-anchor" href="#interface-endaction" aria-label="Permalink to &quot;Interface: EndAction&quot;">​</a></h1><p>The state of the connection instead of an answer, or behind it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-after"></a> <code>after?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the answer leaves before; default: no, but for the bytes that <code>truncate</code> lets out.</td></tr><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;reset&quot;</code> | <code>&quot;close&quot;</code> | <code>&quot;half-close&quot;</code> | <code>&quot;stall&quot;</code></td><td><code>close</code>: the server ends the connection in order (FIN), and reads no more. <code>half-close</code>: it ends its own side, still reads, and serves nothing. <code>reset</code>: RST. <code>stall</code>: it stays open, and not another byte leaves; its time limits hold.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/EndAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EndAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EndAction as default
};
