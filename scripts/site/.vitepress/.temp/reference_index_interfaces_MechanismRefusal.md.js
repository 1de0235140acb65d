import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MechanismRefusal","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/MechanismRefusal.md","filePath":"reference/index/interfaces/MechanismRefusal.md"}');
const _sfc_main = { name: "reference/index/interfaces/MechanismRefusal.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mechanismrefusal" tabindex="-1">Interface: MechanismRefusal <a class="header-anchor" href="#interface-mechanismrefusal" aria-label="Permalink to &quot;Interface: MechanismRefusal&quot;">​</a></h1><p>How a client is refused that has no other mechanism than one that policy leaves out.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-detail"></a> <code>detail</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The rule that leaves the mechanism out, for the record of the failed check.</td></tr><tr><td><a id="property-reason"></a> <code>reason</code></td><td><code>readonly</code></td><td><code>string</code></td><td>A code of <code>commonRejections</code>, or of the reasons that the mechanism&#39;s words bring.</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The failure that the client is told.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/MechanismRefusal.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MechanismRefusal = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MechanismRefusal as default
};
