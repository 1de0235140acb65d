import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NegotiateContext","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/NegotiateContext.md","filePath":"reference/smb2-codec/interfaces/NegotiateContext.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/NegotiateContext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-negotiatecontext" tabindex="-1">Interface: NegotiateContext <a class="header-anchor" href="#interface-negotiatecontext" aria-label="Permalink to &quot;Interface: NegotiateContext&quot;">​</a></h1><p>One negotiate context, its data not yet looked at: an unknown type is to be ignored whatever it carries, and only the handler knows which malformed one matters.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-data"></a> <code>data</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-type"></a> <code>type</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/NegotiateContextType.html">NegotiateContextType</a>, or a type this version does not know.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/NegotiateContext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NegotiateContext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NegotiateContext as default
};
