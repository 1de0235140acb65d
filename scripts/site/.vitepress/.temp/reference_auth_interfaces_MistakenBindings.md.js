import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MistakenBindings","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/MistakenBindings.md","filePath":"reference/auth/interfaces/MistakenBindings.md"}');
const _sfc_main = { name: "reference/auth/interfaces/MistakenBindings.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mistakenbindings" tabindex="-1">Interface: MistakenBindings <a class="header-anchor" href="#interface-mistakenbindings" aria-label="Permalink to &quot;Interface: MistakenBindings&quot;">​</a></h1><p>Bindings that a client makes of the right channel in a wrong way.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-bindings"></a> <code>bindings</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The application data that the mistake makes.</td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The mistake as a noun phrase, such as <code>the certificate’s SHA-1 hash</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/MistakenBindings.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MistakenBindings = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MistakenBindings as default
};
