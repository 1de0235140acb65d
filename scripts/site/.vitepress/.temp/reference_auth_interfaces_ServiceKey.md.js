import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ServiceKey","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ServiceKey.md","filePath":"reference/auth/interfaces/ServiceKey.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ServiceKey.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-servicekey" tabindex="-1">Interface: ServiceKey <a class="header-anchor" href="#interface-servicekey" aria-label="Permalink to &quot;Interface: ServiceKey&quot;">​</a></h1><p>One key of a service, as a keytab holds it. Secret.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-etype"></a> <code>etype</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Number of its encryption type, such as 18.</td></tr><tr><td><a id="property-key"></a> <code>key</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>Secret: who has it can make tickets for every user.</td></tr><tr><td><a id="property-kvno"></a> <code>kvno</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Its version; 0: it is not known.</td></tr><tr><td><a id="property-principal"></a> <code>principal</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The principal it belongs to, such as <code>cifs/files.example.com@EXAMPLE.COM</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ServiceKey.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ServiceKey = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ServiceKey as default
};
